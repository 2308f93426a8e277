import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import type { BadValue, ProxyServer } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { readProxyHost } from './proxy-choice.ts';

const SCHEMES: ReadonlyMap<string, ProxyServer['scheme']> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['socks', 'socks4'],
  ['socks4', 'socks4'],
  ['socks4a', 'socks4a'],
  ['socks5', 'socks5'],
  ['socks5h', 'socks5h'],
]);

/** What hostname_check refuses, as of 8.3. */
const NOT_IN_NAME = /[ \r\n\t/:#?!@{}[\]\\$'"^`*<>=;,+&()%]/;

/** Until 8.21 a value without a scheme gets one by its host's name, and then is refused for it (lib/urlapi.c). */
const GUESSED_SCHEME = /^(?:ftp|dict|ldap|imap|smtp|pop3)\./i;

/**
 * A proxy variable's value as curl reads it: `http://proxy:3128`, `proxy:3128` (http), `socks5h://user:pw@proxy`. One to
 * three slashes, anything after the authority is dropped, the first `@` ends the login.
 * curl lib/url.c parse_proxy and lib/urlapi.c parseurl, 7.74 to 8.22; lib/peer.c from 8.21.
 */
export const parseCurlProxy = (
  version: string | undefined,
  text: string,
): Result<Omit<ProxyServer, 'text'>, BadValue> => {
  if (/[\0-\x20\x7f]/.test(text)) return fail('bad-proxy-url');
  const start = /^([a-z][a-z0-9+.-]{0,39}):(\/+)/i.exec(text);
  const [prefix, written, slashes] = start ?? ['', undefined, '/'];
  if (slashes !== undefined && slashes.length > 3) return fail('bad-proxy-url');
  const authority = /^[^/?#]*/.exec(text.slice(prefix.length))?.[0] ?? '';
  const at = authority.indexOf('@');
  const place = splitPort(version, authority.slice(at + 1), written !== undefined);
  const host = place && readProxyHost(place.host);
  if (place === undefined || host === undefined) return fail('bad-proxy-url');
  if (host.kind === 'name' && NOT_IN_NAME.test(host.written)) return fail('bad-proxy-url');
  const scheme = readScheme(version, written, place.host);
  if (scheme === undefined) return fail('unsupported-scheme');
  return succeed({
    scheme,
    host,
    port: place.port ?? defaultPort(version, scheme),
    hasCredentials: at !== -1,
  });
};

const readScheme = (
  version: string | undefined,
  written: string | undefined,
  host: string,
): ProxyServer['scheme'] | undefined => {
  if (written !== undefined) return SCHEMES.get(written.toLowerCase());
  return GUESSED_SCHEME.test(host) && !isAtLeast(version, '8.21.0') ? undefined : 'http';
};

/** 1080 for everything but https until 8.21, also for http: the man page says so to this day. */
const defaultPort = (version: string | undefined, scheme: ProxyServer['scheme']): number => {
  if (scheme === 'https') return 443;
  return scheme === 'http' && isAtLeast(version, '8.21.0') ? 80 : 1080;
};

interface Place {
  readonly host: string;
  readonly port?: number;
}

const splitPort = (version: string | undefined, text: string, hasScheme: boolean): Place | undefined => {
  const split = /^(\[[^\]]*\]|[^:[]+)(?::(.*))?$/.exec(text);
  if (split === null) return undefined;
  const [, host = '', digits] = split;
  if (digits === undefined) return { host };
  if (digits === '') return hasScheme ? { host } : undefined;
  const port = Number(digits);
  if (!/^\d+$/.test(digits) || port > 65535) return undefined;
  return port === 0 && !isAtLeast(version, '7.81.0') ? undefined : { host, port };
};
