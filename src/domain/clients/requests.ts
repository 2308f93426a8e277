import { formatAddress } from '../net/format-address.ts';
import type { Host } from '../net/target.ts';
import { asciiName } from './ascii-name.ts';
import type { Client, ProxyChoice } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { findNonEmpty } from './find-variable.ts';
import { covered, dies, diesWithout, direct, through } from './proxy-choice.ts';
import { findPythonException, pythonProxies } from './python-environment.ts';
import { findRequestsException } from './requests-no-proxy.ts';
import { parseUrllib3Proxy } from './urllib3-proxy-url.ts';

/**
 * Python requests 2.27 to 2.34 with a session as it comes (`trust_env`). The
 * variables are urllib's; two exception lists are asked, its own grammar and urllib's. A redirect stays with the first
 * choice's proxy (psf/requests#3296), which is not modelled.
 */
export const requests: Client = {
  name: 'requests',

  choose(version, variables, target, without = []): ProxyChoice {
    const proxies = pythonProxies(variables);
    const host = nameToMatch(target.host);
    const variable = [`${target.scheme}://${host}`, target.scheme, `all://${host}`, 'all']
      .map((key) => proxies.get(key))
      .find((found) => found !== undefined);
    if (variable === undefined) return refused(version, target.host) ?? direct;
    const own = findNonEmpty(variables, ['no_proxy', 'NO_PROXY']);
    const port = target.isPortWritten ? target.port : undefined;
    const ownEntry = own && findRequestsException(version, own.value, host, port);
    if (own !== undefined && ownEntry !== undefined) {
      return refused(version, target.host) ?? covered(own, ownEntry);
    }
    const shared = proxies.get('no');
    const sharedEntry = shared && findPythonException(shared.value, host);
    if (shared !== undefined && sharedEntry !== undefined) {
      return refused(version, target.host) ?? covered(shared, sharedEntry);
    }
    const proxy = parseUrllib3Proxy(version, variable.value);
    if (!proxy.ok) return dies(proxy.problem, variable);
    const isSocks = proxy.value.scheme.startsWith('socks');
    if (isSocks && without.includes('PySocks')) return diesWithout('PySocks', variable);
    const form = target.scheme === 'https' ? 'connect' : 'absolute';
    return through(proxy.value, form, variable, own ?? shared);
  },

  lookup: () => ({ kind: 'system' }),

  attempts: (_version, addresses) => addresses,
};

/** The host of the prepared URL, as urllib.parse gives it: lower case, as written, a zone percent-encoded. */
const nameToMatch = (host: Host): string => {
  if (host.kind === 'name') return asciiName(host.written.toLowerCase());
  const [text = '', zone] = host.written.toLowerCase().split(/%(?:25)?/);
  return zone === undefined ? text : `${text}%25${zone}`;
};

/** Since 2.32 the zone goes percent-encoded to getaddrinfo, which knows no such host; through a proxy it does no harm. */
const refused = (version: string | undefined, host: Host): ProxyChoice | undefined =>
  host.kind === 'address' && formatAddress(host.address).includes('%') && isAtLeast(version, '2.32.0')
    ? { kind: 'dies', why: 'zone-in-url' }
    : undefined;
