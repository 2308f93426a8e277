import type { Files } from '../files.ts';

/** The root folder of a process as another reaches it: empty where both see the same files, else `/proc/4711/root`. */
export const rootOf = (files: Files, ownPid: number, pid: number): string => {
  const own = files.readLink(`/proc/${ownPid}/ns/mnt`);
  const its = files.readLink(`/proc/${pid}/ns/mnt`);
  const root = files.readLink(`/proc/${pid}/root`);
  const isSame = own.ok && its.ok && own.value === its.value && root.ok && root.value === '/';
  return isSame ? '' : `/proc/${pid}/root`;
};
