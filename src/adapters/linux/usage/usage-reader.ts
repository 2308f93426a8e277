import type { UsageReading } from '../../../domain/health/usage.ts';
import type { Runner } from '../../exec/command.ts';
import { localRunner } from '../../exec/local-runner.ts';
import { toolPath } from '../../exec/tool-path.ts';
import type { Files } from '../files.ts';
import { createFiles } from '../files.ts';
import { createProcessTree } from './process-tree.ts';
import { createGpuReader } from './read-gpu.ts';
import { createMemoryReader } from './read-memory.ts';

/** What one process and its children use, round by round. */
export interface UsageReader {
  /** `undefined`: the process has ended. */
  readonly read: () => Promise<UsageReading | undefined>;
}

export interface UsageOptions {
  readonly files: Files;
  readonly runner: Runner;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
}

/** Opens a reader for one process. `startTicks` tells it from a later one with its number. */
export type OpenUsage = (pid: number, startTicks?: number) => UsageReader;

export const usageOpener = ({ files, runner, clock }: UsageOptions): OpenUsage => {
  const gpu = createGpuReader(runner, clock);
  return (pid, startTicks) => {
    const tree = createProcessTree(files, pid, startTicks);
    const memory = createMemoryReader(files, clock);
    return {
      read: async () => {
        const processes = tree.read();
        const atMs = clock();
        if (processes === undefined) return undefined;
        const pids = processes.map((process) => process.pid);
        const held = memory.read(pids);
        const state = await gpu.read(pids);
        return { atMs, processes, ...(held === undefined ? {} : { memory: held }), gpu: state };
      },
    };
  };
};

/** Where WSL2 puts nvidia-smi, outside of every PATH that root is given. */
const WSL_TOOLS = '/usr/lib/wsl/lib';

/** Of the machine that Tongtu runs on. */
export const openUsageHere = (
  isRoot: boolean,
  path: string | undefined,
  clock: () => number,
  signal: AbortSignal,
): OpenUsage =>
  usageOpener({
    files: createFiles(),
    runner: localRunner({ path: `${toolPath(isRoot, path)}:${WSL_TOOLS}`, signal }),
    clock,
  });
