import { keyNamesIn } from '../../../domain/intents/key-variable.ts';
import { breathe } from '../breathe.ts';
import type { Files } from '../files.ts';
import type { Sight } from '../namespaces/sight.ts';
import { readSight } from '../namespaces/sight.ts';
import { parseEnviron } from '../proc/parse-nul-list.ts';
import type { RawVariable } from './read-environment.ts';
import { readEnviron } from './read-environment.ts';
import { readStat } from './read-process.ts';
import { isRelevant, isTelling, mayTell } from './relevant-variable.ts';

/**
 * A process whose environment tells a proxy or a service, or whose command line holds a URL: the relevant variables, not yet hidden.
 */
export interface TellingProcess {
  readonly pid: number;
  readonly startTicks: number;
  readonly variables: readonly RawVariable[];
}

export interface Scan {
  readonly sights: readonly Sight[];
  readonly telling: readonly TellingProcess[];
  /** Processes whose environment was denied. */
  readonly denied: readonly number[];
  /** Processes that changed twice while their environment was read. */
  readonly torn: readonly number[];
}

export interface Scanner {
  readonly uid: number;
  /** Root, or who may read others' processes: everything is worth a try. */
  readonly isPrivileged: boolean;
  /** Whether a URL in the command line tells, too: one more file a process. */
  readonly readsArguments: boolean;
  /** Tongtu's own process, which tells what it was asked for and nothing of the machine. */
  readonly ownPid: number;
}

const URL_IN_ARGUMENTS = /https?:\/\//i;

const namesUrl = (files: Files, pid: number): boolean => {
  const line = files.readText(`/proc/${pid}/cmdline`);
  return line.ok && URL_IN_ARGUMENTS.test(line.value);
};

/** One pass over all processes: their namespace, and the environments that matter. One that ends meanwhile is left out. */
export const scanProcesses = async (
  files: Files,
  pids: readonly number[],
  scanner: Scanner,
  signal: AbortSignal | undefined,
): Promise<Scan> => {
  const sights: Sight[] = [];
  const telling: TellingProcess[] = [];
  const denied: number[] = [];
  const torn: number[] = [];
  const pause = breathe(signal);
  const variablesIn = tellingVariables();
  const scanTicks = readStat(files, scanner.ownPid)?.startTicks ?? 0;
  for (const pid of pids) {
    await pause();
    const mayRead = scanner.isPrivileged || files.status(`/proc/${pid}`)?.uid === scanner.uid;
    const sight = readSight(files, pid, mayRead);
    if (sight !== undefined) sights.push(sight);
    if (pid === scanner.ownPid) continue;
    const found = mayRead ? readTelling(files, pid, scanTicks, variablesIn) : 'denied';
    if (found === 'denied') denied.push(pid);
    else if (found === 'torn') torn.push(pid);
    else if (found !== undefined) telling.push(found);
    else if (scanner.readsArguments && namesUrl(files, pid)) {
      const stat = readStat(files, pid);
      if (stat !== undefined)
        telling.push({ pid, startTicks: stat.startTicks, variables: keysOf(files, pid) });
    }
  }
  return { sights, telling, denied, torn };
};

/** Of a process that only its command line tells of, the keys that it may send there. */
const keysOf = (files: Files, pid: number): readonly RawVariable[] => {
  const environ = readEnviron(files, pid);
  return environ.ok ? onlyKeys(environ.value) : [];
};

const onlyKeys = (variables: readonly RawVariable[]): readonly RawVariable[] => {
  const keys = keyNamesIn(variables.map(({ name }) => name));
  return keys.size === 0 ? [] : variables.filter(({ name }) => keys.has(name));
};

/** What decides where requests go, and the keys for it. */
const keptOf = (variables: readonly RawVariable[]): readonly RawVariable[] => {
  const keys = keyNamesIn(variables.map(({ name }) => name));
  return variables.filter(({ name, value }) => isRelevant(name, value) || keys.has(name));
};

/**
 * Undefined where nothing tells. Only where something does the start time is read: a process that is older than the scan was this one
 * already when its environment was read, and of a younger one it must be twice the same.
 */
const readTelling = (
  files: Files,
  pid: number,
  scanTicks: number,
  variablesIn: (environ: string) => readonly RawVariable[],
): TellingProcess | undefined | 'denied' | 'torn' => {
  let before: number | undefined;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const text = files.readText(`/proc/${pid}/environ`);
    if (!text.ok) return text.problem === 'denied' ? 'denied' : undefined;
    const variables = variablesIn(text.value);
    if (variables.length === 0) return undefined;
    const startTicks = readStat(files, pid)?.startTicks;
    if (startTicks === undefined) return undefined;
    if (startTicks < scanTicks || startTicks === before) return { pid, startTicks, variables };
    before = startTicks;
  }
  return 'torn';
};

/** What is kept of an environment that tells; nothing of another. What was started together often has one and the same. */
const tellingVariables = (): ((environ: string) => readonly RawVariable[]) => {
  let last: { readonly environ: string; readonly variables: readonly RawVariable[] } | undefined;
  return (environ) => {
    if (environ === last?.environ) return last.variables;
    const all = mayTell(environ) ? parseEnviron(environ) : [];
    const tells = all.some(({ name, value }) => isTelling(name, value));
    last = { environ, variables: tells ? keptOf(all) : [] };
    return last.variables;
  };
};
