import { describe, expect, it } from 'vitest';
import type { ProcessCounters, UsageReading } from './usage.ts';
import { cpuPercentBetween } from './usage.ts';

const reading = (
  atMs: number,
  ...processes: readonly (readonly [pid: number, startTicks: number, cpuTicks: number])[]
): UsageReading => ({
  atMs,
  processes: processes.map(([pid, startTicks, cpuTicks]): ProcessCounters => ({ pid, startTicks, cpuTicks })),
  memory: { bytes: 0, counts: 'rss' },
  gpu: { kind: 'unknown', why: 'missing-tool' },
});

describe('CPU between two readings', () => {
  it('is 100 for one core at work all the time', () => {
    expect(cpuPercentBetween(reading(0, [812, 1, 0]), reading(5_000, [812, 1, 500]))).toBe(100);
  });

  it('adds up the tree', () => {
    expect(
      cpuPercentBetween(reading(0, [812, 1, 10], [813, 2, 20]), reading(1_000, [812, 1, 60], [813, 2, 170])),
    ).toBe(200);
  });

  it('counts all that a new process has used', () => {
    expect(cpuPercentBetween(reading(0, [812, 1, 0]), reading(1_000, [812, 1, 0], [900, 7, 50]))).toBe(50);
  });

  it('takes a process with a known number and another start for a new one', () => {
    expect(cpuPercentBetween(reading(0, [900, 7, 80]), reading(1_000, [900, 8, 30]))).toBe(30);
  });

  it('is not less than nothing where a process has ended', () => {
    expect(cpuPercentBetween(reading(0, [812, 1, 0], [813, 2, 900]), reading(1_000, [812, 1, 0]))).toBe(0);
  });

  it('is not told where no time lies between', () => {
    expect(cpuPercentBetween(reading(7), reading(7))).toBeUndefined();
  });
});
