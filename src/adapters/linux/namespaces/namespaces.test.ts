import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeFiles } from '../fake-files.ts';
import { accessTo, findNodes } from './find-nodes.ts';
import type { LaterSight } from './group-namespaces.ts';
import { groupNamespaces } from './group-namespaces.ts';
import { readMachine } from './machine.ts';
import type { Sight } from './sight.ts';
import { parseNamespaceLink, readSight } from './sight.ts';

const HOST = 4026531840;
const OTHER = 4026532249;
const ID = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9';
const MACHINE = {
  '/etc/machine-id': '00112233445566778899aabbccddeeff\n',
  '/proc/sys/kernel/random/boot_id': 'af2da52f-36c2-4882-8633-a151ee0f09e3\n',
  '/proc/sys/kernel/hostname': 'workstation\n',
};
const self = { pid: 50, uid: 0, gid: 0, mayEnter: true, mayReadRules: true };
const sight = (pid: number, netInode: number): Sight => ({ pid, netInode });
/** Processes that were started in the order of their numbers, but for these. */
const later = (ticks: Readonly<Record<number, number>> = {}, procInode?: number): LaterSight => ({
  procInodeOf: () => procInode,
  startTicksOf: (pid) => ticks[pid] ?? pid,
});
const stats = (sights: readonly Sight[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    sights.map(({ pid }) => [`/proc/${pid}/stat`, `${pid} (x) S 1 ${'0 '.repeat(17)}${pid} 0`]),
  );
const mount = (inode: number, path: string): string =>
  `71 42 0:4 net:[${inode}] ${path} rw shared:2 - nsfs nsfs rw\n`;

describe('sight', () => {
  it('is the namespace’s inode, or without a right to it that of its /proc/PID/net/dev', () => {
    const files = fakeFiles({
      '/proc/1/ns/net': { link: `net:[${HOST}]` },
      '/proc/1/net/dev': { text: '', status: { inode: 77 } },
    });
    expect(readSight(files, 1, true)).toEqual({ pid: 1, netInode: HOST });
    expect(readSight(files, 1, false)).toEqual({ pid: 1, procInode: 77 });
    expect(readSight(fakeFiles({}), 1, true)).toBeUndefined();
    expect(parseNamespaceLink('mnt:[4026531841]')).toBeUndefined();
  });
});

describe('groupNamespaces', () => {
  it('joins processes and mounts by inode, the process that was started first in front', () => {
    const spaces = groupNamespaces(
      [sight(9, OTHER), sight(8, OTHER), sight(1, HOST)],
      [{ inode: OTHER, path: '/run/netns/web' }],
      later({ 9: 100, 8: 300 }),
    );
    expect(spaces).toContainEqual({
      netInode: OTHER,
      pids: [9, 8],
      firstTicks: 100,
      readablePid: 9,
      mounts: ['/run/netns/web'],
    });
  });

  it('joins processes whose namespace was denied to those of the same one', () => {
    const hidden: Sight = { pid: 1, procInode: 77 };
    const spaces = groupNamespaces([hidden, sight(50, HOST)], [], later({}, 77));
    expect(spaces).toHaveLength(1);
    expect(spaces[0]).toMatchObject({ netInode: HOST, pids: [1, 50], readablePid: 50 });
  });

  it('keeps denied ones of another namespace as one of their own', () => {
    const hidden = [1, 2].map((pid): Sight => ({ pid, procInode: 99 }));
    const spaces = groupNamespaces([...hidden, sight(50, HOST)], [], later({}, 77));
    expect(spaces.find(({ procInode }) => procInode === 99)?.pids).toEqual([1, 2]);
  });

  it('does not depend on the order of the processes', () => {
    const sights = [sight(1, HOST), sight(2, HOST), sight(3, OTHER), sight(4, OTHER), sight(5, 7)];
    const group = (order: readonly Sight[]) =>
      new Set(groupNamespaces(order, [], later({ 3: 9, 4: 2 })).map((space) => JSON.stringify(space)));
    fc.assert(
      fc.property(fc.shuffledSubarray(sights, { minLength: sights.length }), (order) => {
        expect(group(order)).toEqual(group(sights));
      }),
    );
  });
});

describe('readMachine', () => {
  it('is known by a hash of its id, never by the id', () => {
    const machine = readMachine(fakeFiles(MACHINE));
    expect(machine).toEqual({
      key: expect.stringMatching(/^m:[0-9a-f]{8}$/),
      boot: 'af2da52f',
      hostname: 'workstation',
    });
    expect(MACHINE['/etc/machine-id']).not.toContain(machine.key.slice(2));
  });

  it('without an id is known by its boot', () => {
    const { key } = readMachine(fakeFiles({ ...MACHINE, '/etc/machine-id': '' }));
    expect(key).not.toBe(readMachine(fakeFiles(MACHINE)).key);
  });
});

describe('findNodes', () => {
  const find = (sights: readonly Sight[], tree: Parameters<typeof fakeFiles>[0] = {}) =>
    findNodes({ files: fakeFiles({ ...MACHINE, ...stats(sights), ...tree }), self }, sights, undefined);
  const ids = (found: ReturnType<typeof find>) =>
    found.nodes.map(({ id }) => id.replace(/^m:[0-9a-f]{8}\//, ''));

  it('gives the host to the namespace of the first process, with the machine’s name, before all others', () => {
    const found = find([sight(50, OTHER), sight(1, HOST)]);
    expect(ids(found)).toEqual(['host', `ns:${OTHER}:af2da52f:50`]);
    expect(found.nodes.map(({ names }) => names)).toEqual([['workstation'], [`net:[${OTHER}]`]]);
    expect(found.own).toBe(found.nodes[1]);
  });

  it('takes its own for the host’s where the first process cannot be seen', () => {
    expect(ids(find([sight(50, HOST), sight(60, OTHER)]))).toEqual(['host', `ns:${OTHER}:af2da52f:60`]);
  });

  it('knows a container by its first process’s cgroup', () => {
    const found = find([sight(1, HOST), sight(50, HOST), sight(70, OTHER)], {
      '/proc/70/cgroup': `0::/system.slice/docker-${ID}.scope\n`,
    });
    expect(ids(found)).toEqual(['host', 'container:0a1b2c3d4e5f']);
    expect(found.nodes[1]?.names).toEqual(['0a1b2c3d4e5f']);
  });

  it('leaves a container’s id to the namespace that it was started in', () => {
    const cgroup = `0::/system.slice/docker-${ID}.scope\n`;
    const found = find([sight(1, HOST), sight(50, HOST), sight(70, OTHER), sight(71, 7)], {
      '/proc/70/cgroup': cgroup,
      '/proc/71/cgroup': cgroup,
    });
    expect(ids(found)).toEqual(['host', 'container:0a1b2c3d4e5f', 'ns:7:af2da52f:71']);
  });

  it('leaves the host the host when a container shares its network', () => {
    const found = find([sight(1, HOST), sight(50, HOST), sight(70, HOST)], {
      '/proc/70/cgroup': `0::/docker/${ID}\n`,
    });
    expect(ids(found)).toEqual(['host']);
  });

  it('knows that it runs in a container by what its engine mounted', () => {
    const found = find([sight(1, HOST), sight(50, HOST)], {
      '/proc/1/cgroup': '0::/\n',
      '/proc/self/mountinfo': `734 720 254:1 /var/lib/docker/containers/${ID}/hostname /etc/hostname rw - ext4 /dev/vda1 rw\n`,
    });
    expect(ids(found)).toEqual(['container:0a1b2c3d4e5f']);
  });

  it('names a namespace by its file in /run/netns, and keeps its key while processes come and go', () => {
    const mounted = {
      '/proc/self/mountinfo': mount(OTHER, '/run/netns/web'),
      '/run/netns/web': { text: '', status: { changedMs: 1_763_712_000_123.4 } },
    };
    const empty = find([sight(1, HOST), sight(50, HOST)], mounted);
    const inhabited = find([sight(1, HOST), sight(50, HOST), sight(70, OTHER)], mounted);
    expect(empty.nodes[1]).toMatchObject({ names: ['web'] });
    expect(ids(empty)).toEqual(['host', `ns:${OTHER}:af2da52f:m1763712000123`]);
    expect(ids(inhabited)).toEqual(ids(empty));
  });

  it('is alone where it does not even see itself', () => {
    expect(ids(find([], { '/proc/self/ns/net': { link: `net:[${HOST}]` } }))).toEqual(['host']);
  });
});

describe('accessTo', () => {
  const access = (space: Parameters<typeof accessTo>[0]['space'], mayEnter: boolean) =>
    accessTo({ id: 'm:0/host', names: [], space }, mayEnter);

  it('enters by a mount, else by a process whose namespace can be read', () => {
    expect(access({ pids: [7], readablePid: 7, mounts: ['/run/netns/web'] }, true)).toEqual({
      kind: 'enter',
      path: '/run/netns/web',
      pid: 7,
    });
    expect(access({ pids: [7], readablePid: 7, mounts: [] }, true)).toMatchObject({ path: '/proc/7/ns/net' });
  });

  it('without a right looks by a process, and sees nothing of a namespace without one', () => {
    expect(access({ pids: [7], readablePid: 7, mounts: ['/run/netns/web'] }, false)).toEqual({
      kind: 'look',
      pid: 7,
    });
    expect(access({ pids: [], mounts: ['/run/netns/web'] }, false)).toEqual({ kind: 'none' });
    expect(access({ pids: [7], mounts: [] }, true)).toEqual({ kind: 'look', pid: 7 });
  });
});
