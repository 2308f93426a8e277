import type { SettingStatement, SettingsFile } from '../../../domain/facts/settings.ts';
import { meantVariable } from '../../../domain/settings/meant-variable.ts';
import type { Hiding } from '../options.ts';
import { isRelevant } from '../processes/relevant-variable.ts';

/** More statements of one file are not kept. */
const MOST_STATEMENTS = 500;
/** Functions that call functions. */
const CALL_ROUNDS = 4;

/** Whether a variable of that name can decide where requests go, or was meant to. */
const mayMatter = (name: string): boolean =>
  isRelevant(name, 'http://host') || meantVariable(name) !== undefined;

/** Of all that was read only what bears on the variables that matter, secrets replaced: snapshots need not hold whole profiles. */
export const keepRelevant = (files: readonly SettingsFile[], secrets: Hiding): readonly SettingsFile[] => {
  const kept = files.map((file) => ({
    ...file,
    statements: file.statements.flatMap((statement) => {
      const found = hidden(statement, secrets);
      return found === undefined ? [] : [found];
    }),
  }));
  const telling = tellingFunctions(kept.flatMap(({ statements }) => statements));
  return kept.map((file) => {
    const statements = file.statements.filter((one) => isKept(one, telling));
    if (statements.length <= MOST_STATEMENTS) return { ...file, statements };
    return { ...file, state: 'unread', statements: [] };
  });
};

/** Undefined for a variable that does not matter. */
const hidden = (statement: SettingStatement, secrets: Hiding): SettingStatement | undefined => {
  if (statement.kind === 'set') return hiddenSet(statement, secrets);
  if (statement.kind === 'unset' || statement.kind === 'export') {
    return mayMatter(statement.name) ? statement : undefined;
  }
  if (statement.kind === 'unread') {
    return statement.name === '' || mayMatter(statement.name) ? statement : undefined;
  }
  return statement;
};

const hiddenSet = (
  statement: Extract<SettingStatement, { kind: 'set' }>,
  secrets: Hiding,
): SettingStatement | undefined => {
  const { name, isLiteral } = statement;
  if (!mayMatter(name)) return undefined;
  const { line, guards, inFunction } = statement;
  const unread: SettingStatement = {
    kind: 'unread',
    name,
    line,
    guards,
    ...(inFunction === undefined ? {} : { inFunction }),
  };
  // `DATABASE_URL` has the name of what matters, and what it holds is nobody's business here.
  if (isLiteral && !isRelevant(name, statement.value) && meantVariable(name) === undefined) return unread;
  // A slip of `http_proxy` holds a password where `http_proxy` would.
  const value = secrets.hideVariable(meantVariable(name) ?? name, statement.value);
  if (!isLiteral && expansions(value) !== expansions(statement.value)) return unread;
  return { ...statement, value };
};

/** The expansions of a template, to see that none was taken for a secret. */
const expansions = (template: string): string => (template.match(/\$\{[^}]*\}?/g) ?? []).join(' ');

const tellingFunctions = (statements: readonly SettingStatement[]): ReadonlySet<string> => {
  const telling = new Set<string>();
  for (let round = 0; round < CALL_ROUNDS; round += 1) {
    for (const { inFunction, ...statement } of statements) {
      const tells =
        statement.kind === 'call'
          ? telling.has(statement.name)
          : statement.kind !== 'return' && statement.kind !== 'allexport';
      if (inFunction !== undefined && tells) telling.add(inFunction);
    }
  }
  return telling;
};

const isKept = (statement: SettingStatement, telling: ReadonlySet<string>): boolean => {
  if (statement.kind === 'call') return telling.has(statement.name);
  return statement.inFunction === undefined || telling.has(statement.inFunction);
};
