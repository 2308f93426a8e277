import type { ProcessCounters } from '../../../domain/health/usage.ts';
import type { Files } from '../files.ts';
import { listPids } from '../processes/list-pids.ts';
import type { WatchedStat } from './parse-process-stat.ts';
import { parseWatchedStat } from './parse-process-stat.ts';

/** A process with all its descendants, kept from one reading to the next. */
export interface ProcessTree {
  /** The root first. `undefined`: the root has ended, or its number is another process's now. */
  readonly read: () => readonly ProcessCounters[] | undefined;
}

/** An engine has a worker a GPU and a few helpers; more than this is no engine. */
const MOST_PROCESSES = 512;

const readStat = (files: Files, pid: number): WatchedStat | undefined => {
  const text = files.readText(`/proc/${pid}/stat`);
  const stat = text.ok ? parseWatchedStat(text.value) : undefined;
  return stat?.hasEnded === true ? undefined : stat;
};

/**
 * Follows the children of one process. Only processes that are new since the last reading are read to learn their parent: a machine has
 * thousands, a tree a few. Whoever was in the tree stays in it, though its parent ends.
 */
export const createProcessTree = (files: Files, root: number, startTicks?: number): ProcessTree => {
  let rootTicks = startTicks;
  const members = new Map<number, number>();
  let strangers: ReadonlySet<number> = new Set();

  const readMembers = (): ProcessCounters[] => {
    const read: ProcessCounters[] = [];
    for (const [pid, startTicks] of members) {
      const stat = readStat(files, pid);
      if (stat?.startTicks === startTicks) read.push({ pid, startTicks, cpuTicks: stat.cpuTicks });
      else members.delete(pid);
    }
    return read;
  };

  const adopt = (pids: readonly number[]): void => {
    const parents = new Map<number, WatchedStat>();
    for (const pid of pids) {
      if (members.has(pid) || strangers.has(pid)) continue;
      const stat = readStat(files, pid);
      if (stat !== undefined) parents.set(pid, stat);
    }
    // A child may have a lower number than its parent: numbers begin again when they are used up.
    for (let before = -1; before !== members.size && members.size < MOST_PROCESSES; ) {
      before = members.size;
      for (const [pid, { parentPid, startTicks }] of parents) {
        if (members.has(parentPid) && members.size < MOST_PROCESSES) members.set(pid, startTicks);
      }
    }
    strangers = new Set(pids.filter((pid) => !members.has(pid)));
  };

  return {
    read: () => {
      const stat = readStat(files, root);
      if (stat === undefined) return undefined;
      rootTicks ??= stat.startTicks;
      if (stat.startTicks !== rootTicks) return undefined;
      members.set(root, rootTicks);
      adopt(listPids(files));
      const read = readMembers();
      return members.has(root) ? read : undefined;
    },
  };
};
