import { readFileSync } from 'node:fs';
import type { WorkerUser } from './worker-protocol.ts';

/**
 * Becomes another user for good: supplementary groups, group, user, in this order (setuid(2)), and looks afterwards that nothing of root is
 * left. `false`: it did not come about, and nothing must be asked.
 */
export const dropRights = ({ uid, gid }: WorkerUser): boolean => {
  if (process.geteuid?.() === uid && process.getuid?.() === uid) return true;
  try {
    setGroups(uid, gid);
    process.setgid?.(gid);
    process.setuid?.(uid);
  } catch {
    return false;
  }
  return isOnly({ uid, gid }) && !canComeBack();
};

/** Known to Node since 0.9, and not to its types. */
const withInitgroups: NodeJS.Process & { readonly initgroups?: (user: number, group: number) => void } =
  process;

/** The user's own groups; none but `gid` for a number that no user has, as most containers' have none here. */
const setGroups = (uid: number, gid: number): void => {
  try {
    withInitgroups.initgroups?.(uid, gid);
  } catch {
    process.setgroups?.([gid]);
  }
};

/** Real, effective, saved and file-system ids, and no capability (proc(5), `/proc/self/status`): `Uid:\t65534\t65534\t65534\t65534`. */
const isOnly = ({ uid, gid }: WorkerUser): boolean => {
  const status = readFileSync('/proc/self/status', 'utf8');
  const ids = (name: string): readonly string[] =>
    new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/) ?? [];
  const isAll = (found: readonly string[], id: number): boolean =>
    found.length === 4 && found.every((text) => Number(text) === id);
  const hasNone = ['CapEff', 'CapPrm', 'CapAmb'].every((name) => /^0+$/.test(ids(name).join('')));
  return isAll(ids('Uid'), uid) && isAll(ids('Gid'), gid) && hasNone;
};

const canComeBack = (): boolean => {
  try {
    process.setuid?.(0);
    return true;
  } catch {
    return false;
  }
};
