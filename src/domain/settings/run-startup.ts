import type { Variable } from '../facts/fact.ts';
import type { SettingGuard, SettingStatement, Settings, SettingsFile } from '../facts/settings.ts';
import type { VariableValue } from './expand-template.ts';
import { expandTemplate, namesIn } from './expand-template.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';
import type { Situation } from './startup-files.ts';
import { startupFiles } from './startup-files.ts';

/** One way that a variable may be after startup; `by` is the statement that gave it, absent where it was so before. */
export interface Outcome {
  readonly value: VariableValue;
  readonly isExported: boolean;
  readonly by?: Place;
}

/** What a shell's startup files make of its environment. */
export interface Startup {
  /** More than one where a condition was not understood. */
  readonly outcomesOf: (name: string) => readonly Outcome[];
  /** Every statement that assigned the variable, in the order that they ran. */
  readonly assignmentsOf: (name: string) => readonly Place[];
  /** The files that were read, in their order. */
  readonly files: readonly string[];
  /** Lines and files of which it is not known what they set. */
  readonly unread: readonly Place[];
}

/** More outcomes than this say nothing. */
const MOST_OUTCOMES = 16;
const MOST_FILES = 500;
const DEEPEST_CALLS = 8;
/** Statements that are followed, however often files and functions bring them back. */
const MOST_STEPS = 20_000;
/** Variables of which the whole environment is kept: one that is absent is not set. */
const ALWAYS_KEPT = /(?:^|_)(?:no)?proxy$/i;

type Certainty = 'yes' | 'maybe' | 'no';

const certaintyOf = (guards: readonly SettingGuard[], { shell, isInteractive }: Situation): Certainty => {
  const each = guards.map((guard): Certainty => {
    switch (guard) {
      case 'maybe':
        return 'maybe';
      case 'bash':
        return shell === 'bash' ? 'yes' : 'no';
      case 'zsh':
        return shell === 'zsh' ? 'yes' : 'no';
      default:
        return isInteractive === undefined
          ? 'maybe'
          : isInteractive === (guard === 'interactive')
            ? 'yes'
            : 'no';
    }
  });
  return each.includes('no') ? 'no' : each.includes('maybe') ? 'maybe' : 'yes';
};

const distinct = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  const found = [...new Map(outcomes.map((one) => [JSON.stringify(one), one])).values()];
  return found.length > MOST_OUTCOMES ? [{ value: { kind: 'unknown' }, isExported: true }] : found;
};

/**
 * Follows a shell through its startup files as they are now, from the environment that it was started with. Where a condition is not understood,
 * both ways are kept; nothing is run.
 */
