import type { GpuState } from '../../../domain/health/usage.ts';
import type { Command, Outcome, Runner } from '../../exec/command.ts';
import type { ComputeApp, GpuDevice } from './parse-nvidia-smi.ts';
import { COMPUTE_APPS, DEVICES, parseComputeApps, parseDevices } from './parse-nvidia-smi.ts';
import { parseTegrastats } from './parse-tegrastats.ts';

/** The GPU as processes use it, by whichever program can tell. */
export interface GpuReader {
  readonly read: (pids: readonly number[]) => Promise<GpuState>;
}

/** A driver that is asleep takes seconds to wake up; one that hangs must not hold a round. */
const LIMITS = { timeoutMs: 5_000, maxOutputBytes: 1_048_576 };

/** A start of nvidia-smi costs tens of milliseconds, so what it said stands that long. */
const FRESH_MS = 4_500;
/** Where the driver is not there or hangs, it is not asked all the time. */
const FAILED_MS = 60_000;

const MISSING: GpuState = { kind: 'unknown', why: 'missing-tool' };
const UNREAD: GpuState = { kind: 'unknown', why: 'unread' };

type Source = 'nvidia-smi' | 'tegrastats' | 'none';

export const createGpuReader = (runner: Runner, clock: () => number): GpuReader => {
  let source: Source | undefined;
  let last: { readonly key: string; readonly state: GpuState; readonly dueMs: number } | undefined;

  const ask = async (pids: readonly number[]): Promise<GpuState> => {
    if (source === undefined || source === 'nvidia-smi') {
      const state = await askNvidia(runner, pids);
      if (state !== MISSING) source = 'nvidia-smi';
      if (source === 'nvidia-smi') return state;
    }
    if (source === 'none') return MISSING;
    const state = await askTegra(runner);
    source = state === MISSING ? 'none' : 'tegrastats';
    return state;
  };

  return {
    read: async (pids) => {
      const key = pids.join(' ');
      if (last?.key === key && clock() < last.dueMs) return last.state;
      const askedAtMs = clock();
      const state = await ask(pids);
      last = { key, state, dueMs: askedAtMs + (state === UNREAD ? FAILED_MS : FRESH_MS) };
      return state;
    },
  };
};

const askNvidia = async (runner: Runner, pids: readonly number[]): Promise<GpuState> => {
  const run = (args: readonly string[]): Promise<Outcome> =>
    runner.run({ ...LIMITS, argv: ['nvidia-smi', ...args] });
  const devices = await run(DEVICES);
  if (devices.kind !== 'exited') return failed(devices);
  // 6: no device; 9: no driver (nvidia-smi(1), RETURN VALUE).
  if (devices.code !== 0) return UNREAD;
  const apps = await run(COMPUTE_APPS);
  const held = apps.kind === 'exited' && apps.code === 0 ? parseComputeApps(apps.stdout) : [];
  return gpuOf(parseDevices(devices.stdout), held, new Set(pids));
};

const failed = (outcome: Exclude<Outcome, { kind: 'exited' }>): GpuState => {
  if (outcome.kind === 'missing') return MISSING;
  return outcome.kind === 'denied' ? { kind: 'unknown', why: 'denied' } : UNREAD;
};

const MIB = 1_024 ** 2;

const gpuOf = (
  devices: readonly GpuDevice[],
  apps: readonly ComputeApp[],
  pids: ReadonlySet<number>,
): GpuState => {
  if (devices.length === 0) return UNREAD;
  const own = apps.filter(({ pid }) => pids.has(pid));
  const held = own.flatMap(({ memoryMiB }) => memoryMiB ?? []);
  const names = new Set(own.map(({ gpu }) => gpu));
  const used = names.size === 0 ? devices : devices.filter(({ gpu }) => names.has(gpu));
  const loads = used.flatMap(({ utilizationPercent }) => utilizationPercent ?? []);
  const memory = used.flatMap(({ usedMiB, totalMiB }) =>
    usedMiB === undefined || totalMiB === undefined ? [] : [{ usedMiB, totalMiB }],
  );
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  return {
    kind: 'known',
    ...(held.length === 0 ? {} : { memoryBytes: sum(held) * MIB }),
    ...(loads.length === 0 ? {} : { utilizationPercent: Math.max(...loads) }),
    ...(memory.length === 0
      ? {}
      : {
          deviceMemory: {
            usedBytes: sum(memory.map(({ usedMiB }) => usedMiB)) * MIB,
            totalBytes: sum(memory.map(({ totalMiB }) => totalMiB)) * MIB,
          },
        }),
  };
};

/** tegrastats prints a line an interval and never ends; timeout(1) ends it after the first (exit 124). 127: there is none. */
const TEGRASTATS: Command = {
  ...LIMITS,
  argv: ['timeout', '--kill-after=1', '0.5', 'tegrastats', '--interval', '200'],
};

const askTegra = async (runner: Runner): Promise<GpuState> => {
  const outcome = await runner.run(TEGRASTATS);
  if (outcome.kind !== 'exited') return failed(outcome);
  if (outcome.code === 127) return MISSING;
  const utilizationPercent = parseTegrastats(outcome.stdout);
  return utilizationPercent === undefined ? UNREAD : { kind: 'known', utilizationPercent };
};
