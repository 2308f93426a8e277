/** Whose a process is, and what it may. */
export interface ProcessStatus {
  /** Effective. */
  readonly uid: number;
  readonly gid: number;
  /** The effective capabilities as bits, CapEff of proc(5). */
  readonly capabilities: bigint;
}

/** Reads `Uid:`, `Gid:` (real, effective, saved, file system) and `CapEff:` of /proc/PID/status. */
export const parseStatus = (text: string): ProcessStatus | undefined => {
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(text)?.[1];
  const gid = /^Gid:\s+\d+\s+(\d+)/m.exec(text)?.[1];
  if (uid === undefined || gid === undefined) return undefined;
  const capabilities = /^CapEff:\s+([0-9a-f]+)/m.exec(text)?.[1] ?? '0';
  return { uid: Number(uid), gid: Number(gid), capabilities: BigInt(`0x${capabilities}`) };
};

/** Bits of capabilities(7). */
export const CAP_NET_ADMIN = 12n;
export const CAP_SYS_ADMIN = 21n;

export const hasCapability = (status: ProcessStatus, bit: bigint): boolean =>
  ((status.capabilities >> bit) & 1n) === 1n;
