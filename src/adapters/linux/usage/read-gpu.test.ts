import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { localRunner } from '../../exec/local-runner.ts';
import { scriptedRunner } from '../../exec/scripted-runner.ts';
import { parseComputeApps, parseDevices } from './parse-nvidia-smi.ts';
import { parseTegrastats } from './parse-tegrastats.ts';
import type { PlantedGpu } from './planted-gpu.ts';
import { plantGpu } from './planted-gpu.ts';
import { createGpuReader } from './read-gpu.ts';

const planted: PlantedGpu[] = [];
const plant = (program: Parameters<typeof plantGpu>[0]): PlantedGpu => {
  const gpu = plantGpu(program);
  planted.push(gpu);
  return gpu;
};

afterEach(() => {
  for (const gpu of planted.splice(0)) gpu.remove();
});

const GIB = 1_024 ** 3;
const MIB = 1_024 ** 2;
const later = () => {
  let now = 0;
  return () => {
    now += 60_000;
    return now;
  };
};
const readerOf = ({ path }: PlantedGpu) => createGpuReader(localRunner({ path }), later());

describe('nvidia-smi', () => {
  it('tells what the processes hold, and how busy the devices are that they hold it of', async () => {
    const gpu = plant('nvidia-smi');
    gpu.devices(['37 15874 24564 GPU-a', '99 20480 24564 GPU-b']);
    gpu.hold([`${process.pid} 8192 GPU-a`, `${process.ppid} 1024 GPU-a`, '1 512 GPU-b']);
    expect(await readerOf(gpu).read([process.pid, process.ppid])).toEqual({
      kind: 'known',
      memoryBytes: 9 * GIB,
      utilizationPercent: 37,
      deviceMemory: { usedBytes: 15_874 * MIB, totalBytes: 24_564 * MIB },
    });
  });

  it('is asked again, and a process that ended holds nothing any more', async () => {
    const gpu = plant('nvidia-smi');
    const child = spawn('sleep', ['60']);
    const { pid = 0 } = child;
    gpu.devices(['50 4096 8192 GPU-a']);
    gpu.hold([`${pid} 2048 GPU-a`]);
    const reader = readerOf(gpu);
    expect(await reader.read([pid])).toMatchObject({ memoryBytes: 2 * GIB });
    gpu.hold([`${pid} 3072 GPU-a`]);
    expect(await reader.read([pid])).toMatchObject({ memoryBytes: 3 * GIB });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await reader.read([pid])).not.toHaveProperty('memoryBytes');
  });

  it('tells the device alone where the driver tells nothing by process, as in WSL2', async () => {
    const gpu = plant('nvidia-smi');
    gpu.devices(['[N/A] 2492 49152 GPU-a']);
    expect(await readerOf(gpu).read([812])).toEqual({
      kind: 'known',
      deviceMemory: { usedBytes: 2_492 * MIB, totalBytes: 49_152 * MIB },
    });
  });

  it('is unknown, and not 0, without a driver', async () => {
    expect(await readerOf(plant('nvidia-smi')).read([812])).toEqual({ kind: 'unknown', why: 'unread' });
  });

  it('is not started again at once: what it said stands for a while', async () => {
    const runner = scriptedRunner({
      [`nvidia-smi --query-gpu=utilization.gpu,memory.used,memory.total,uuid --format=csv,noheader,nounits`]:
        '1, 2, 3, GPU-a\n',
    });
    let now = 0;
    const reader = createGpuReader(runner, () => now);
    await reader.read([812]);
    const commands = runner.commands.length;
    now += 1_000;
    await reader.read([812]);
    expect(runner.commands).toHaveLength(commands);
    now += 5_000;
    await reader.read([812]);
    expect(runner.commands).toHaveLength(2 * commands);
  });

  it.each([
    ['812, 15234, GPU-8f\n', [{ pid: 812, memoryMiB: 15_234, gpu: 'GPU-8f' }]],
    ['812, [N/A], GPU-8f\n', [{ pid: 812, gpu: 'GPU-8f' }]],
    ['[Insufficient Permissions], [Insufficient Permissions], GPU-8f\n', []],
    ['', []],
    ['No running processes found\n', []],
    ['812, -1, GPU-8f\n', [{ pid: 812, gpu: 'GPU-8f' }]],
  ])('reads processes: %j', (text, expected) => {
    expect(parseComputeApps(text)).toEqual(expected);
  });

  it.each([
    [
      '37, 15874, 24564, GPU-8f\n',
      [{ gpu: 'GPU-8f', utilizationPercent: 37, usedMiB: 15_874, totalMiB: 24_564 }],
    ],
    ['[Not Supported], [N/A], 24564, GPU-8f\n', [{ gpu: 'GPU-8f', totalMiB: 24_564 }]],
    ['No devices were found\n', []],
  ])('reads devices: %j', (text, expected) => {
    expect(parseDevices(text)).toEqual(expected);
  });
});

describe('tegrastats', () => {
  it('is taken where nvidia-smi is missing: its first line, though it never ends', async () => {
    const reader = readerOf(plant('tegrastats'));
    expect(await reader.read([812])).toEqual({ kind: 'known', utilizationPercent: 41 });
    expect(await reader.read([812])).toEqual({ kind: 'known', utilizationPercent: 41 });
  });

  it.each([
    // L4T 32 (JetPack 4), 35 (JetPack 5), 36 (JetPack 6).
    ['RAM 2448/3956MB (lfb 2x4MB) CPU [10%@1428,8%@1428] EMC_FREQ 0% GR3D_FREQ 99% PLL@45C', 99],
    ['07-09-2024 13:31:31 RAM 3168/6851MB CPU [23%@1397] EMC_FREQ 2%@204 GR3D_FREQ 0%@[114] VIC_FREQ 115', 0],
    [
      '05-09-2026 18:42:06 RAM 18207/62841MB CPU [14%@2188] EMC_FREQ 3%@2133 GR3D_FREQ 7%@[0,0] NVENC 79%@166',
      7,
    ],
    ['RAM 2448/3956MB', undefined],
    ['', undefined],
  ])('is read: %j', (line, percent) => {
    expect(parseTegrastats(line)).toBe(percent);
  });
});

describe('without a program that could tell', () => {
  it('the GPU is unknown, and none is looked for again', async () => {
    const missing = scriptedRunner({
      'timeout --kill-after=1 0.5 tegrastats --interval 200': {
        kind: 'exited',
        code: 127,
        stdout: '',
        stderr: '',
      },
    });
    const reader = createGpuReader(missing, later());
    expect(await reader.read([812])).toEqual({ kind: 'unknown', why: 'missing-tool' });
    const { length } = missing.commands;
    expect(await reader.read([812])).toEqual({ kind: 'unknown', why: 'missing-tool' });
    expect(missing.commands.length).toBe(length);
  });

  it('is so on this machine’s own PATH too, where a real timeout(1) finds no tegrastats', async () => {
    expect(await readerOf(plant('none')).read([812])).toEqual({ kind: 'unknown', why: 'missing-tool' });
  });
});
