import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { readHost } from '../net/read-host.ts';
import type { Host } from '../net/target.ts';
import type { BadValue, ProxyServer } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { readProxyHost } from './proxy-choice.ts';

const DEFAULT_PORTS: Readonly<Record<ProxyServer['scheme'], number>> = {
  http: 80,
  https: 443,
  socks4: 1080,
  socks4a: 1080,
  socks5: 1080,
  socks5h: 1080,
};

const isScheme = (scheme: string): scheme is ProxyServer['scheme'] => scheme in DEFAULT_PORTS;

/**
 * A proxy variable's value as requests has urllib3 read it. Without a scheme it is http, unless a first word without a dot
 * and a colon pass for a scheme: `proxy.test:3128` works and `localhost:3128` does not. The last `@` ends the login.
 * urllib3 src/urllib3/util/url.py parse_url, requests utils.py prepend_scheme_if_needed. `version` is that of requests;
 * with 2.34 a urllib3 of the same year is assumed, which takes a port 0 and a final newline differently.
 */
export const parseUrllib3Proxy = (
  version: string | undefined,
  text: string,
): Result<Omit<ProxyServer, 'text'>, BadValue> => {
  const isRecent = isAtLeast(version, '2.34.0');
  const value = isRecent ? text : text.replace(/\n$/, '');
  const lacking = lackingScheme(version, value);
  if (lacking !== undefined) return fail(lacking);
  const [prefix, written = 'http'] = /^(?:([a-z][a-z0-9+.-]*):)?\/\//i.exec(value) ?? [''];
  const authority = /^[^\\/?#]*/.exec(value.slice(prefix.length))?.[0] ?? '';
  const at = authority.lastIndexOf('@');
  const [, name = '', digits = ''] = /^(\[[^\]]+\]|[^[\]:]+)(?::(\d*))?$/.exec(authority.slice(at + 1)) ?? [];
  const host = readProxyHost(name);
  if (host === undefined || !canBeLookedUp(host) || Number(digits) > 65535) return fail('bad-proxy-url');
  const scheme = written.toLowerCase();
  if (!isScheme(scheme)) return fail('unsupported-scheme');
  const isPortGiven = digits !== '' && (isRecent || Number(digits) !== 0);
  return succeed({
    scheme,
    host,
    port: isPortGiven ? Number(digits) : DEFAULT_PORTS[scheme],
    hasCredentials: /^[^:]+:/.test(authority.slice(0, Math.max(at, 0))),
  });
};

/** A first word that passes for a scheme and is none; before 2.27 urllib.parse took one with dots for it too. */
const lackingScheme = (version: string | undefined, value: string): BadValue | undefined => {
  const word = isAtLeast(version, '2.27.0') ? /^([a-z][a-z0-9+-]*):/i : /^([a-z][a-z0-9+.-]*):/i;
  const [start, scheme = ''] = word.exec(value) ?? [''];
  if (start === '' || value.startsWith('//', start.length)) return undefined;
  return /^https?$|^socks/i.test(scheme) ? 'bad-proxy-url' : 'missing-scheme';
};

/** A name that no resolver could be asked for fails in the same way, a little later. */
const canBeLookedUp = (host: Host): boolean => host.kind === 'address' || readHost(host.written).ok;
