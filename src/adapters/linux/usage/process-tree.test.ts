import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../domain/facts/result.ts';
import { fakeFiles } from '../fake-files.ts';
import type { Files } from '../files.ts';
import { parseWatchedStat } from './parse-process-stat.ts';
import { createProcessTree } from './process-tree.ts';

const stat = (
  pid: number,
  parent: number,
  { name = 'vllm', user = 0, system = 0, start = pid, state = 'S' } = {},
): string =>
  `${pid} (${name}) ${state} ${parent} 812 812 0 -1 4194560 12345 0 7 0 ${user} ${system} 0 0 20 0 94 0 ${start} 9 9 9\n`;

/** Processes that change: what is put here is read the next time. */
const machine = (...processes: readonly (readonly [pid: number, text: string])[]) => {
  const tree = new Map<number, string>(processes);
  const asked: string[] = [];
  const files: Files = {
    ...fakeFiles({}),
    readText: (path) => {
      asked.push(path);
      const text = tree.get(Number(/^\/proc\/(\d+)\/stat$/.exec(path)?.[1]));
      return text === undefined ? fail('missing') : succeed(text);
    },
    list: () => succeed([...tree.keys()].map(String)),
  };
  return { tree, files, asked };
};

const pids = (read: readonly { readonly pid: number }[] | undefined) => read?.map(({ pid }) => pid);

describe('/proc/PID/stat', () => {
  it('is read behind a name with blanks and parentheses', () => {
    expect(parseWatchedStat(stat(9, 8, { name: 'a) S 1 (b', user: 3, system: 4, start: 77 }))).toEqual({
      parentPid: 8,
      cpuTicks: 7,
      startTicks: 77,
      hasEnded: false,
    });
  });

  it.each(['', 'x', '812 (vllm) S 1 812', '812 (vllm'])('is nothing where it is broken: %j', (text) => {
    expect(parseWatchedStat(text)).toBeUndefined();
  });

  it('says of a process nobody waited for that it has ended', () => {
    expect(parseWatchedStat(stat(9, 8, { state: 'Z' }))?.hasEnded).toBe(true);
  });
});

describe('a process tree', () => {
  it('holds children and their children, whatever their numbers', () => {
    const { files } = machine(
      [1, stat(1, 0)],
      [812, stat(812, 1, { user: 5 })],
      [40, stat(40, 900)],
      [900, stat(900, 812)],
      [901, stat(901, 1)],
    );
    expect(pids(createProcessTree(files, 812).read())).toEqual([812, 900, 40]);
  });

  it('takes in a child that comes later, and reads strangers once only', () => {
    const { tree, files, asked } = machine([1, stat(1, 0)], [812, stat(812, 1)], [901, stat(901, 1)]);
    const watched = createProcessTree(files, 812);
    watched.read();
    tree.set(950, stat(950, 812, { user: 9 }));
    asked.length = 0;
    expect(watched.read()).toEqual([
      { pid: 812, startTicks: 812, cpuTicks: 0 },
      { pid: 950, startTicks: 950, cpuTicks: 9 },
    ]);
    expect(asked).not.toContain('/proc/901/stat');
  });

  it('keeps a worker whose parent ends, and drops it when its number is another process', () => {
    const { tree, files } = machine([812, stat(812, 1)], [900, stat(900, 812)], [901, stat(901, 900)]);
    const watched = createProcessTree(files, 812);
    watched.read();
    tree.delete(900);
    tree.set(901, stat(901, 1));
    expect(pids(watched.read())).toEqual([812, 901]);
    tree.set(901, stat(901, 1, { start: 5_000 }));
    expect(pids(watched.read())).toEqual([812]);
  });

  it('is over when its root has ended, is a zombie, or is another process', () => {
    const { tree, files } = machine([812, stat(812, 1)]);
    const watched = createProcessTree(files, 812, 812);
    expect(watched.read()).toBeDefined();
    tree.set(812, stat(812, 1, { state: 'Z' }));
    expect(watched.read()).toBeUndefined();
    tree.set(812, stat(812, 1, { start: 99 }));
    expect(watched.read()).toBeUndefined();
    tree.delete(812);
    expect(watched.read()).toBeUndefined();
  });

  it('has a bound', () => {
    const children = Array.from({ length: 2_000 }, (_, index): [number, string] => [
      1_000 + index,
      stat(1_000 + index, 812),
    ]);
    const { files } = machine([812, stat(812, 1)], ...children);
    expect(createProcessTree(files, 812).read()).toHaveLength(512);
  });
});
