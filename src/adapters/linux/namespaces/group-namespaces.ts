import type { NamespaceMount } from '../proc/parse-mountinfo.ts';
import type { Sight } from './sight.ts';

/** One network namespace, with the processes and mounts that keep it. */
export interface Namespace {
  readonly netInode?: number;
  readonly procInode?: number;
  /** The one that was started first comes first. */
  readonly pids: readonly number[];
  readonly firstTicks?: number;
  /** Whether /proc/PID/ns/net was readable, so that `nsenter` can take it too. */
  readonly readablePid?: number;
  readonly mounts: readonly string[];
}

interface Draft {
  netInode: number | undefined;
  procInode: number | undefined;
  sights: Sight[];
  mounts: string[];
}

/** What is read of a process only where it matters. */
export interface LaterSight {
  /** The inode of its /proc/PID/net/dev. */
  readonly procInodeOf: (pid: number) => number | undefined;
  /** When it was started, in clock ticks from boot. */
  readonly startTicksOf: (pid: number) => number | undefined;
}

/**
 * Groups processes and mounts by network namespace. Where the namespace's inode was denied, the inode of the process's /proc/PID/net/dev
 * takes its place; `procInodeOf` reads that of a process whose namespace is known, so that both kinds of sight meet.
 */
export const groupNamespaces = (
  sights: readonly Sight[],
  mounts: readonly NamespaceMount[],
  { procInodeOf, startTicksOf }: LaterSight,
): readonly Namespace[] => {
  const byInode = new Map<number, Draft>();
  const draft = (netInode: number): Draft => {
    const found = byInode.get(netInode);
    if (found !== undefined) return found;
    const fresh: Draft = { netInode, procInode: undefined, sights: [], mounts: [] };
    byInode.set(netInode, fresh);
    return fresh;
  };
  for (const sight of sights) if (sight.netInode !== undefined) draft(sight.netInode).sights.push(sight);
  for (const { inode, path } of mounts) draft(inode).mounts.push(path);
  const hidden = groupHidden(sights);
  if (hidden.size > 0) joinHidden([...byInode.values()], hidden, procInodeOf);
  return [...byInode.values(), ...hidden.values()].map((one) => finish(one, startTicksOf));
};

/** Processes whose namespace link was denied, by the inode of their /proc/PID/net/dev. */
const groupHidden = (sights: readonly Sight[]): Map<number, Draft> => {
  const hidden = new Map<number, Draft>();
  for (const sight of sights) {
    if (sight.procInode === undefined) continue;
    const found = hidden.get(sight.procInode);
    if (found === undefined) {
      hidden.set(sight.procInode, {
        netInode: undefined,
        procInode: sight.procInode,
        sights: [sight],
        mounts: [],
      });
    } else found.sights.push(sight);
  }
  return hidden;
};

const joinHidden = (
  drafts: readonly Draft[],
  hidden: Map<number, Draft>,
  procInodeOf: (pid: number) => number | undefined,
): void => {
  for (const draft of drafts) {
    const [first] = draft.sights;
    const procInode = first === undefined ? undefined : procInodeOf(first.pid);
    const same = procInode === undefined ? undefined : hidden.get(procInode);
    if (procInode === undefined || same === undefined) continue;
    draft.sights.push(...same.sights);
    draft.procInode = procInode;
    hidden.delete(procInode);
  }
};

const finish = (
  { netInode, procInode, sights, mounts }: Draft,
  startTicksOf: LaterSight['startTicksOf'],
): Namespace => {
  const inOrder = byStart(sights, startTicksOf);
  const readable = inOrder.find((sight) => sight.netInode !== undefined);
  const [first] = inOrder;
  const firstTicks = first === undefined ? undefined : startTicksOf(first.pid);
  return {
    ...(netInode === undefined ? {} : { netInode }),
    ...(procInode === undefined ? {} : { procInode }),
    pids: inOrder.map(({ pid }) => pid),
    ...(firstTicks === undefined ? {} : { firstTicks }),
    ...(readable === undefined ? {} : { readablePid: readable.pid }),
    mounts: [...mounts].sort(),
  };
};

/** Process 1 is the first of all, and has most of the others in its namespace: theirs need not be read. One that has ended comes last. */
const byStart = (sights: readonly Sight[], startTicksOf: LaterSight['startTicksOf']): readonly Sight[] => {
  const byPid = [...sights].sort((a, b) => a.pid - b.pid);
  if (byPid[0]?.pid === 1) return byPid;
  const ticks = new Map(byPid.map(({ pid }) => [pid, startTicksOf(pid) ?? Number.POSITIVE_INFINITY]));
  return byPid.sort((a, b) => (ticks.get(a.pid) ?? 0) - (ticks.get(b.pid) ?? 0) || a.pid - b.pid);
};
