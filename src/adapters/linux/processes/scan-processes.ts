import { breathe } from '../breathe.ts';
import type { Files } from '../files.ts';
import type { Sight } from '../namespaces/sight.ts';
import { readSight } from '../namespaces/sight.ts';
import { parseEnviron } from '../proc/parse-nul-list.ts';
import type { RawVariable } from './read-environment.ts';
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
  for (const pid of pids) {
    await pause();
    const stat = readStat(files, pid);
    if (stat === undefined) continue;
    const mayRead = scanner.isPrivileged || files.status(`/proc/${pid}`)?.uid === scanner.uid;
    sights.push(readSight(files, pid, stat.startTicks, mayRead));
    if (pid === scanner.ownPid) continue;
    const environment = mayRead ? readTelling(files, pid, stat.startTicks) : 'denied';
    if (environment === 'denied') denied.push(pid);
    else if (environment === 'torn') torn.push(pid);
    else if (environment.length > 0 || (scanner.readsArguments && namesUrl(files, pid)))
      telling.push({ pid, startTicks: stat.startTicks, variables: environment });
  }
  return { sights, telling, denied, torn };
};

/** Empty where nothing tells. The start time is compared only where something does. */
const readTelling = (
  files: Files,
  pid: number,
  startTicks: number,
): readonly RawVariable[] | 'denied' | 'torn' => {
  let before = startTicks;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const text = files.readText(`/proc/${pid}/environ`);
    if (!text.ok) return text.problem === 'denied' ? 'denied' : [];
    if (!mayTell(text.value)) return [];
    const variables = parseEnviron(text.value);
    if (!variables.some(({ name, value }) => isTelling(name, value))) return [];
    const after = readStat(files, pid)?.startTicks;
    if (after === before) return variables.filter(({ name, value }) => isRelevant(name, value));
    if (after === undefined) return [];
    before = after;
  }
  return 'torn';
};
