import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCgroup, parseContainerMounts } from './parse-cgroup.ts';
import { parseMountinfo } from './parse-mountinfo.ts';
import { parseEnviron, parseNulList } from './parse-nul-list.ts';
import { parseStat } from './parse-stat.ts';
import { CAP_NET_ADMIN, CAP_SYS_ADMIN, hasCapability, parseStatus } from './parse-status.ts';

const ID = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9';

describe('parseStat', () => {
  const stat = (name: string): string =>
    `4711 (${name}) S 812 4711 812 34816 4711 4194304 1 0 0 0 0 0 0 0 20 0 1 0 7654321 8192 1 18446744073709551615\n`;

  it.each(['node', 'tmux: server', 'a) R 1 (b', '((sd-pam))', 'kworker/0:1', '', 'Web Content\n)'])(
    'reads the name %j',
    (name) => expect(parseStat(stat(name))).toEqual({ name, parentPid: 812, startTicks: 7654321 }),
  );

  it('reads any name that the kernel allows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (name) => {
        expect(parseStat(stat(name))?.name).toBe(name);
      }),
    );
  });

  it('of an empty or cut-off text is nothing', () => {
    const whole = stat('node');
    for (let end = 0; end < whole.indexOf('7654321'); end += 1)
      expect(parseStat(whole.slice(0, end))).toBeUndefined();
  });
});

describe('parseStatus', () => {
  it('reads the effective user, group and capabilities', () => {
    const text = 'Name:\tnode\nUid:\t1000\t0\t0\t0\nGid:\t1000\t100\t100\t100\nCapEff:\t000001fffeffffff\n';
    const status = parseStatus(text);
    expect(status).toMatchObject({ uid: 0, gid: 100 });
    expect(status !== undefined && hasCapability(status, CAP_NET_ADMIN)).toBe(true);
  });

  it('knows root without rights', () => {
    const status = parseStatus('Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n');
    expect(status !== undefined && hasCapability(status, CAP_SYS_ADMIN)).toBe(false);
  });

  it('of a cut-off text is nothing', () => expect(parseStatus('Uid:\t0\n')).toBeUndefined());
});

describe('parseNulList', () => {
  it('reads arguments, empty ones too', () => {
    expect(parseNulList('curl\0-H\0\0http://h/\0')).toEqual(['curl', '-H', '', 'http://h/']);
    expect(parseNulList('nginx: master process')).toEqual(['nginx: master process']);
    expect(parseNulList('')).toEqual([]);
  });
});

describe('parseEnviron', () => {
  it('keeps order, empty values, and `=` in values; leaves out what is no variable', () => {
    expect(parseEnviron('A=1\0no_proxy=\0B=x=y\0rest\0=odd\0A=2\0')).toEqual([
      { name: 'A', value: '1' },
      { name: 'no_proxy', value: '' },
      { name: 'B', value: 'x=y' },
      { name: 'A', value: '2' },
    ]);
  });

  it('reads a megabyte of it', () => {
    const text = `${'A'.repeat(1_000_000)}=b\0http_proxy=http://h:1\0`;
    expect(parseEnviron(text)).toHaveLength(2);
  });
});

describe('parseCgroup', () => {
  it.each([
    ['docker, cgroup 1', `12:memory:/docker/${ID}\n0::/\n`],
    ['docker, cgroup 2', `0::/system.slice/docker-${ID}.scope\n`],
    ['containerd under Kubernetes', `0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-${ID}.scope\n`],
    ['podman', `0::/user.slice/user-1000.slice/libpod-${ID}.scope/container\n`],
    ['a container in a container', `0::/docker/${'f'.repeat(64)}/docker/${ID}\n`],
  ])('knows %s', (_, text) => expect(parseCgroup(text)).toBe(ID));

  it.each(['0::/', '0::/user.slice/user-1000.slice/session-2.scope', `0::/x${ID}0`, ''])(
    'finds none in %j',
    (text) => expect(parseCgroup(text)).toBeUndefined(),
  );
});

describe('parseContainerMounts', () => {
  it('knows the container by the files that its engine mounts', () => {
    const line = `734 720 254:1 /var/lib/docker/containers/${ID}/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw\n`;
    expect(parseContainerMounts(line)).toBe(ID);
    expect(parseContainerMounts('22 27 0:21 / /proc rw,relatime - proc proc rw\n')).toBeUndefined();
  });
});

describe('parseMountinfo', () => {
  it('finds network namespaces, each path once', () => {
    const text = [
      '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
      '71 42 0:4 net:[4026532249] /run/netns/web rw shared:2 - nsfs nsfs rw',
      '72 27 0:4 net:[4026532249] /run/netns/web rw shared:2 - nsfs nsfs rw',
      '73 27 0:4 net:[4026532318] /run/netns/two\\040words rw - nsfs nsfs rw',
      '74 27 0:4 mnt:[4026532319] /run/other rw - nsfs nsfs rw',
    ].join('\n');
    expect(parseMountinfo(text)).toEqual([
      { inode: 4026532249, path: '/run/netns/web' },
      { inode: 4026532318, path: '/run/netns/two words' },
    ]);
  });
});
