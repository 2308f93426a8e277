import type { InterfaceAddress, Route } from '../../../domain/facts/fact.ts';
import { isLoopback } from '../../../domain/net/classify-address.ts';
import { parseAddress } from '../../../domain/net/parse-address.ts';
import { containsAddress, parsePrefix } from '../../../domain/net/prefix.ts';
import type { TriePrefix } from './parse-fib-trie.ts';
import type { Parsed } from './parsed.ts';

/**
 * The IPv4 addresses of a namespace without asking its kernel: each is a /32 of the local table, and it belongs to the interface
 * whose connected route holds it, loopback addresses to `lo`. One that no connected route holds stays unread.
 */
export const placeAddresses = (
  prefixes: readonly TriePrefix[],
  routes: readonly Route[],
): Parsed<InterfaceAddress> => {
  const connected = routes
    .filter(
      ({ family, nextHops }) =>
        family === 4 && nextHops[0] !== undefined && nextHops[0].gateway === undefined,
    )
    .flatMap(({ destination, nextHops }) => {
      const prefix = parsePrefix(destination);
      return prefix === undefined ? [] : [{ prefix, device: nextHops[0]?.interface ?? '' }];
    })
    .sort((a, b) => b.prefix.length - a.prefix.length);
  const items: InterfaceAddress[] = [];
  const unread: string[] = [];
  for (const { routeType, prefix } of prefixes) {
    const address = parseAddress(prefix.replace(/\/32$/, ''));
    if (routeType !== 'local' || address === undefined) continue;
    const text = prefix.slice(0, -'/32'.length);
    const home = connected.find((route) => containsAddress(route.prefix, address));
    if (isLoopback(address)) items.push({ interface: 'lo', address: text, prefixLength: 8, scope: 'host' });
    else if (home === undefined) unread.push(text);
    else
      items.push({
        interface: home.device,
        address: text,
        prefixLength: home.prefix.length,
        scope: 'global',
      });
  }
  return { items, unread };
};
