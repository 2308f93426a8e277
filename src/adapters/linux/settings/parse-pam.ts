import type { SettingStatement } from '../../../domain/facts/settings.ts';

const set = (line: number, name: string, value: string, isLiteral = true): SettingStatement => ({
  kind: 'set',
  line,
  guards: [],
  name,
  value,
  isLiteral,
  isExported: true,
});

/**
 * Reads /etc/environment as pam_env(8) does: `export NAME="value"`, up to the first `#` or the line's end; one quote is taken from either end, whichever
 * it is, and a dollar is a dollar. A name that is no word is passed over.
 */
export const parsePamEnvironment = (text: string): readonly SettingStatement[] =>
  joinLines(text).flatMap(({ line, text: whole }): readonly SettingStatement[] => {
    const [, name, value = ''] = /^\s*(?:export )?(\w+)=(.*)$/s.exec(whole) ?? [];
    if (name === undefined) return [];
    return [set(line, name, /^["']/.test(value) ? value.slice(1).replace(/["']$/, '') : value)];
  });

/**
 * Reads pam_env.conf(5) and ~/.pam_environment: `NAME DEFAULT="value" OVERRIDE=${OTHER}`. OVERRIDE counts where it is not empty. `${NAME}` is a variable
 * that PAM has set; `@{ITEM}` is PAM's own, and not known.
 */
export const parsePamEnv = (text: string, isSure: boolean): readonly SettingStatement[] =>
  joinLines(text).flatMap(({ line, text: whole }): readonly SettingStatement[] => {
    const [, name, rest = ''] =
      /^\s*(\w+)((?:\s+(?:DEFAULT|OVERRIDE)=(?:"[^"]*"|\S*))*)\s*$/.exec(whole) ?? [];
    if (name === undefined) return [];
    const [, standard] = /\sDEFAULT=("[^"]*"|\S*)/.exec(rest) ?? [];
    const [, override] = /\sOVERRIDE=("[^"]*"|\S*)/.exec(rest) ?? [];
    const guards = isSure ? [] : (['maybe'] as const);
    const plain = (value: string | undefined): string => (value ?? '').replace(/^"(.*)"$/s, '$1');
    if (plain(standard) === '' && plain(override) === '') {
      return standard === '""'
        ? [{ ...set(line, name, ''), guards }]
        : [{ kind: 'unset', line, guards, name }];
    }
    const value = plain(override) === '' ? plain(standard) : overriding(plain(override), plain(standard));
    if (value === undefined || /[\\@]|\$(?!\{\w+[}:])/.test(value))
      return [{ kind: 'unread', line, guards, name }];
    return [{ ...set(line, name, value, !value.includes('$')), guards }];
  });

/** `OVERRIDE=${NAME}` with a default is what `${NAME:-default}` is to a shell. */
const overriding = (override: string, standard: string): string | undefined => {
  if (!override.includes('$')) return override;
  const [, name] = /^\$\{(\w+)\}$/.exec(override) ?? [];
  return name === undefined || /[${}]/.test(standard) ? undefined : `\${${name}:-${standard}}`;
};

/** Lines without comments, those that end in a backslash joined with the next. */
const joinLines = (text: string): readonly { readonly line: number; readonly text: string }[] => {
  const joined: { line: number; text: string }[] = [];
  let isOpen = false;
  for (const [index, whole] of text.split('\n').entries()) {
    const plain = whole.replace(/#.*$/, '');
    const ends = /\\\s*$/.test(plain);
    const part = ends ? plain.replace(/\\\s*$/, '') : plain;
    const before = joined.at(-1);
    if (isOpen && before !== undefined) before.text += part;
    else joined.push({ line: index + 1, text: part });
    isOpen = ends;
  }
  return joined;
};
