import { parseAddress } from '../net/parse-address.ts';
import { isAtLeast } from './compare-versions.ts';
import { idnaLabel } from './idna-label.ts';

/** What yarl.URL makes of a text, as far as proxies depend on it. */
export interface YarlUrl {
  /** Empty where none is written. */
  readonly scheme: string;
  /** Lower case, ASCII, IPv6 without brackets; empty where there is none. */
  readonly host: string;
  /** As written. */
  readonly port: number | undefined;
  readonly user: string;
  readonly password: string | undefined;
  /** No authority, no path, nothing: the URL counts as false. */
  readonly isBlank: boolean;
}

/**
 * A text as yarl reads it for aiohttp; `undefined`: it raises ValueError. With aiohttp before 3.11 a yarl is assumed that has the
 * standard library take the URL apart, with later ones its own. `version` is that of aiohttp.
 * yarl/_url.py 1.8 with CPython Lib/urllib/parse.py; yarl/_parse.py 1.25.
 */
export const parseYarlUrl = (version: string | undefined, text: string): YarlUrl | undefined => {
  const isOwn = isAtLeast(version, '3.11.0');
  const plain = text.replace(/^[\0- ]+/, '').replace(/[\t\r\n]/g, '');
  const [start, written = ''] = (isOwn ? /^([a-z0-9+.-]+):/i : /^([a-z][a-z0-9+.-]*):/i).exec(plain) ?? [''];
  const rest = plain.slice(start.length);
  const [, authority = ''] = /^\/\/([^/?#]*)/.exec(rest) ?? [];
  const scheme = written.toLowerCase();
  if (authority === '') {
    const none = { host: '', port: undefined, user: '', password: undefined };
    return { scheme, ...none, isBlank: /^(?:\/\/)?\??#?$/.test(rest) };
  }
  const at = authority.lastIndexOf('@');
  const place = splitPlace(isOwn, authority, authority.slice(at + 1));
  const host = place && encodeHost(place.host);
  const port = place && readPort(isOwn, place.port);
  if (host === undefined || port === undefined) return undefined;
  if (host === '' && (!isOwn || REQUIRES_HOST.has(scheme))) return undefined;
  const [, user = '', password] = /^([^:]*)(?::(.*))?$/s.exec(authority.slice(0, Math.max(at, 0))) ?? [];
  return { scheme, host, port: port === 'none' ? undefined : port, user, password, isBlank: false };
};

const REQUIRES_HOST = new Set(['http', 'https', 'ws', 'wss', 'ftp']);

const splitPlace = (
  isOwn: boolean,
  authority: string,
  text: string,
): { readonly host: string; readonly port: string } | undefined => {
  if (isOwn && authority.includes('\\')) return undefined;
  if (!/[[\]]/.test(authority)) {
    const [, host = '', port = ''] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? [];
    return { host, port };
  }
  const [, host, port = ''] = /^\[([^[\]]*)\](?::(.*))?$/s.exec(text) ?? [];
  return host?.includes(':') ? { host, port } : undefined;
};

const readPort = (isOwn: boolean, text: string): number | 'none' | undefined => {
  if (text === '') return 'none';
  const isNumber = isOwn ? /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) : /^\d+$/.test(text);
  const port = Number(text.replaceAll('_', ''));
  return isNumber && port >= 0 && port <= 65535 ? port : undefined;
};

/** An address in its one form, a name in lower case, and one outside ASCII as DNS has it. */
export const encodeHost = (text: string): string | undefined => {
  const [start = '', zone] = text.split(/%(.*)/s);
  const address = parseAddress(start);
  if (address?.family === 6) return zone === undefined ? compressed(start) : `${compressed(start)}%${zone}`;
  const lower = text.toLowerCase();
  if (!/[^\0-\x7f]/.test(lower)) return lower;
  const labels = lower
    .split(/[.。．｡]/)
    .map((label) => (/[^\0-\x7f]/.test(label) ? idnaLabel(label) : label));
  return labels.includes(undefined) ? undefined : labels.join('.');
};

/** `ipaddress.IPv6Address.compressed`: RFC 5952, but an IPv4 address in it as two hexadecimal groups. */
const compressed = (text: string): string => new URL(`http://[${text}]/`).hostname.slice(1, -1);