export const runStartup = (
  settings: Settings,
  situation: Situation,
  environment: readonly Variable[],
): Startup => {
  const byPath = new Map(
    settings.files.flatMap((file) => (file.reader === 'profile' ? [[file.path, file] as const] : [])),
  );
  const outcomes = new Map<string, readonly Outcome[]>();
  const assignments = new Map<string, Place[]>();
  const read: string[] = [];
  const unread: Place[] = [];
  let isAnythingPossible = false;
  let steps = 0;
  let allexport: readonly boolean[] = [false];

  const initial = (name: string): Outcome => {
    const value = environment.find((variable) => variable.name === name)?.value;
    if (value !== undefined) return { value: { kind: 'text', text: value }, isExported: true };
    return { value: { kind: ALWAYS_KEPT.test(name) ? 'unset' : 'unknown' }, isExported: false };
  };
  const outcomesOf = (name: string): readonly Outcome[] => {
    const known = outcomes.get(name);
    if (known !== undefined) return known;
    const unknown: Outcome = { value: { kind: 'unknown' }, isExported: true };
    return isAnythingPossible ? [initial(name), unknown] : [initial(name)];
  };
  const update = (name: string, certainty: Certainty, next: readonly Outcome[]): void => {
    outcomes.set(name, distinct(certainty === 'yes' ? next : [...outcomesOf(name), ...next]));
  };
  const anything = (place: Place): void => {
    unread.push(place);
    isAnythingPossible = true;
    for (const name of outcomes.keys()) {
      update(name, 'maybe', [{ value: { kind: 'unknown' }, isExported: true, by: place }]);
    }
  };

  /** The values that a template may have: one for each way that its variables may be. */
  const valuesOf = (template: string): readonly VariableValue[] => {
    let ways: readonly ReadonlyMap<string, VariableValue>[] = [new Map()];
    for (const name of namesIn(template)) {
      ways = ways.flatMap((way) => outcomesOf(name).map(({ value }) => new Map(way).set(name, value)));
      if (ways.length > MOST_OUTCOMES) return [{ kind: 'unknown' }];
    }
    return ways.map((way) => expandTemplate(template, (name) => way.get(name) ?? { kind: 'unknown' }));
  };

  const noteAssignment = (name: string, place: Place): void => {
    assignments.set(name, [...(assignments.get(name) ?? []), place]);
  };
  const loseTrack = (name: string, place: Place, certainty: Certainty): void => {
    unread.push(place);
    noteAssignment(name, place);
    const value = { kind: 'unknown' } as const;
    update(name, certainty, [
      { value, isExported: true, by: place },
      { value, isExported: false, by: place },
    ]);
  };

  const set = (
    statement: Extract<SettingStatement, { kind: 'set' }>,
    place: Place,
    certainty: Certainty,
  ): void => {
    const { name, value, isLiteral, isExported } = statement;
    noteAssignment(name, place);
    const values: readonly VariableValue[] = isLiteral ? [{ kind: 'text', text: value }] : valuesOf(value);
    const before = outcomesOf(name).map((one) => one.isExported);
    const exports = isExported ? [true] : flags(before);
    update(
      name,
      certainty,
      values.flatMap((one) => exports.map((exported) => ({ value: one, isExported: exported, by: place }))),
    );
  };
  /** Whether it is exported, for each way that it was before and that `set -a` may be. */
  const flags = (before: readonly boolean[]): readonly boolean[] => [
    ...new Set(before.flatMap((was) => allexport.map((all) => was || all))),
  ];

  const exportVariable = (
    { name, isExported }: Extract<SettingStatement, { kind: 'export' }>,
    place: Place,
    certainty: Certainty,
  ): void => {
    const isZsh = situation.shell === 'zsh';
    const next = outcomesOf(name).map((one): Outcome => {
      // To zsh it is set and empty then, and to what it starts it is not there.
      const isMade = isZsh && isExported && one.value.kind === 'unset';
      return isMade ? { value: { kind: 'unknown' }, isExported, by: place } : { ...one, isExported };
    });
    // zsh has no `export -n`, and says so.
    update(name, isZsh && !isExported ? 'maybe' : certainty, next);
  };

  const apply = (
    statement: SettingStatement,
    place: Place,
    certainty: Certainty,
    calls: readonly string[],
  ): void => {
    switch (statement.kind) {
      case 'set':
        set(statement, place, certainty);
        break;
      case 'unset':
        noteAssignment(statement.name, place);
        update(statement.name, certainty, [{ value: { kind: 'unset' }, isExported: false, by: place }]);
        break;
      case 'export':
        exportVariable(statement, place, certainty);
        break;
      case 'allexport':
        allexport = certainty === 'yes' ? [statement.isOn] : [...new Set([...allexport, statement.isOn])];
        break;
      case 'source':
        if (statement.paths.length === 0) anything(place);
        for (const path of statement.paths) readFile(path, certainty, calls);
        break;
      case 'call':
        call(statement, certainty, calls);
        break;
      case 'return':
        break;
      case 'unread':
        if (statement.name === '') anything(place);
        else loseTrack(statement.name, place, certainty);
        break;
    }
  };

  const run = (
    file: SettingsFile,
    statements: readonly SettingStatement[],
    outer: Certainty,
    calls: readonly string[],
  ): void => {
    let certainty = outer;
    for (const statement of statements) {
      const own = certaintyOf(statement.guards, situation);
      steps += 1;
      if (steps > MOST_STEPS) {
        isAnythingPossible = true;
        return;
      }
      if (own === 'no') continue;
      if (statement.kind === 'return') {
        if (own === 'yes') return;
        certainty = 'maybe';
      }
      const here = own === 'maybe' ? own : certainty;
      apply(statement, placeOf(file, statement, here === 'maybe'), here, calls);
    }
  };

  const open: string[] = [];
  const readFile = (path: string, certainty: Certainty, calls: readonly string[]): void => {
    const file = byPath.get(path);
    if (file === undefined) return;
    // A file that comes back to itself is read again and again, nobody knows how often.
    if (open.includes(path) || read.length >= MOST_FILES) {
      anything(placeOf(file, { line: 1 }, certainty === 'maybe'));
      return;
    }
    if (file.state !== 'read') {
      anything(placeOf(file, { line: 1 }, certainty === 'maybe'));
      return;
    }
    read.push(path);
    open.push(path);
    const statements = file.statements.filter(({ inFunction }) => inFunction === undefined);
    run(file, statements, certainty, calls);
    open.pop();
  };

  const call = (
    { name, line }: Extract<SettingStatement, { kind: 'call' }>,
    certainty: Certainty,
    calls: readonly string[],
  ): void => {
    if (calls.includes(name) || calls.length >= DEEPEST_CALLS) return;
    const defining = [...new Set(read)].flatMap((path) => {
      const file = byPath.get(path);
      const body = (file?.statements ?? []).filter(
        (one) => one.inFunction === name && (path !== open.at(-1) || calls.length > 0 || one.line <= line),
      );
      return file === undefined || body.length === 0 ? [] : [{ file, body }];
    });
    for (const { file, body } of defining) {
      run(file, body, defining.length > 1 ? 'maybe' : certainty, [...calls, name]);
    }
  };

  for (const { firstOf, isSure } of startupFiles(settings, situation)) {
    const path = firstOf.find((one) => byPath.has(one));
    // dash knows fewer commands than the files are read for, and stops at what it does not know.
    if (path !== undefined) readFile(path, isSure && situation.shell !== 'sh' ? 'yes' : 'maybe', []);
  }
  if (situation.shell === 'sh') {
    isAnythingPossible = true;
    for (const name of outcomes.keys())
      update(name, 'maybe', [{ value: { kind: 'unknown' }, isExported: true }]);
  }
  if (settings.isTruncated) isAnythingPossible = true;
  return {
    outcomesOf,
    assignmentsOf: (name) => assignments.get(name) ?? [],
    files: read,
    unread,
  };
};
