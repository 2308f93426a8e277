import type { Variable } from '../facts/fact.ts';
import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { readHost } from '../net/read-host.ts';
import type { Host, Target } from '../net/target.ts';
import { asciiName } from './ascii-name.ts';
import type { BadValue, Client, ProxyChoice, ProxyServer } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import type { Mount } from './httpx-mounts.ts';
import {
  decoded,
  exceptionPattern,
  findMount,
  httpxEntries,
  PROXY_KEYS,
  readPattern,
} from './httpx-mounts.ts';
import { isIpv4Host, parseHttpxUrl } from './httpx-url.ts';
import type { HttpxUrl } from './httpx-url-parts.ts';
import { covered, dies, diesOfEntry, diesWithout, direct, readProxyHost, through } from './proxy-choice.ts';
import { pythonProxies } from './python-environment.ts';

/**
 * Python httpx 0.23 to 0.28, and httpx2 (2.x) which goes on from it; so also the openai package, which makes its requests with the
 * one until 2.x and with the other since 3.0. A client reads every proxy variable and the whole exception list when it is made:
 * what it cannot read ends it, whatever is asked for. Each redirect is decided anew, which is not modelled.
 * httpx/_utils.py get_environment_proxies, httpx/_client.py, httpx/_config.py Proxy.
 */
export const httpx: Client = {
  name: 'httpx',

  choose(version, variables, target, without = []): ProxyChoice {
    const environment = pythonProxies(variables);
    const list = environment.get('no');
    const entries = httpxEntries(list?.value ?? '');
    const isOff = entries.includes('*');
    const mounts = isOff ? succeed([]) : readMounts(version, environment, entries, without);
    if (!mounts.ok) return mounts.problem;
    const request = readRequest(version, target);
    if (request === undefined) return { kind: 'dies', why: 'invalid-url' };
    const found = findMount(mounts.value, request)?.by;
    if (found?.kind === 'proxy') return throughProxy(version, target, found.variable, list);
    const entry = isOff ? '*' : found?.entry;
    const wouldProxy = environment.has(target.scheme) || environment.has('all');
    const isCovered = wouldProxy && list !== undefined && entry !== undefined;
    return refused(request) ?? (isCovered ? covered(list, entry) : direct);
  },

  lookup: () => ({ kind: 'system' }),

  /** Of the synchronous client. The asynchronous one begins with an IPv6 address where there is one, and does not wait long for it (anyio). */
  attempts: (_version, addresses) => addresses,
};

/**
 * What a client is made of, or what it dies of then: first every proxy's URL, then the packages that they need, then the list. An entry that
 * is the pattern of a proxy (`http://`) takes its place.
 */
const readMounts = (
  version: string | undefined,
  environment: ReadonlyMap<string, Variable>,
  entries: readonly string[],
  without: readonly string[],
): Result<readonly Mount[], ProxyChoice> => {
  const patterns = new Map(entries.map((entry) => [exceptionPattern(version, entry), entry]));
  const mounts: Mount[] = [];
  const onSocks: Variable[] = [];
  for (const key of PROXY_KEYS) {
    const variable = patterns.has(`${key}://`) ? undefined : environment.get(key);
    if (variable === undefined) continue;
    const proxy = readProxy(version, variable.value);
    if (!proxy.ok) return fail(dies(proxy.problem, variable));
    if (proxy.value.scheme === 'socks5h') onSocks.push(variable);
    const url = { scheme: key === 'all' ? '' : key, host: '', port: undefined, userinfo: '' };
    mounts.push({ url, by: { kind: 'proxy', variable } });
  }
  const [needy] = onSocks;
  if (needy !== undefined && without.includes('socksio')) return fail(diesWithout('socksio', needy));
  const exceptions = readExceptions(version, environment.get('no'), patterns);
  return exceptions.ok ? succeed([...mounts, ...exceptions.value]) : exceptions;
};

const readExceptions = (
  version: string | undefined,
  list: Variable | undefined,
  patterns: ReadonlyMap<string, string>,
): Result<readonly Mount[], ProxyChoice> => {
  const mounts: Mount[] = [];
  if (list === undefined) return succeed(mounts);
  for (const [pattern, entry] of patterns) {
    const url = readPattern(version, pattern);
    if (url === undefined) return fail(diesOfEntry(entry, list));
    mounts.push({ url, by: { kind: 'exception', entry } });
  }
  return succeed(mounts);
};

const throughProxy = (
  version: string | undefined,
  { scheme }: Target,
  variable: Variable,
  list: Variable | undefined,
): ProxyChoice => {
  const proxy = readProxy(version, variable.value);
  const host = proxy.ok ? proxy.value.host : undefined;
  if (!proxy.ok || host === undefined) return dies('bad-proxy-url', variable);
  return through({ ...proxy.value, host }, scheme === 'https' ? 'connect' : 'absolute', variable, list);
};

const SCHEMES: ReadonlyMap<string, ProxyServer['scheme']> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  // The proxy is always given the name: what others call socks5h.
  ['socks5', 'socks5h'],
  ['socks5h', 'socks5h'],
]);

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['socks5h', 1080],
]);

type ReadProxy = Omit<ProxyServer, 'text' | 'host'> & {
  /** Absent: nothing that could be connected to, which shows only when it is tried. */
  readonly host: Host | undefined;
};

/** `proxy:3128` is http. Socks5h is known since 0.28. A port of 0 is as good as none. */
const readProxy = (version: string | undefined, text: string): Result<ReadProxy, BadValue> => {
  const url = parseHttpxUrl(version, text.includes('://') ? text : `http://${text}`);
  if (url === undefined || url.scheme === '') return fail('bad-proxy-url');
  const scheme = SCHEMES.get(url.scheme);
  if (scheme === undefined || (url.scheme === 'socks5h' && !isAtLeast(version, '0.28.0'))) {
    return fail('unsupported-scheme');
  }
  const host = readProxyHost(url.host.includes(':') ? `[${url.host}]` : url.host);
  const port = url.port === undefined || url.port === 0 ? (DEFAULT_PORTS.get(scheme) ?? 80) : url.port;
  const canConnect = host !== undefined && isReachable(host) && port > 0 && port <= 65535;
  const hasCredentials = /[^:]/.test(url.userinfo);
  return succeed({ scheme, host: canConnect ? host : undefined, port, hasCredentials });
};

/** A name that no resolver could be asked for fails in the same way, a little later. */
const isReachable = (host: Host): boolean => host.kind === 'address' || readHost(host.written).ok;

/** The URL of the request, as patterns are held against it; `undefined`: httpx refuses it. */
const readRequest = (version: string | undefined, target: Target): HttpxUrl | undefined => {
  const { scheme, port, host } = target;
  const isOld = !isAtLeast(version, '0.24.0');
  const isIpv6 = host.kind === 'address' && host.address.family === 6;
  const folded = isIpv6 && !isOld ? host.written : host.written.toLowerCase();
  const text = isIpv6 && isOld ? folded.replace(/%(?!25.)/, '%25') : asciiName(folded);
  if (!isOld && /^[0-9]+(?:\.[0-9]+){3}$/.test(text) && !isIpv4Host(text)) return undefined;
  const own = scheme === 'https' ? 443 : 80;
  return { scheme, host: decoded(version, text), port: port === own ? undefined : port, userinfo: '' };
};

/** Percent-encoded, a zone goes to getaddrinfo as it is, which knows no such interface; through a proxy it does no harm. */
const refused = ({ host }: HttpxUrl): ProxyChoice | undefined =>
  host.includes('%25') ? { kind: 'dies', why: 'zone-in-url' } : undefined;
