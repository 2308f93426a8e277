import type { InterfaceAddress, Route } from '../../../domain/facts/fact.ts';
import { containsAddress, parsePrefix } from '../../../domain/net/prefix.ts';
import type { TriePrefix } from './parse-fib-trie.ts';

/** The routes of the local table: its prefixes from the trie, its interfaces from the addresses. */
export const localRoutes = (
  prefixes: readonly TriePrefix[],
  addresses: readonly InterfaceAddress[],
): readonly Route[] =>
  prefixes
    .filter(
      ({ table, routeType }) => table === 'local' && (routeType === 'local' || routeType === 'broadcast'),
    )
    .map(({ prefix, routeType }) => ({
      family: 4,
      table: 'local',
      routeType,
      destination: prefix,
      metric: 0,
      nextHops: [{ interface: interfaceOf(prefix, addresses) }],
    }));

/** That of the address itself, else that of the subnet which the prefix is in; the local table's last resort is the loopback. */
const interfaceOf = (prefix: string, addresses: readonly InterfaceAddress[]): string => {
  const target = parsePrefix(prefix);
  const own = addresses.find(({ address }) => prefix === `${address}/32`);
  const near = addresses.find(({ address, prefixLength }) => {
    const subnet = parsePrefix(`${address}/${prefixLength}`);
    return subnet !== undefined && target !== undefined && containsAddress(subnet, target.address);
  });
  return (own ?? near)?.interface ?? 'lo';
};
