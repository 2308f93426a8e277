import { endianness } from 'node:os';
import type { FactKind, FactValues, InterfaceAddress, Route } from '../../../domain/facts/fact.ts';
import type { Known, Unknown } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { Access } from '../access.ts';
import type { Files } from '../files.ts';
import type { Note, Reading } from '../reading.ts';
import { fromFile } from '../unknowns.ts';
import { localRoutes } from './local-routes.ts';
import { parseFibTrie } from './parse-fib-trie.ts';
import { parseIfInet6 } from './parse-if-inet6.ts';
import { parseIpv6Route } from './parse-ipv6-route.ts';
import { parseProcArp } from './parse-proc-arp.ts';
import { parseProcRoute } from './parse-proc-route.ts';
import type { Parsed } from './parsed.ts';
import { placeAddresses } from './place-addresses.ts';
import { parseDevNames, readSysfsLinks, UNKNOWN_LINK } from './read-sysfs-links.ts';

export const NETWORK_KINDS = ['interfaces', 'addresses', 'routes', 'rules', 'neighbours'] as const;

export interface WithoutIp {
  readonly files: Files;
  readonly access: Access;
  /** A process in the namespace. */
  readonly pid: number;
  /** Why `ip` gave nothing: what only it can read stays unknown for that reason. */
  readonly why: Unknown;
  /** The addresses as the C library has them, where the namespace is Tongtu's own. */
  readonly ownAddresses: readonly InterfaceAddress[] | undefined;
  readonly note: Note;
}

/**
 * Interfaces, addresses, routes and neighbours from /proc/PID/net and, for Tongtu's own namespace, /sys/class/net. No right is needed.
 * Policy rules, other tables' next hops, IPv6 neighbours and the kinds of virtual devices cannot be had there.
 */
export const readWithoutIp = (input: WithoutIp): readonly Reading[] => {
  const { files, pid, why, note } = input;
  const dev = files.readText(`/proc/${pid}/net/dev`);
  // The process has ended: an empty table would be a lie.
  if (!dev.ok) return NETWORK_KINDS.map((kind) => note(kind, why));
  const read = (name: string): string => {
    const text = files.readText(`/proc/${pid}/net/${name}`);
    return text.ok ? text.value : '';
  };
  const source = (name: string) => fromFile(`/proc/${pid}/net/${name}`);
  const trie = parseFibTrie(read('fib_trie'));
  const typeOf = (prefix: string): string | undefined =>
    trie.find((entry) => entry.table === 'main' && entry.prefix === prefix && entry.routeType !== 'unicast')
      ?.routeType;
  const main = parseProcRoute(read('route'), endianness() === 'LE', typeOf);
  const six = parseIpv6Route(read('ipv6_route'));
  const placed = placeAddresses(trie, main.items);
  const sixAddresses = parseIfInet6(read('if_inet6'));
  const addresses = input.ownAddresses ?? [...placed.items, ...sixAddresses.items];
  const routes: readonly Route[] = [...localRoutes(trie, addresses), ...main.items, ...six.items];
  const arp = parseProcArp(read('arp'));
  return [
    ...linkReadings(input, dev.value),
    note('addresses', known(addresses, source(input.ownAddresses === undefined ? 'fib_trie' : 'dev'))),
    ...(input.ownAddresses === undefined ? unreadOf('addresses', [placed, sixAddresses], why, note) : []),
    note('routes', known(routes, source('route'))),
    ...unreadOf('routes', [main, six], why, note),
    note('routes', why, 'other-tables'),
    note('rules', why),
    note('neighbours', known(arp.items, source('arp'))),
    ...unreadOf('neighbours', [arp], why, note),
    note('neighbours', why, 'ipv6'),
  ];
};

const linkReadings = ({ files, access, why, note }: WithoutIp, dev: string): readonly Reading[] => {
  const links = access.kind === 'own' ? readSysfsLinks(files, parseDevNames(dev)) : undefined;
  if (links === undefined) return [note('interfaces', why)];
  const isComplete = links.every(({ linkKind }) => linkKind !== UNKNOWN_LINK);
  const state: Known<FactValues['interfaces']> = known(links, fromFile('/sys/class/net'));
  return [note('interfaces', state), ...(isComplete ? [] : [note('interfaces', why, 'link-kinds')])];
};

const unreadOf = (
  kind: FactKind & ('addresses' | 'routes' | 'neighbours'),
  parsed: readonly Parsed<unknown>[],
  why: Unknown,
  note: Note,
): readonly Reading[] => {
  const first = parsed.flatMap(({ unread }) => unread)[0];
  return first === undefined
    ? []
    : [note(kind, unknown('unread', why.hint, { detail: first.slice(0, 200) }), 'unread')];
};
