import { parseAddress } from '../net/parse-address.ts';
import { isAtLeast } from './compare-versions.ts';
import type { HttpxUrl } from './httpx-url-parts.ts';
import { DEFAULT_PORTS } from './httpx-url-parts.ts';
import { idnaLabel } from './idna-label.ts';
import { parseRfc3986Url } from './rfc3986-url.ts';

/**
 * A text as httpx.URL reads it, any text: `all://*example.test`, `http://proxy:3128`. `undefined`: it raises InvalidURL.
 * httpx/_urlparse.py, 0.24 to 0.28, and the same file of httpx2 2.13; before 0.24 another package did it.
 */
export const parseHttpxUrl = (version: string | undefined, text: string): HttpxUrl | undefined => {
  if (!isAtLeast(version, '0.24.0')) return parseRfc3986Url(text);
  if (/[^\x20-\x7e\x80-\uffff]/.test(text)) return undefined;
  const [start, scheme = '', authority = ''] = /^(?:([a-z][a-z0-9+.-]*|):)?(?:\/\/([^/?#]*))?/i.exec(
    text,
  ) ?? [''];
  const at = isAtLeast(version, '0.26.0') ? authority.lastIndexOf('@') : authority.indexOf('@');
  const [, written = '', rest = ''] = splitHost(version, authority.slice(at + 1));
  const host = encodeHost(written);
  const port = readPort(rest);
  if (host === undefined || port === undefined) return undefined;
  const isRelative = scheme === '' && at <= 0 && host === '' && port === 'none';
  if (isRelative && /^(?::|\/\/)/.test(text.slice(start.length))) return undefined;
  const own = DEFAULT_PORTS.get(scheme.toLowerCase());
  return {
    scheme: scheme.toLowerCase(),
    host,
    port: port === 'none' || port === own ? undefined : port,
    userinfo: authority.slice(0, Math.max(at, 0)),
  };
};

/** Brackets up to the last one, else up to the first colon; what follows is the port. */
const splitHost = (version: string | undefined, text: string): readonly string[] =>
  (isAtLeast(version, '0.26.0') ? /^(\[.*\]|[^:@]*):?(.*)$/su : /^(\[.*\]|[^:]*):?(.*)$/su).exec(text) ?? [];

/** Python's int(): blanks around it, a sign and `_` between digits are fine. */
const readPort = (text: string): number | 'none' | undefined => {
  if (text === '') return 'none';
  return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
};

/** What is not allowed in a name is percent-encoded, and so can be no host that anybody asks for. */
const encodeHost = (host: string): string | undefined => {
  if (/^[0-9]+(?:\.[0-9]+){3}$/.test(host)) return isIpv4Host(host) ? host : undefined;
  const [, bracketed] = /^\[(.*)\]$/s.exec(host) ?? [];
  if (bracketed !== undefined) return isIpv6Host(bracketed) ? bracketed : undefined;
  const lower = host.toLowerCase();
  return /[^\0-\x7f]/.test(lower) ? encodeName(lower) : lower.replace(/[\s#/:<>?@[\]^]/g, encodeURIComponent);
};

/** idna.encode: every label, the ASCII ones too, of letters, digits and hyphens only. */
const encodeName = (name: string): string | undefined => {
  const labels = name
    .replace(/[.。．｡]$/, '')
    .split(/[.。．｡]/)
    .map((label) => (/[^\0-\x7f]/.test(label) ? idnaLabel(label) : /^[a-z0-9-]+$/.exec(label)?.[0]));
  return labels.includes(undefined) ? undefined : labels.join('.');
};

/** ipaddress.IPv4Address: four decimal numbers without leading zeros. */
export const isIpv4Host = (text: string): boolean => parseAddress(text)?.family === 4;

/** ipaddress.IPv6Address, with any zone. */
export const isIpv6Host = (text: string): boolean =>
  /^[^%]*(?:%[^%]+)?$/.test(text) && parseAddress(text.replace(/%.*$/, ''))?.family === 6;
