import { describe, expect, it } from 'vitest';
import type { Listener } from '../../../domain/facts/fact.ts';
import { unknown } from '../../../domain/facts/known.ts';
import { fail, succeed } from '../../../domain/facts/result.ts';
import { scriptedRunner } from '../../exec/scripted-runner.ts';
import { fakeFiles } from '../fake-files.ts';
import { listFixtures } from '../list-fixtures.ts';
import { noteAt } from '../reading.ts';
import { listenerReadings } from './listener-readings.ts';
import type { SocketTable } from './parse-proc-sockets.ts';
import { parseProcSockets } from './parse-proc-sockets.ts';
import { parseSs } from './parse-ss.ts';
import { readSockets } from './read-sockets.ts';
import { findHolders } from './socket-holders.ts';
import { parseInUse, tcpReading } from './tcp-reading.ts';
import { readV6Only } from './v6-only.ts';

const fixtures = listFixtures(new URL('fixtures/parse-proc-sockets', import.meta.url));
const ss = listFixtures(new URL('fixtures/parse-ss', import.meta.url));
const tableOf = (name: string): SocketTable => name.split('.').at(-2) as SocketTable;
const tableText = (table: SocketTable): string =>
  fixtures.find(({ name }) => tableOf(name) === table)?.text ?? '';
const SS = 'ss -H -l -t -u -n -e';

const listener = (more: Partial<Listener>): Listener => ({
  protocol: 'tcp',
  family: 6,
  address: '::',
  port: 8080,
  uid: 0,
  inode: 1,
  ...more,
});

describe('parseProcSockets', () => {
  it.each(fixtures)('reads $name', async ({ name, text, parsedPath }) => {
    const parsed = parseProcSockets(text, tableOf(name), true);
    await expect(`${JSON.stringify(parsed, null, 2)}\n`).toMatchFileSnapshot(parsedPath);
  });

  it('takes what waits and leaves connections: listening TCP, UDP without a peer', () => {
    const shown = (table: SocketTable) =>
      parseProcSockets(tableText(table), table, true).items.map(({ address, port }) => `${address} ${port}`);
    expect(shown('tcp')).toEqual(['127.0.0.1 8000', '10.5.0.1 8001', '0.0.0.0 9090']);
    expect(shown('udp')).toEqual(['127.0.0.53 5353']);
    expect(shown('tcp6')).toContain('::ffff:10.5.0.1 8084');
  });

  it('keeps a line that it cannot read, and fails on no text', () => {
    const text = tableText('tcp6');
    expect(parseProcSockets(`${text}   7: 0000:zz 0A`, 'tcp6', true).unread).toHaveLength(1);
    for (let end = 0; end < text.length; end += 53) {
      expect(() => parseProcSockets(text.slice(0, end), 'tcp6', true)).not.toThrow();
    }
  });
});

describe('readSockets', () => {
  const tree = {
    '/proc/7/net/tcp': tableText('tcp'),
    '/proc/7/net/tcp6': tableText('tcp6'),
    '/proc/7/net/udp': tableText('udp'),
    '/proc/7/net/udp6': tableText('udp6'),
  };

  it('reads all tables', () => {
    const { listeners, problems } = readSockets(fakeFiles(tree), 7);
    expect(listeners).toHaveLength(3 + 6 + 1 + 1);
    expect(problems).toEqual([]);
  });

  it('reads no table of TCP in a namespace that has no TCP socket', () => {
    const files = fakeFiles({ ...tree, '/proc/7/net/sockstat': 'sockets: used 3\nTCP: inuse 0 orphan 0\n' });
    expect(
      readSockets(files, 7).listeners.filter(({ family, protocol }) => family === 4 && protocol === 'tcp'),
    ).toEqual([]);
  });

  it('finds all listeners when it stops early', () => {
    const files = fakeFiles({
      ...tree,
      '/proc/7/net/sockstat': 'TCP: inuse 5 orphan 0 tw 0 alloc 5 mem 1\n',
      '/proc/7/net/sockstat6': 'TCP6: inuse 6\n',
    });
    expect(readSockets(files, 7)).toEqual(readSockets(fakeFiles(tree), 7));
  });

  it('has no IPv6 sockets on a kernel without IPv6, and says what was denied', () => {
    expect(
      readSockets(fakeFiles({ '/proc/7/net/tcp': tableText('tcp'), '/proc/7/net/udp': '' }), 7).problems,
    ).toEqual([]);
    const denied = fakeFiles({ ...tree, '/proc/7/net/tcp': { problem: 'denied' } });
    expect(readSockets(denied, 7).problems).toMatchObject([{ why: 'denied', hint: { kind: 'run-as-root' } }]);
  });
});

