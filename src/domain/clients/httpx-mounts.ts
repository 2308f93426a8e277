import type { Variable } from '../facts/fact.ts';
import { isAtLeast } from './compare-versions.ts';
import { isIpv4Host, isIpv6Host, parseHttpxUrl } from './httpx-url.ts';
import type { HttpxUrl } from './httpx-url-parts.ts';

/** A pattern of URLs, and the proxy variable or the exception by which they go. */
export interface Mount {
  readonly url: HttpxUrl;
  readonly by: { readonly kind: 'proxy'; readonly variable: Variable } | Exception;
}

export interface Exception {
  readonly kind: 'exception';
  /** The part of the exception list, as it is written there. */
  readonly entry: string;
}

/** `socks5h://pA:1080` set in `all_proxy` serves `all://`. */
export const PROXY_KEYS = ['http', 'https', 'all'] as const;

/** The parts of an exception list. One that is `*`, among others too, turns every proxy off. */
export const httpxEntries = (list: string): readonly string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/**
 * The pattern that httpx makes of an exception: addresses and localhost as they are since 0.24.1, what has `://` in it as it is
 * since 0.26, anything else with `*` before it. Of an IPv6 block comes a URL that it cannot read, until httpx2.
 */
export const exceptionPattern = (version: string | undefined, entry: string): string => {
  const [address = '', ...length] = entry.split('/');
  if (isAtLeast(version, '0.26.0') && entry.includes('://')) return entry;
  if (!isAtLeast(version, '0.24.1')) return `all://*${entry}`;
  if (isIpv4Host(address) || entry.toLowerCase() === 'localhost') return `all://${entry}`;
  if (!isIpv6Host(address)) return `all://*${entry}`;
  return length.length > 0 && isAtLeast(version, '2.0.0')
    ? `all://[${address}]/${length.join('/')}`
    : `all://[${entry}]`;
};

/** The pattern of a mount; `undefined`: httpx cannot read it, and no client can be made. */
export const readPattern = (version: string | undefined, pattern: string): HttpxUrl | undefined => {
  const url = parseHttpxUrl(version, pattern);
  if (url === undefined || !isDecodable(version, url.host)) return undefined;
  const isAny = url.host === '*';
  return {
    ...url,
    scheme: url.scheme === 'all' ? '' : url.scheme,
    host: isAny ? '' : decoded(version, url.host),
  };
};

/** Whether a part of an exception list ends every client that some version of httpx makes: `[::1]`, `fd00::/8`, `münchen.test`. */
export const endsHttpx = (entry: string): boolean =>
  ['0.23.3', '0.25.2', '0.28.1', '2.13.1'].some(
    (version) => readPattern(version, exceptionPattern(version, entry)) === undefined,
  );

/** httpx2 decodes a name with `xn--` anywhere in it, and of a pattern's `*` it can make nothing. */
const isDecodable = (version: string | undefined, host: string): boolean =>
  !isAtLeast(version, '2.0.0') || !host.includes('xn--') || /^[a-z0-9.-]+$/.test(host);

/**
 * Host names are compared as httpx shows them: a name that begins with `xn--` (since httpx2 one that has it anywhere) in
 * Unicode. What it decodes to does not matter here, only that it equals no text that was written otherwise.
 */
export const decoded = (version: string | undefined, host: string): string => {
  const isShown = isAtLeast(version, '2.0.0') ? host.includes('xn--') : host.startsWith('xn--');
  return isShown ? host.replace(/(?<=^|\.)xn--/g, '\0') : host;
};

/** The first mount that holds a URL, as httpx orders them: with a port first, then the longer host, then the longer scheme. */
export const findMount = (mounts: readonly Mount[], request: HttpxUrl): Mount | undefined =>
  [...mounts].sort((a, b) => rank(a, b)).find(({ url }) => holds(url, request));

const rank = ({ url: a }: Mount, { url: b }: Mount): number =>
  Number(a.port === undefined) - Number(b.port === undefined) ||
  b.host.length - a.host.length ||
  b.scheme.length - a.scheme.length;

/** `URLPattern.matches` of httpx/_utils.py: `*x` is x and what is under it, `*.x` only what is under it. */
const holds = ({ scheme, host, port }: HttpxUrl, request: HttpxUrl): boolean => {
  if (scheme !== '' && scheme !== request.scheme) return false;
  if (port !== undefined && port !== request.port) return false;
  if (host === '') return true;
  const domain = host.replace(/^\*\.?/, '');
  if (host.startsWith('*.'))
    return request.host.length > domain.length + 1 && request.host.endsWith(`.${domain}`);
  if (!host.startsWith('*')) return request.host === domain;
  return (
    request.host === domain ||
    (request.host.length > domain.length + 1 && request.host.endsWith(`.${domain}`))
  );
};
