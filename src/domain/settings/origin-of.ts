import type { Ancestor, Settings, SettingsFile } from '../facts/settings.ts';
import type { Origin, ProcessRef } from './origin.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';
import { runPam, runUnit } from './run-services.ts';
import { runStartup } from './run-startup.ts';

/** Programs that open a session, and have PAM read its files for it. */
const OPENS_SESSION =
  /^(?:sshd(?:-session)?|login|su|sudo|runuser|crond?|atd|gdm.*|lightdm|sddm.*|xdm|systemd|\(sd-pam\))$/;

type Process = Extract<Origin, { kind: 'process' }>;

const refOf = ({ pid, name }: Ancestor): ProcessRef => ({ pid, name });

const valueIn = ({ environment }: Ancestor, name: string): string | undefined =>
  environment.kind === 'read'
    ? environment.variables.findLast((variable) => variable.name === name)?.value
    : undefined;

/**
 * Where the consumer's variable comes from: up through its parents to the first that has this very value, then to the file that gives it
 * there. `lineage` is the consumer and its parents, nearest first.
 */
export const originOf = (settings: Settings, lineage: readonly Ancestor[], name: string): Origin => {
  const [consumer] = lineage;
  const nothing = { via: [], same: [] };
  if (consumer === undefined) return { kind: 'unknown', why: 'not-asked', ...nothing };
  const { environment } = consumer;
  if (environment.kind === 'unread') {
    return { kind: 'unknown', why: environment.why, by: refOf(consumer), ...nothing };
  }
  const value = valueIn(consumer, name);
  if (value === undefined) return { kind: 'unknown', why: 'not-set', ...nothing };
  const end = lineage.findIndex((one) => valueIn(one, name) !== value);
  const carriers = end === -1 ? lineage : lineage.slice(0, end);
  const first = carriers.at(-1) ?? consumer;
  const setter = end === -1 ? undefined : lineage[end];
  const found = findSetter(settings, first, setter, name, value);
  const own = found.kind === 'file' ? found.place : undefined;
  const same = placesGiving(settings, name, value).filter(
    ({ file, line }) => file !== own?.file || line !== own.line,
  );
  return { ...found, via: carriers.map(refOf), same };
};

type Found = Origin extends infer One ? (One extends Origin ? Omit<One, 'via' | 'same'> : never) : never;

const findSetter = (
  settings: Settings,
  first: Ancestor,
  setter: Ancestor | undefined,
  name: string,
  value: string,
): Found => {
  if (setter === undefined) {
    // In a namespace of processes whoever is not its first was put there from outside.
    return first.pid === 1
      ? { kind: 'started-with', by: refOf(first) }
      : { kind: 'unknown', why: 'parent-gone', by: refOf(first) };
  }
  const isUnits = first.unit !== undefined && (first.unit !== setter.unit || setter.pid === 1);
  if (isUnits) {
    const place = runUnit(settings, first.unit ?? '', name, value);
    if (place !== undefined) return { kind: 'file', place, by: refOf(first) };
  }
  const { shell } = setter;
  if (shell !== undefined && setter.environment.kind === 'read')
    return ofShell(settings, setter, name, value);
  if (OPENS_SESSION.test(setter.name)) {
    const place = runPam(settings, name, value);
    if (place !== undefined) return { kind: 'file', place, by: refOf(first) };
  }
  if (setter.environment.kind === 'unread') {
    return { kind: 'unknown', why: setter.environment.why, by: refOf(setter) };
  }
  // A process whose parent has ended is given to the first one, which did not set it.
  const isAdopter = setter.pid === 1 || (setter.name === 'systemd' && first.unit === undefined);
  if (isAdopter && !isUnits) return { kind: 'unknown', why: 'parent-gone', by: refOf(first) };
  return { kind: 'process', how: 'program', by: refOf(setter), unread: [] };
};

/** The shell did not have this value when it was started, and what it starts has it. */
const ofShell = (settings: Settings, setter: Ancestor, name: string, value: string): Found => {
  const { shell, environment } = setter;
  if (shell === undefined || environment.kind === 'unread') throw new Error('no shell that was read');
  const startup = runStartup(settings, shell, environment.variables);
  const outcomes = startup.outcomesOf(name);
  const giving = outcomes.findLast(
    (one) => one.by !== undefined && one.isExported && one.value.kind === 'text' && one.value.text === value,
  );
  if (giving?.by !== undefined) return { kind: 'file', place: giving.by, by: refOf(setter) };
  const other = outcomes.findLast(
    (one) => one.by !== undefined && one.isExported && one.value.kind === 'text',
  );
  const said: Pick<Process, 'said'> =
    other?.by === undefined || other.value.kind !== 'text'
      ? {}
      : {
          said: {
            place: other.by,
            value: other.value.text,
            isNewer: isNewer(settings, other.by, setter.startedAt),
          },
        };
  return { kind: 'process', how: shell.runs, by: refOf(setter), unread: startup.unread, ...said };
};

/** When a process started is counted from boot, and when a file was changed is not. */
const CLOCKS_DIFFER_MS = 2_000;

const isNewer = ({ files }: Settings, { file }: Place, startedAt: string | undefined): boolean => {
  const changedAt = files.find(({ path }) => path === file)?.changedAt;
  if (changedAt === undefined || startedAt === undefined) return false;
  return Date.parse(changedAt) > Date.parse(startedAt) + CLOCKS_DIFFER_MS;
};

/** Every line that gives a variable this value, whoever reads it. */
const placesGiving = ({ files }: Settings, name: string, value: string): readonly Place[] =>
  files.flatMap((file: SettingsFile) =>
    file.statements.flatMap((one) =>
      one.kind === 'set' && one.name === name && one.isLiteral && one.value === value
        ? [placeOf(file, one, one.guards.includes('maybe'))]
        : [],
    ),
  );
