import type { HttpResponse } from '../facts/observation.ts';
import { headerValues } from './header.ts';

/** One proxy that a response came through. */
export interface ViaHop {
  /** `1.1 proxy.example.com (squid/5.7)` */
  readonly text: string;
  readonly receivedBy: string;
  /** The comment, in which most proxies name themselves: `squid/5.7`. */
  readonly product?: string;
}

/**
 * The Via header, the hop nearest to the origin first: `1.1 proxy.example.com (squid/5.7), 1.1 branch (squid)`. RFC 9110, 7.6.3.
 * A proxy's own error page has the proxy itself as its first hop.
 */
export const viaHops = (response: HttpResponse): readonly ViaHop[] =>
  headerValues(response, 'via')
    .flatMap((value) => value.split(','))
    .flatMap((part) => {
      const text = part.trim();
      const [, receivedBy, product] = /^\S+\s+([^\s(]+)(?:\s+\(([^)]*)\))?/.exec(text) ?? [];
      if (receivedBy === undefined) return [];
      return [product === undefined ? { text, receivedBy } : { text, receivedBy, product }];
    });

/** Name and version of a product: `squid/5.7` → `['squid', '5.7']`, `squid` → `['squid']`. In lower case. */
export const readProduct = (product: string): readonly [name: string, version?: string] => {
  const [, name = '', version] = /^([^\s/]+)(?:\/([^\s,;()]+))?/.exec(product.trim()) ?? [];
  return version === undefined ? [name.toLowerCase()] : [name.toLowerCase(), version];
};