describe('tcpReading', () => {
  const header = '  sl  local_address\n';
  const row = (state: string): string => `   0: 0100007F:1F40 00000000:0000 ${state} 00000000:00000000\n`;

  it('asks for nothing where no socket is in use', () => expect(tcpReading(0)('')).toBe(0));

  it('stops at the first connection, and when all sockets have been seen', () => {
    expect(tcpReading(50)(header + row('0A'))).toBeGreaterThan(0);
    expect(tcpReading(50)(header + row('0A') + row('01'))).toBe(0);
    expect(tcpReading(2)(header + row('0A') + row('0A'))).toBe(0);
  });

  it('never asks for less than a line while listeners may follow', () => {
    const next = tcpReading(1000);
    for (let rows = 0; rows < 999; rows += 37)
      expect(next(header + row('0A').repeat(rows))).toBeGreaterThanOrEqual(100);
  });

  it('reads how many are in use', () => {
    expect(
      parseInUse('sockets: used 30\nTCP: inuse 7 orphan 0 tw 4 alloc 9 mem 1\nUDP: inuse 2\n', 'TCP'),
    ).toBe(7);
    expect(parseInUse('TCP6: inuse 3\nUDP6: inuse 1\n', 'TCP6')).toBe(3);
    expect(parseInUse('', 'TCP')).toBeUndefined();
  });
});

describe('readV6Only', () => {
  it.each(ss)('reads $name', ({ text }) => {
    const flags = parseSs(text);
    expect([...flags.values()].filter((flag) => !flag)).toHaveLength(3);
    expect([...flags.values()].filter((flag) => flag)).toHaveLength(4);
  });

  it('asks ss about a `::` socket', async () => {
    const runner = scriptedRunner({
      [SS]: 'tcp LISTEN 0 128 *:8080 *:* ino:1 sk:1c cgroup:/ v6only:0 <->\n',
    });
    expect(await readV6Only([listener({})], runner)).toEqual(new Map([[1, false]]));
  });

  it('asks nobody where an IPv4 wildcard on the same port settles it, or where no socket is `::`', async () => {
    const runner = scriptedRunner({});
    const twin = listener({ family: 4, address: '0.0.0.0', inode: 2 });
    expect(await readV6Only([listener({}), twin], runner)).toEqual(new Map([[1, true]]));
    expect(await readV6Only([twin, listener({ address: '::1' })], runner)).toEqual(new Map());
    expect(runner.commands).toEqual([]);
  });

  it('does not take a twin of another protocol or address for one', async () => {
    const runner = scriptedRunner({});
    const others = [
      listener({ family: 4, address: '0.0.0.0', protocol: 'udp', inode: 2 }),
      listener({ family: 4, address: '127.0.0.1', inode: 3 }),
    ];
    await readV6Only([listener({}), ...others], runner);
    expect(runner.commands).toHaveLength(1);
  });

  it('leaves it open without ss, or where the namespace cannot be entered', async () => {
    expect(await readV6Only([listener({})], scriptedRunner({}))).toEqual(new Map());
    expect(await readV6Only([listener({})], undefined)).toEqual(new Map());
  });
});

describe('findHolders', () => {
  const find = (tree: Parameters<typeof fakeFiles>[0], inodes: readonly number[]) =>
    findHolders(fakeFiles(tree), [3, 5, 9], new Set(inodes), undefined);

  it('names the lowest pid of those that share a socket', async () => {
    const tree = {
      '/proc/3/fd/0': { link: '/dev/null' },
      '/proc/5/fd/4': { link: 'socket:[77]' },
      '/proc/9/fd/4': { link: 'socket:[77]' },
    };
    expect(await find(tree, [77])).toEqual({ pidOf: new Map([[77, 5]]), isComplete: true });
  });

  it('is incomplete where a process does not let its descriptors be seen', async () => {
    const tree = { '/proc/3/fd': { problem: 'denied' as const }, '/proc/5/fd/4': { link: 'socket:[77]' } };
    expect(await find(tree, [77, 78])).toEqual({ pidOf: new Map([[77, 5]]), isComplete: false });
  });

  it('survives processes that end meanwhile', async () => {
    expect(await find({}, [77])).toEqual({ pidOf: new Map(), isComplete: true });
  });
});

describe('listenerReadings', () => {
  const note = noteAt(new Date(0));
  const source = { via: 'file', what: '/proc/7/net' } as const;
  const sockets = succeed({ listeners: [listener({})], problems: [], source });

  it('joins a socket with its holder and its v6Only', () => {
    const holders = { pidOf: new Map([[1, 42]]), isComplete: true };
    expect(listenerReadings(sockets, holders, new Map([[1, false]]), note)).toMatchObject([
      { kind: 'listeners', key: '', state: { value: [{ pid: 42, v6Only: false }] } },
    ]);
  });

  it('says that holders were denied, but not of a socket that is the kernel’s own', () => {
    const keys = (isComplete: boolean) =>
      listenerReadings(sockets, { pidOf: new Map(), isComplete }, new Map(), note).map(({ key }) => key);
    expect(keys(false)).toEqual(['', 'holders']);
    expect(keys(true)).toEqual(['']);
  });

  it('is unknown as a whole where nothing could be read', () => {
    const problem = unknown('denied', { kind: 'run-as-root' });
    expect(
      listenerReadings(fail(problem), { pidOf: new Map(), isComplete: true }, new Map(), note),
    ).toMatchObject([{ key: '', state: problem }]);
  });
});
