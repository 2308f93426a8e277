import { breathe } from '../breathe.ts';
import type { Files } from '../files.ts';

export interface Holders {
  /** Inode → the lowest pid that holds it. */
  readonly pidOf: ReadonlyMap<number, number>;
  /** Whether every process let its descriptors be seen. */
  readonly isComplete: boolean;
}

/**
 * Who holds the sockets, by one pass over the file descriptors of all processes, lowest first, until every socket
 * is found. Processes of others are not shown to a user without rights.
 */
export const findHolders = async (
  files: Files,
  pids: readonly number[],
  inodes: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<Holders> => {
  const holders = new Map<number, number>();
  const pause = breathe(signal);
  let isComplete = true;
  for (const pid of pids) {
    if (holders.size === inodes.size) break;
    if (!readDescriptors(files, pid, inodes, holders)) isComplete = false;
    await pause();
  }
  return { pidOf: holders, isComplete };
};

/** False where they were denied: to list them, or to see what they are, and then of all alike. */
const readDescriptors = (
  files: Files,
  pid: number,
  inodes: ReadonlySet<number>,
  holders: Map<number, number>,
): boolean => {
  const descriptors = files.list(`/proc/${pid}/fd`);
  if (!descriptors.ok) return descriptors.problem !== 'denied';
  for (const descriptor of descriptors.value) {
    const link = files.readLink(`/proc/${pid}/fd/${descriptor}`);
    if (!link.ok && link.problem === 'denied') return false;
    const inode = link.ok && link.value.startsWith('socket:[') ? Number(link.value.slice(8, -1)) : undefined;
    if (inode !== undefined && inodes.has(inode) && !holders.has(inode)) holders.set(inode, pid);
  }
  return true;
};
