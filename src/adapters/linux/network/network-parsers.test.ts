import { describe, expect, it } from 'vitest';
import type { InterfaceAddress } from '../../../domain/facts/fact.ts';
import { formatAddress } from '../../../domain/net/format-address.ts';
import { listFixtures } from '../list-fixtures.ts';
import { decodeNetworkOrder, decodeProcAddress } from './decode-proc-address.ts';
import { parseFibTrie } from './parse-fib-trie.ts';
import { parseIfInet6 } from './parse-if-inet6.ts';
import { parseIpAddresses } from './parse-ip-addresses.ts';
import { parseIpLinks } from './parse-ip-links.ts';
import { parseIpNeighbours } from './parse-ip-neighbours.ts';
import { parseIpNetconf } from './parse-ip-netconf.ts';
import { parseIpRoutes } from './parse-ip-routes.ts';
import { parseIpRules } from './parse-ip-rules.ts';
import { parseIpv6Route } from './parse-ipv6-route.ts';
import { parseProcArp } from './parse-proc-arp.ts';
import { parseProcRoute } from './parse-proc-route.ts';

const folder = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url);
const text = (path: string): string =>
  listFixtures(folder(path.slice(0, path.indexOf('/')))).find(({ name }) => path.endsWith(`/${name}`))
    ?.text ?? '';
const json = (path: string): unknown => JSON.parse(text(path));

const PARSERS: Readonly<Record<string, (input: string, name: string) => unknown>> = {
  'parse-ip-links': (input) => parseIpLinks(JSON.parse(input)),
  'parse-ip-addresses': (input) => parseIpAddresses(JSON.parse(input)),
  'parse-ip-routes': (input) => parseIpRoutes(JSON.parse(input)),
  'parse-ip-rules': (input, name) => parseIpRules(JSON.parse(input), name.includes('.v6') ? 6 : 4),
  'parse-ip-neighbours': (input) => parseIpNeighbours(JSON.parse(input)),
  'parse-ip-netconf': (input) => parseIpNetconf(JSON.parse(input)),
  'parse-proc-route': (input) => parseProcRoute(input, true, () => undefined),
  'parse-fib-trie': parseFibTrie,
  'parse-ipv6-route': parseIpv6Route,
  'parse-if-inet6': parseIfInet6,
  'parse-proc-arp': parseProcArp,
};

describe.each(Object.entries(PARSERS))('%s', (name, parse) => {
  it.each(listFixtures(folder(name)))('reads $name', async (fixture) => {
    const parsed = `${JSON.stringify(parse(fixture.text, fixture.name), null, 2)}\n`;
    await expect(parsed).toMatchFileSnapshot(fixture.parsedPath);
  });

  it('reads a cut-off or foreign text without failing', () => {
    for (const { text: whole, name: fixture } of listFixtures(folder(name))) {
      for (let end = 0; end < whole.length; end += 97) {
        const part = whole.slice(0, end);
        if (!fixture.endsWith('.json')) expect(() => parse(part, fixture)).not.toThrow();
      }
    }
    for (const foreign of ['null', '{}', '[null, 3, "x", [], {}]', '{"nftables":[]}']) {
      expect(() => parse(foreign, 'foreign')).not.toThrow();
    }
  });
});

describe('interfaces', () => {
  const links = parseIpLinks(json('parse-ip-links/many-kinds.json')).items;
  const byName = (name: string) => links.find((link) => link.name === name);

  it('have the kind that the kernel gives them', () => {
    expect(links.map(({ name, linkKind }) => `${name} ${linkKind}`)).toEqual([
      'lo loopback',
      'v0 veth',
      'br0 bridge',
      'p1 veth',
      'p0 veth',
    ]);
  });

  it('name the other end of a veth pair by index, in this namespace and in another', () => {
    expect(byName('p0')?.peerIndex).toBe(byName('p1')?.index);
    expect(byName('v0')?.peerIndex).toBe(2);
    expect(byName('br0')?.peerIndex).toBeUndefined();
  });

  it('name their bridge', () => expect(byName('p0')?.master).toBe('br0'));

  it('tell an XDP program, and keep what they could not read', () => {
    const { items, unread } = parseIpLinks(json('parse-ip-links/xdp-and-tun.json'));
    expect(items.map(({ name, attached, linkKind }) => [name, attached, linkKind])).toEqual([
      ['eth0', ['xdp'], 'ethernet'],
      ['tun0', [], 'tun'],
    ]);
    expect(unread).toHaveLength(1);
  });
});

