import type { SettingStatement } from '../../../domain/facts/settings.ts';

/** What one unit file or drop-in says about its service's environment. */
export interface UnitEnvironment {
  readonly statements: readonly SettingStatement[];
  /** `EnvironmentFile=`, in their order, specifiers as they stand. */
  readonly files: readonly string[];
  /** An empty `Environment=` or `EnvironmentFile=` takes back what was said before it, in this and in earlier files. */
  readonly clearsEnvironment: boolean;
  readonly clearsFiles: boolean;
}

interface Setting {
  readonly line: number;
  readonly key: string;
  readonly value: string;
}

/**
 * Reads `Environment=`, `EnvironmentFile=`, `PassEnvironment=` and `UnsetEnvironment=` of a unit's [Service], systemd.exec(5), and with `section` Manager
 * `DefaultEnvironment=` of systemd-system.conf(5). A value with a specifier (`%h`) is left unread but for `%%`.
 */
export const parseUnitEnvironment = (text: string, section: 'Service' | 'Manager'): UnitEnvironment => {
  let statements: SettingStatement[] = [];
  let files: string[] = [];
  let clearsEnvironment = false;
  let clearsFiles = false;
  for (const { line, key, value } of settingsIn(text, section)) {
    if (key === 'Environment' || key === 'DefaultEnvironment') {
      if (value === '') {
        statements = statements.filter(({ kind }) => kind === 'unset');
        clearsEnvironment = true;
      }
      statements.push(...splitQuoted(value).flatMap((word) => assignment(line, word)));
    } else if (key === 'EnvironmentFile') {
      if (value === '') {
        files = [];
        clearsFiles = true;
      } else files.push(value.replace(/^-/, ''));
    } else if (key === 'PassEnvironment') {
      const names = splitQuoted(value);
      statements.push(
        ...names.map((name) => ({ kind: 'export', line, guards: [], name, isExported: true }) as const),
      );
    } else if (key === 'UnsetEnvironment') {
      const names = splitQuoted(value).map((word) => word.replace(/=.*$/s, ''));
      statements.push(...names.map((name) => ({ kind: 'unset', line, guards: [], name }) as const));
    }
  }
  return { statements, files, clearsEnvironment, clearsFiles };
};

/** Lines of a section, those that end in a backslash joined by a blank; comments begin with `#` or `;` (systemd.syntax(7)). */
const settingsIn = (text: string, section: string): readonly Setting[] => {
  const found: Setting[] = [];
  let current = '';
  let open: { line: number; text: string } | undefined;
  for (const [index, whole] of text.split('\n').entries()) {
    const trimmed = whole.trim();
    if (/^[#;]/.test(trimmed)) continue;
    const start = open ?? { line: index + 1, text: '' };
    const joined = `${start.text}${trimmed.replace(/\\$/, ' ')}`;
    if (trimmed.endsWith('\\')) {
      open = { line: start.line, text: joined };
      continue;
    }
    open = undefined;
    const header = /^\[(.+)\]$/.exec(joined)?.[1];
    if (header !== undefined) current = header;
    const [, key, value = ''] = /^(\w+)\s*=\s*(.*)$/s.exec(joined) ?? [];
    if (key !== undefined && current === section) found.push({ line: start.line, key, value: value.trim() });
  }
  return found;
};

const assignment = (line: number, word: string): readonly SettingStatement[] => {
  const [, name, written = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  if (name === undefined) return [];
  const value = written.replaceAll('%%', '%');
  if (/%/.test(written.replaceAll('%%', ''))) return [{ kind: 'unread', line, guards: [], name }];
  return [{ kind: 'set', line, guards: [], name, value, isLiteral: true, isExported: true }];
};

/** Words as systemd splits them: quotes may stand around a whole word or a part of it, C escapes within (systemd.syntax(7), QUOTING). */
export const splitQuoted = (text: string): readonly string[] =>
  (text.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/gs) ?? []).map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(.)/gs, (_, double, single, escaped) =>
      String(double ?? single ?? escaped).replace(/\\(["'\\ ])/g, '$1'),
    ),
  );

/**
 * Reads an `EnvironmentFile=`, and a file of environment.d(5) with `expands`: `NAME=value`, comments begin with `#` or `;`, quotes as in a
 * shell. Only environment.d expands `${NAME}`.
 */
export const parseEnvironmentFile = (text: string, expands: boolean): readonly SettingStatement[] => {
  const found: SettingStatement[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let whole = lines[index] ?? '';
    if (/^\s*[#;]/.test(whole)) continue;
    while (isOpen(whole) && index + 1 < lines.length) {
      index += 1;
      whole = `${whole.endsWith('\\') ? whole.slice(0, -1) : `${whole}\n`}${lines[index] ?? ''}`;
    }
    const [, name, written = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/s.exec(whole) ?? [];
    if (name === undefined) continue;
    const value = unquote(written.trim());
    const hasVariable = expands && value.includes('$');
    const isTemplate = hasVariable && !/\$(?!\{\w+(?::[-+][^{}$]*)?\})/.test(value);
    found.push(
      hasVariable && !isTemplate
        ? { kind: 'unread', line, guards: [], name }
        : { kind: 'set', line, guards: [], name, value, isLiteral: !hasVariable, isExported: true },
    );
  }
  return found;
};

/** Ends in a backslash, or within quotes. */
const isOpen = (text: string): boolean => {
  const value = text.slice(text.indexOf('=') + 1).trimStart();
  if (/^"(?:\\[\s\S]|[^"\\])*$/.test(value) || /^'[^']*$/.test(value)) return true;
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(text);
};

const unquote = (text: string): string =>
  text.replace(/"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'|\\([\s\S])/g, (_, double, single, escaped) =>
    double === undefined ? String(single ?? escaped) : String(double).replace(/\\(["\\`$])/g, '$1'),
  );
