import type { Client, ProxyChoice } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { findCurlException } from './curl-no-proxy.ts';
import { parseCurlProxy } from './curl-proxy-url.ts';
import { findNonEmpty } from './find-variable.ts';
import { byFamily, interleaved } from './order-attempts.ts';
import { covered, dies, direct, through } from './proxy-choice.ts';

/** Upper-case HTTP_PROXY is never read: in a CGI program a request's `Proxy:` header sets it (lib/proxy.c, proxy_detect_proxy). */
const PROXY_NAMES = {
  http: ['http_proxy', 'all_proxy', 'ALL_PROXY'],
  https: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
} as const;

/**
 * The command line program and libcurl, 7.74 to 8.22. An empty variable is as good as none; lower case goes first; a value
 * that is not understood is an error, never a silent direct request.
 */
export const curl: Client = {
  name: 'curl',

  choose(version, variables, target): ProxyChoice {
    const variable = findNonEmpty(variables, PROXY_NAMES[target.scheme]);
    if (variable === undefined) return direct;
    const exceptions = findNonEmpty(variables, ['no_proxy', 'NO_PROXY']);
    const entry = exceptions && findCurlException(version, exceptions.value, target.host);
    if (exceptions !== undefined && entry !== undefined) return covered(exceptions, entry);
    const proxy = parseCurlProxy(version, variable.value);
    if (!proxy.ok) return dies(proxy.problem, variable);
    return through(proxy.value, target.scheme === 'https' ? 'connect' : 'absolute', variable, exceptions);
  },

  /** No hosts file and no resolver is asked for localhost since 7.78, for names under it since 7.85 (lib/hostip.c, get_localhost). */
  lookup(version, name) {
    const isOwn =
      (name === 'localhost' && isAtLeast(version, '7.78.0')) ||
      (name.endsWith('.localhost') && isAtLeast(version, '7.85.0'));
    if (!isOwn) return { kind: 'system' };
    const addresses = isAtLeast(version, '8.2.1') ? ['::1', '127.0.0.1'] : ['127.0.0.1', '::1'];
    return { kind: 'built-in', addresses };
  },

  /** IPv6 goes first since 8.10, before it the family of the first answer; families take turns since 8.16 (lib/cf-ip-happy.c). */
  attempts(version, addresses) {
    if (isAtLeast(version, '8.16.0')) return interleaved(addresses, 6);
    return byFamily(addresses, isAtLeast(version, '8.10.0') ? 6 : addresses[0]?.family);
  },
};
