import { describe, expect, it } from 'vitest';
import { fakeFiles } from '../fake-files.ts';
import type { Files } from '../files.ts';
import { createMemoryReader } from './read-memory.ts';

const status = (kilobytes: number): string => `Name:\tvllm\nVmHWM:\t 99 kB\nVmRSS:\t  ${kilobytes} kB\n`;
const rollup = (kilobytes: number): string =>
  `55d0-7ffe ---p 00000000 00:00 0  [rollup]\nRss:  999 kB\nPss:  ${kilobytes} kB\nPss_Dirty:  1 kB\n`;

const MIB = 1_024 ** 2;

describe('the memory of processes', () => {
  it('is the resident set of one', () => {
    const files = fakeFiles({ '/proc/812/status': status(2_048), '/proc/812/smaps_rollup': rollup(1) });
    expect(createMemoryReader(files, () => 0).read([812])).toEqual({ bytes: 2 * MIB, counts: 'rss' });
  });

  it('counts once what several share', () => {
    const files = fakeFiles({
      '/proc/812/status': status(4_096),
      '/proc/813/status': status(4_096),
      '/proc/812/smaps_rollup': rollup(3_072),
      '/proc/813/smaps_rollup': rollup(1_024),
    });
    expect(createMemoryReader(files, () => 0).read([812, 813])).toEqual({ bytes: 4 * MIB, counts: 'pss' });
  });

  it('is the sum of resident sets where a walk through the pages is denied', () => {
    const files = fakeFiles({
      '/proc/812/status': status(1_024),
      '/proc/813/status': status(1_024),
      '/proc/812/smaps_rollup': rollup(1),
      '/proc/813/smaps_rollup': { problem: 'denied' },
    });
    expect(createMemoryReader(files, () => 0).read([812, 813])).toEqual({ bytes: 2 * MIB, counts: 'rss' });
  });

  it('has the kernel walk through pages for a hundredth of the time at most', () => {
    let now = 0;
    let walks = 0;
    const tree = fakeFiles({
      '/proc/812/status': status(1_024),
      '/proc/813/status': status(1_024),
      '/proc/812/smaps_rollup': rollup(512),
      '/proc/813/smaps_rollup': rollup(512),
    });
    const files: Files = {
      ...tree,
      readText: (path) => {
        if (path.endsWith('smaps_rollup')) {
          walks += 1;
          now += 50;
        }
        return tree.readText(path);
      },
    };
    const reader = createMemoryReader(files, () => now);
    for (let round = 0; round < 40; round += 1) {
      expect(reader.read([812, 813])).toEqual({ bytes: MIB, counts: 'pss' });
      now += 1_000;
    }
    expect(walks).toBe(8);
  });

  it('is not told, and not 0, of a process that has ended', () => {
    expect(createMemoryReader(fakeFiles({}), () => 0).read([812])).toBeUndefined();
  });
});
