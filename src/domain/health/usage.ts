import type { UnknownWhy } from '../facts/known.ts';

/** What one process has used up to the moment of a reading. */
export interface ProcessCounters {
  readonly pid: number;
  /** With the pid its identity (proc(5), field 22 of stat). */
  readonly startTicks: number;
  /** User and system time since its start, in clock ticks (fields 14 and 15). */
  readonly cpuTicks: number;
}

/** Resident memory. `rss` of several processes counts what they share once for each; `pss` counts it once (proc_pid_smaps(5)). */
export interface Memory {
  readonly bytes: number;
  readonly counts: 'pss' | 'rss';
}

/** What the driver says. Each value is absent where it says none: WSL2 tells no memory by process, a Jetson shares it with the CPU. */
export interface Gpu {
  /** Held by the processes. */
  readonly memoryBytes?: number;
  /** Of the devices that the processes hold memory of; of all devices where that is not told. */
  readonly utilizationPercent?: number;
  readonly deviceMemory?: { readonly usedBytes: number; readonly totalBytes: number };
}

/** `missing-tool`: neither nvidia-smi nor tegrastats is here. */
export type GpuState =
  | ({ readonly kind: 'known' } & Gpu)
  | { readonly kind: 'unknown'; readonly why: UnknownWhy };

/** A process and everything that descends from it, read once. */
export interface UsageReading {
  /** Of a clock that never goes back. */
  readonly atMs: number;
  readonly processes: readonly ProcessCounters[];
  /** Absent where it could not be read. */
  readonly memory?: Memory;
  readonly gpu: GpuState;
}

/** What the serving process uses, with its children: an engine often works in processes of its own. */
export interface Usage {
  readonly pid: number;
  readonly name?: string;
  readonly processes: number;
  /** Since the round before; 100 is one core at work all the time. Absent in a process's first round. */
  readonly cpuPercent?: number;
  readonly memory?: Memory;
  readonly gpu: GpuState;
}

/** USER_HZ: what Linux shows to programs is 100 a second whatever the kernel counts in (time(7)), but on Alpha and IA-64. */
const TICKS_PER_SECOND = 100;

/**
 * CPU between two readings of one process tree, in percent of one core. A process that is new has used all its ticks since; what one
 * that ended had used is not known any more. `undefined` where no time lies between.
 */
export const cpuPercentBetween = (before: UsageReading, after: UsageReading): number | undefined => {
  const elapsedMs = after.atMs - before.atMs;
  if (elapsedMs <= 0) return undefined;
  const known = new Map(before.processes.map((process) => [identity(process), process.cpuTicks]));
  const ticks = after.processes.reduce(
    (sum, process) => sum + Math.max(0, process.cpuTicks - (known.get(identity(process)) ?? 0)),
    0,
  );
  // A tick is a hundredth of a second: what is finer is noise.
  return Math.round(((ticks / TICKS_PER_SECOND) * 1_000 * 1_000) / elapsedMs) / 10;
};

const identity = ({ pid, startTicks }: ProcessCounters): string => `${pid} ${startTicks}`;
