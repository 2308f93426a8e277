import type { Ancestor, SettingStatement, Settings, SettingsFile } from '../facts/settings.ts';
import { namesIn } from './expand-template.ts';
import { meantVariable } from './meant-variable.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';
import type { Startup } from './run-startup.ts';
import { runStartup } from './run-startup.ts';
import { selfSourcings } from './self-sourcing.ts';
import type { Slip } from './slip.ts';

type Set = Extract<SettingStatement, { kind: 'set' }>;

interface SetAt {
  readonly file: SettingsFile;
  readonly statement: Set;
  readonly place: Place;
}

const LIST = /^no_?proxy$/i;
const PROXY = /^(?:https?|all|ftp)_proxy$/i;

const isAProxyName = (name: string): boolean => LIST.test(name) || PROXY.test(name);

/** Every line that sets something, in the order of the files. */
const setsIn = (files: readonly SettingsFile[]): readonly SetAt[] =>
  files.flatMap((file) =>
    file.statements.flatMap((statement) =>
      statement.kind === 'set'
        ? [{ file, statement, place: placeOf(file, statement, statement.guards.includes('maybe')) }]
        : [],
    ),
  );

/**
 * What is written about proxies and does not do what it seems to, each with its line. Only what holds whatever happens is told: nothing of a line
 * under a condition, or in a function that nobody may call. `lineage` is a consumer and its parents: the shells that are in use.
 */
export const findSlips = (settings: Settings, lineage: readonly Ancestor[]): readonly Slip[] => {
  const sets = setsIn(settings.files).filter(
    ({ place }) => !place.isConditional && place.inFunction === undefined,
  );
  return [
    ...selfSourcings(settings),
    ...sets.flatMap(misspelt),
    ...sets.flatMap(grows),
    ...sets.flatMap(blanks),
    ...overwritten(sets),
    ...ofShells(settings, sets, lineage),
  ];
};

const misspelt = ({ statement: { name }, place }: SetAt): readonly Slip[] => {
  const meant = meantVariable(name);
  return meant === undefined ? [] : [{ kind: 'misspelt', place, name, meant }];
};

/** A list that is put before or behind itself: `NO_PROXY=$NO_PROXY,x`. Where the file gave it a value before, the line's value is literal. */
const grows = ({ file, statement: { name, value, isLiteral }, place }: SetAt): readonly Slip[] => {
  if (isLiteral || file.reader !== 'profile' || !LIST.test(name)) return [];
  const own = `\${${name}`;
  const isLonger =
    namesIn(value).length === 1 && value.includes(own) && value !== `${own}}` && !value.includes(':-');
  return isLonger ? [{ kind: 'grows', place, name }] : [];
};

/** `a b` is one name to some and two to others; `a, b` is the same to nearly all. */
const blanks = ({ statement: { name, value, isLiteral }, place }: SetAt): readonly Slip[] => {
  if (!isLiteral || value === '') return [];
  if (LIST.test(name)) {
    return /[^,\s]\s+[^,\s]/.test(value) ? [{ kind: 'blank-in-list', place, name, value }] : [];
  }
  return PROXY.test(name) && /\s|^["']|["']$/.test(value)
    ? [{ kind: 'blank-in-value', place, name, value }]
    : [];
};

const entriesOf = (list: string): readonly string[] => list.split(/[\s,]+/).filter((entry) => entry !== '');

/** A list that is set anew in the same file, without what an earlier line put into it. */
const overwritten = (sets: readonly SetAt[]): readonly Slip[] =>
  sets.flatMap(({ file, statement, place }, index): readonly Slip[] => {
    const { name, value, isLiteral } = statement;
    if (!isLiteral || !LIST.test(name)) return [];
    const earlier = sets
      .slice(0, index)
      .findLast((one) => one.file === file && one.statement.name === name && one.statement.isLiteral);
    const entries = entriesOf(value);
    const lost = entriesOf(earlier?.statement.value ?? '').filter((entry) => !entries.includes(entry));
    return earlier === undefined || lost.length === 0 || value === ''
      ? []
      : [{ kind: 'overwritten', place, name, earlier: earlier.place, lost }];
  });

/** What the shells above the consumer make of these lines: one that is not exported, one in a file that they do not read. */
const ofShells = (
  settings: Settings,
  sets: readonly SetAt[],
  lineage: readonly Ancestor[],
): readonly Slip[] => {
  const typed = lineage.find(({ shell }) => shell?.runs === 'typed');
  if (typed?.shell === undefined || typed.environment.kind === 'unread') return [];
  const { shell } = typed;
  const startups = [
    runStartup(settings, { ...shell, isInteractive: true }, typed.environment.variables),
    // A terminal's next tab, or the next log-in, may start it the other way.
    runStartup(
      settings,
      { ...shell, isInteractive: true, isLogin: !shell.isLogin },
      typed.environment.variables,
    ),
  ];
  return sets.flatMap(({ file, statement, place }): readonly Slip[] => {
    if (file.reader !== 'profile' || !isAProxyName(statement.name)) return [];
    if (!startups.some(({ files }) => files.includes(file.path))) {
      const isSetElsewhere = startups.some((one) => hasValue(one, statement.name));
      return isSetElsewhere ? [] : [{ kind: 'never-read', place, name: statement.name, shell: shell.shell }];
    }
    return startups.every((one) => isKept(one, statement.name, place))
      ? [{ kind: 'not-exported', place, name: statement.name }]
      : [];
  });
};

const hasValue = (startup: Startup, name: string): boolean =>
  startup.outcomesOf(name).some(({ value, isExported }) => isExported && value.kind !== 'unset');

/** The shell keeps what this line gave to itself, or does not come upon the line. */
const isKept = ({ outcomesOf, files }: Startup, name: string, place: Place): boolean => {
  if (!files.includes(place.file)) return true;
  const outcomes = outcomesOf(name);
  return outcomes.every(
    ({ isExported, value, by }) =>
      !isExported && value.kind === 'text' && by?.file === place.file && by.line === place.line,
  );
};