describe('addresses', () => {
  it('with a point-to-point peer count alone: the prefix is the peer’s', () => {
    const { items } = parseIpAddresses(json('parse-ip-addresses/many-kinds.json'));
    expect(items).toContainEqual({ interface: 'v0', address: '10.6.0.1', prefixLength: 32, scope: 'global' });
  });
});

describe('routes', () => {
  const { items } = parseIpRoutes(json('parse-ip-routes/every-type.json'));
  const to = (destination: string, table = 'main') =>
    items.filter((route) => route.destination === destination && route.table === table);

  it('tell the default route of one family from that of the other', () => {
    expect(to('0.0.0.0/0', '100')).toHaveLength(1);
    expect(to('::/0').map(({ metric }) => metric)).toEqual([10, 1024]);
    expect(to('::/0', '300')[0]?.nextHops).toEqual([{ interface: 'v0' }]);
  });

  it('hold all next hops, also those of a next-hop object', () => {
    expect(to('10.7.0.0/16')[0]?.nextHops.map(({ gateway }) => gateway)).toEqual(['10.5.0.2', '10.5.0.3']);
    expect(to('10.40.0.0/24')[0]?.nextHops.map(({ gateway }) => gateway)).toEqual(['10.5.0.9', '10.5.0.8']);
    expect(to('2001:db8:2::/64')[0]?.nextHops).toHaveLength(2);
  });

  it('that lead nowhere have no next hop, though IPv6 names the loopback', () => {
    for (const destination of ['10.8.0.0/16', '10.9.0.0/16', '10.10.0.0/16', '2001:db8:3::/64']) {
      expect(to(destination)[0]?.nextHops).toEqual([]);
    }
  });

  it('leave out dead next hops, and say when a next-hop object was not spelled out', () => {
    const { items: routes, unread } = parseIpRoutes(json('parse-ip-routes/dead-next-hops.json'));
    expect(routes.map(({ destination, nextHops }) => [destination, nextHops])).toEqual([
      ['10.7.0.0/16', [{ interface: 'v1', gateway: '10.5.0.3' }]],
      ['10.9.0.0/16', [{ interface: 'v0', gateway: 'fe80::1' }]],
      ['192.0.2.7/32', [{ interface: 'tun0' }]],
    ]);
    expect(unread).toHaveLength(1);
  });
});

describe('rules', () => {
  const { items } = parseIpRules(json('parse-ip-rules/every-selector.v4.json'), 4);
  const at = (priority: number) => items.find((rule) => rule.priority === priority);

  it('hold what they select by', () => {
    expect(at(100)).toMatchObject({
      from: '10.1.0.0/16',
      to: '10.2.0.0/24',
      fwmark: '0x1/0xff',
      incomingInterface: 'lo',
    });
    expect(at(101)).toMatchObject({
      uidRange: { first: 1000, last: 2000 },
      selectors: ['ipproto tcp', 'dport 80'],
    });
    expect(at(104)).toMatchObject({ from: 'all', to: '10.3.0.1/32', action: 'prohibit' });
  });

  it('keep every condition that has no field of its own as text', () => {
    expect([102, 105, 106, 107, 108, 109].map((priority) => at(priority)?.selectors)).toEqual([
      ['not'],
      ['suppress_prefixlen 0'],
      ['goto 32766'],
      ['tos 0x10'],
      ['sport_start 1000', 'sport_end 2000'],
      ['l3mdev'],
    ]);
  });

  it('that neither look up a table nor refuse are `other`', () => {
    expect([106, 109].map((priority) => at(priority)?.action)).toEqual(['other', 'other']);
  });
});

describe('netconf', () => {
  it('has the names and values that sysctl(8) prints', () => {
    expect(parseIpNetconf(json('parse-ip-netconf/forwarding.json'))).toMatchObject({
      'ipv4.ip_forward': '1',
      'ipv4.conf.all.forwarding': '1',
      'ipv4.conf.all.rp_filter': '1',
      'ipv4.conf.v1.rp_filter': '2',
      'ipv4.conf.v0/7.forwarding': '1',
      'ipv6.conf.all.forwarding': '0',
    });
  });
});

