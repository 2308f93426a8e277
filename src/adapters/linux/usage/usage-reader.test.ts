import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cpuPercentBetween } from '../../../domain/health/usage.ts';
import { localRunner } from '../../exec/local-runner.ts';
import { createFiles } from '../files.ts';
import type { PlantedGpu } from './planted-gpu.ts';
import { plantGpu } from './planted-gpu.ts';
import { usageOpener } from './usage-reader.ts';

// A service of this machine whose work is done by children, as vLLM's is; and a GPU that is only a program.

/** One child works all the time, another ends by itself. */
const SERVICE = 'while :; do :; done & (sleep 0.2; :) & wait';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

const startService = (): number => {
  const child = spawn('sh', ['-c', SERVICE], { detached: true, stdio: 'ignore' });
  const { pid = 0 } = child;
  ended.push(() => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // ESRCH: the test has ended it.
    }
  });
  return pid;
};

const plant = (program: Parameters<typeof plantGpu>[0]): PlantedGpu => {
  const gpu = plantGpu(program);
  ended.push(gpu.remove);
  return gpu;
};

const openHere = (gpu: PlantedGpu) =>
  usageOpener({
    files: createFiles(),
    runner: localRunner({ path: gpu.path }),
    clock: () => performance.now(),
  });

/** Reads until it holds; each reading is the next one. */
const readUntil = async <Reading>(
  read: () => Promise<Reading>,
  holds: (reading: Reading) => boolean,
): Promise<Reading> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const reading = await read();
    if (holds(reading)) return reading;
    await pause(50);
  }
  throw new Error('it never came');
};

describe('what a service uses', () => {
  it('is what its children use too', async () => {
    const reader = openHere(plant('none'))(startService());
    const before = await readUntil(reader.read, (reading) => (reading?.processes.length ?? 0) >= 2);
    const after = await readUntil(
      reader.read,
      (reading) =>
        before !== undefined && reading !== undefined && (cpuPercentBetween(before, reading) ?? 0) > 0,
    );
    expect(after?.memory?.bytes).toBeGreaterThan(100_000);
    expect(after?.gpu).toEqual({ kind: 'unknown', why: 'missing-tool' });
  });

  it('holds the GPU that a child holds', async () => {
    const gpu = plant('nvidia-smi');
    gpu.devices(['64 4096 24564 GPU-a', '5 10 24564 GPU-b']);
    const reader = openHere(gpu)(startService());
    const seen = await readUntil(reader.read, (reading) => (reading?.processes.length ?? 0) >= 2);
    gpu.hold([`${seen?.processes[1]?.pid} 4000 GPU-a`]);
    // What the driver said stands for some seconds; another reader has not asked yet.
    const again = await openHere(gpu)(seen?.processes[0]?.pid ?? 0).read();
    expect(again?.gpu).toMatchObject({
      kind: 'known',
      memoryBytes: 4_000 * 1_024 ** 2,
      utilizationPercent: 64,
    });
  });

  it('is over when the service has ended', async () => {
    const pid = startService();
    const reader = openHere(plant('none'))(pid);
    expect(await reader.read()).toBeDefined();
    process.kill(-pid, 'SIGKILL');
    expect(await readUntil(reader.read, (reading) => reading === undefined)).toBeUndefined();
  });

  it('is not told of another process with its number', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    ended.push(() => child.kill('SIGKILL'));
    await once(child, 'spawn');
    expect(await openHere(plant('none'))(child.pid ?? 0, 1).read()).toBeUndefined();
  });
});
