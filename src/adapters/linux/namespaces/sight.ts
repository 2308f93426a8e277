import type { Files } from '../files.ts';

/** What tells the network namespace of a process. */
export interface Sight {
  readonly pid: number;
  /** The namespace's inode, from /proc/PID/ns/net; absent where that was denied. */
  readonly netInode?: number;
  /** The inode of /proc/PID/net/dev, which is another in each namespace and needs no right; read where the former was denied. */
  readonly procInode?: number;
}

/** `net:[4026531840]` → 4026531840. */
export const parseNamespaceLink = (text: string): number | undefined => {
  const inode = /^net:\[(\d+)\]$/.exec(text)?.[1];
  return inode === undefined ? undefined : Number(inode);
};

export const readNetInode = (files: Files, pid: number | 'self'): number | undefined => {
  const link = files.readLink(`/proc/${pid}/ns/net`);
  return link.ok ? parseNamespaceLink(link.value) : undefined;
};

export const readProcInode = (files: Files, pid: number | 'self'): number | undefined =>
  files.status(`/proc/${pid}/net/dev`)?.inode;

/**
 * `mayRead`: whether the link can be worth a try; to a user without rights another's is denied. Undefined for a process that has ended, or
 * shows neither.
 */
export const readSight = (files: Files, pid: number, mayRead: boolean): Sight | undefined => {
  const netInode = mayRead ? readNetInode(files, pid) : undefined;
  if (netInode !== undefined) return { pid, netInode };
  const procInode = readProcInode(files, pid);
  return procInode === undefined ? undefined : { pid, procInode };
};