describe('addresses in /proc', () => {
  it('stand in the byte order of the machine', () => {
    const shown = (hex: string, isLittleEndian: boolean): string => {
      const address = decodeProcAddress(hex, isLittleEndian);
      return address === undefined ? '' : formatAddress(address);
    };
    expect(shown('0100007F', true)).toBe('127.0.0.1');
    expect(shown('7F000001', false)).toBe('127.0.0.1');
    expect(shown('0000000000000000FFFF00000100050A', true)).toBe('::ffff:10.5.0.1');
    expect(shown('B80D0120000005000000000001000000', true)).toBe('2001:db8:5::1');
    expect(decodeNetworkOrder('20010db8000500000000000000000001')).toEqual(
      decodeProcAddress('B80D0120000005000000000001000000', true),
    );
    expect(decodeProcAddress('0100', true)).toBeUndefined();
  });
});

describe('what /proc shows agrees with what ip shows of the same namespace', () => {
  const shown = parseIpRoutes(json('parse-ip-routes/every-type.json')).items;
  const essence = (routes: typeof shown) =>
    routes
      .map(({ destination, metric, nextHops, routeType }) =>
        JSON.stringify([destination, metric, routeType, nextHops]),
      )
      .sort();

  it('in the main table of IPv4, with the types from the trie; next-hop groups show one hop only', () => {
    const trie = parseFibTrie(text('parse-fib-trie/three-tables.txt'));
    const typeOf = (prefix: string) =>
      trie.find((entry) => entry.table === 'main' && entry.prefix === prefix)?.routeType;
    const read = parseProcRoute(text('parse-proc-route/every-type.txt'), true, typeOf);
    const isComparable = ({ nextHops }: (typeof shown)[number]): boolean => nextHops.length < 2;
    const main = shown.filter((route) => route.family === 4 && route.table === 'main' && isComparable(route));
    const several = shown.filter((route) => !isComparable(route)).map(({ destination }) => destination);
    expect(essence(read.items.filter(({ destination }) => !several.includes(destination)))).toEqual(
      essence(main),
    );
    expect(read.unread).toEqual([]);
  });

  it('in every table of IPv6 but for the tables’ names', () => {
    const read = parseIpv6Route(text('parse-ipv6-route/every-type.txt'));
    expect(essence(read.items)).toEqual(essence(shown.filter(({ family }) => family === 6)));
  });

  it('in the addresses', () => {
    const addresses = parseIpAddresses(json('parse-ip-addresses/many-kinds.json')).items;
    const six = addresses.filter(({ address }) => address.includes(':'));
    const byAddress = (items: readonly InterfaceAddress[]) =>
      [...items].sort((a, b) => a.address.localeCompare(b.address));
    expect(byAddress(parseIfInet6(text('parse-if-inet6/three-scopes.txt')).items)).toEqual(byAddress(six));
  });
});

describe('fib_trie', () => {
  it('counts a prefix once when main and local are one trie', () => {
    const entries = parseFibTrie(text('parse-fib-trie/one-trie.txt'));
    expect(entries.map(({ table, prefix }) => `${table} ${prefix}`)).toEqual([
      'main 0.0.0.0/0',
      'main 10.5.0.0/24',
      'local 10.5.0.1/32',
      'local 10.5.0.255/32',
      'local 127.0.0.0/8',
      'local 127.0.0.1/32',
      'local 127.255.255.255/32',
    ]);
  });

  it('names other tables', () => {
    const tables = parseFibTrie(text('parse-fib-trie/three-tables.txt')).map(({ table }) => table);
    expect([...new Set(tables)].sort()).toEqual(['100', 'local', 'main']);
  });
});

describe('arp', () => {
  it('is a neighbour unless this node answers for it; incomplete is failed', () => {
    const { items } = parseProcArp(text('parse-proc-arp/five-entries.txt'));
    expect(items.map(({ address, state }) => `${address} ${state}`).sort()).toEqual([
      '10.5.0.2 PERMANENT',
      '10.5.0.3 STALE',
      '10.5.0.77 FAILED',
    ]);
  });
});
