import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { readHost } from '../net/read-host.ts';
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
  const word = /^([a-z][a-z0-9+-]*):(?!\/\/)/i.exec(value)?.[1];
  if (word !== undefined) return fail(/^https?$|^socks/i.test(word) ? 'bad-proxy-url' : 'missing-scheme');
  const [prefix, written = 'http'] = /^(?:([a-z][a-z0-9+.-]*):)?\/\//i.exec(value) ?? [''];
  // Before 2.27 anything up to a colon was a scheme for urllib.parse.
  const lacksScheme = prefix === '' && !isAtLeast(version, '2.27.0') && /^[a-z][a-z0-9+.-]*:/i.test(value);
  if (lacksScheme) return fail('missing-scheme');
  const authority = /^[^\\/?#]*/.exec(value.slice(prefix.length))?.[0] ?? '';
  const login = /^(.*)@/.exec(authority)?.[1];
  const place = /^(\[[^\]]+\]|[^[\]:]+)(?::(\d*))?$/.exec(
    authority.slice((login ?? '@').length + (login === undefined ? -1 : 1)),
  );
  const host = place === null ? undefined : readProxyHost(place[1] ?? '');
  const port = Number(place?.[2] ?? '');
  // A name that no resolver could be asked for ends in the same way, a little later.
  const isName = host?.kind === 'name';
  if (host === undefined || (isName && !readHost(host.written).ok) || port > 65535)
    return fail('bad-proxy-url');
  const scheme = written.toLowerCase();
  if (!isScheme(scheme)) return fail('unsupported-scheme');
  const isPortGiven = (place?.[2] ?? '') !== '' && (isRecent || port !== 0);
  return succeed({
    scheme,
    host,
    port: isPortGiven ? port : DEFAULT_PORTS[scheme],
    hasCredentials: login !== undefined && /^[^:]+:/.test(login),
  });
};
