import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import type { BadValue, ProxyServer } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { readProxyHost } from './proxy-choice.ts';

const SCHEMES: ReadonlyMap<string, { readonly scheme: ProxyServer['scheme']; readonly port: number }> =
  new Map([
    ['http:', { scheme: 'http', port: 80 }],
    ['https:', { scheme: 'https', port: 443 }],
    // The proxy is always given the name: what others call socks5h.
    ['socks:', { scheme: 'socks5h', port: 1080 }],
    ['socks5:', { scheme: 'socks5h', port: 1080 }],
  ]);

/**
 * A proxy variable's value as undici's ProxyAgent reads it: by the URL Standard, so `http:proxy:3128` and blanks around it
 * are fine and `proxy:3128` is not; nothing may follow the authority. SOCKS since 7.23.
 * undici lib/dispatcher/proxy-agent.js and lib/core/util.js parseURL, 6.14 to 8.10.
 */
export const parseUndiciProxy = (
  undici: string,
  text: string,
): Result<Omit<ProxyServer, 'text'>, BadValue> => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const known = SCHEMES.get(url?.protocol ?? '');
  if (url === undefined || known === undefined) return fail(whyNot(text));
  const isSocks = known.scheme === 'socks5h';
  if (isSocks && !isAtLeast(undici, '7.23.0')) return fail('unsupported-scheme');
  const host = readProxyHost(url.hostname);
  const isBare = isSocks || (url.pathname === '/' && url.search === '' && url.hash === '');
  if (host === undefined || !isBare || !isDecodable(undici, url)) return fail('bad-proxy-url');
  return succeed({
    scheme: known.scheme,
    host,
    port: url.port === '' ? known.port : Number(url.port),
    hasCredentials: isSocks ? url.username !== '' : sendsLogin(undici, url),
  });
};

const whyNot = (text: string): BadValue => {
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return URL.canParse(text) ? 'unsupported-scheme' : 'bad-proxy-url';
  }
  return URL.canParse(`http://${text}`) ? 'missing-scheme' : 'bad-proxy-url';
};

/** A user name without a password is sent since 8.2. */
const sendsLogin = (undici: string, url: URL): boolean =>
  url.username !== '' && (url.password !== '' || isAtLeast(undici, '8.2.0'));

/** What is sent is percent-decoded first, and a stray `%` throws there. */
const isDecodable = (undici: string, url: URL): boolean =>
  !sendsLogin(undici, url) || !/%(?![0-9a-f]{2})/i.test(url.username + url.password);
