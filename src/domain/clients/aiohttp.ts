import type { Variable } from '../facts/fact.ts';
import { formatAddress } from '../net/format-address.ts';
import { readHost } from '../net/read-host.ts';
import type { Host, Target } from '../net/target.ts';
import { asciiName } from './ascii-name.ts';
import type { Client, ProxyChoice, ProxyServer } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { interleaved } from './order-attempts.ts';
import { covered, dies, direct, readProxyHost, through } from './proxy-choice.ts';
import { findPythonException, pythonProxies } from './python-environment.ts';
import type { YarlUrl } from './yarl-url.ts';
import { encodeHost, parseYarlUrl } from './yarl-url.ts';

const lookup: Client['lookup'] = () => ({ kind: 'system' });

/** The families take turns since 3.10 (aiohappyeyeballs); before, the addresses are tried as the look-up gave them. */
const attempts: Client['attempts'] = (version, addresses) =>
  isAtLeast(version, '3.10.0') ? interleaved(addresses, addresses[0]?.family) : addresses;

/** Python aiohttp 3.8 to 3.14 with a session as it comes: it reads no proxy variable at all. */
export const aiohttp: Client = {
  name: 'aiohttp',

  choose(version, variables, target): ProxyChoice {
    const refused = refuse(version, target.host);
    if (refused !== undefined) return refused;
    if (pythonProxies(variables).get(target.scheme) === undefined) return direct;
    return { kind: 'direct', because: { kind: 'ignores-environment', wouldNeed: 'trust_env=True' } };
  },

  lookup,
  attempts,
};

/**
 * The same with `ClientSession(trust_env=True)`: urllib's variables without `all_proxy`, and urllib's exception list. It speaks to
 * HTTP proxies only, and takes every proxy for one that is not `https`, which it leaves out with no more than a line in the log.
 * Credentials from a netrc file are not modelled, nor that 3.8 stays with the first choice through redirects.
 * aiohttp/helpers.py get_env_proxy_for_url, aiohttp/connector.py _create_proxy_connection.
 */
export const aiohttpTrustEnv: Client = {
  name: 'aiohttp-trust-env',

  choose(version, variables, target): ProxyChoice {
    const environment = pythonProxies(variables);
    const variable = environment.get(target.scheme);
    const list = environment.get('no');
    const entry = list && findException(list.value, nameToMatch(version, target));
    if (list !== undefined && entry !== undefined) {
      return refuse(version, target.host) ?? (variable === undefined ? direct : covered(list, entry));
    }
    for (const [key, other] of environment) {
      if (READ_KEYS.has(key) && !isReadable(version, other)) return dies('bad-proxy-url', other);
    }
    const url = variable && parseYarlUrl(version, variable.value);
    if (variable === undefined || url === undefined || isLeftOut(url)) {
      return refuse(version, target.host) ?? direct;
    }
    const proxy = readProxy(version, url);
    if (proxy === undefined) return dies(whyNot(version, url, variable.value), variable);
    return through(proxy, target.scheme === 'https' ? 'connect' : 'absolute', variable, list);
  },

  lookup,
  attempts,
};

/** All of them are read for every request, whichever it needs. */
const READ_KEYS: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss']);

/** A login must not have a colon in its user name, not even an encoded one; before 3.14 that ends also what would be left out. */
const isReadable = (version: string | undefined, { value }: Variable): boolean => {
  const url = parseYarlUrl(version, value);
  return url !== undefined && !/%3a/i.test(url.user);
};

const isLeftOut = ({ scheme, isBlank }: YarlUrl): boolean =>
  scheme === 'https' || scheme === 'wss' || isBlank;

const readProxy = (
  version: string | undefined,
  { scheme, host: name, port: written, user, password }: YarlUrl,
): Omit<ProxyServer, 'text'> | undefined => {
  const isRecent = isAtLeast(version, '3.11.0');
  const own = scheme === 'http' || scheme === 'ws' ? 80 : scheme === 'ftp' && isRecent ? 21 : undefined;
  const port = written === undefined || (written === 0 && !isRecent) ? own : written;
  const host = readProxyHost(name.includes(':') ? `[${name}]` : name);
  if (host === undefined || port === undefined || !isReachable(version, host)) return undefined;
  const hasCredentials = user !== '' || (isRecent && password !== undefined);
  return { scheme: 'http', host, port, hasCredentials };
};

/** A name that no resolver could be asked for fails in the same way, a little later. */
const isReachable = (version: string | undefined, host: Host): boolean =>
  host.kind === 'address' ? refuse(version, host) === undefined : readHost(host.written).ok;

/** Without a scheme there is no host; other kinds of proxy have no port of their own, and are not spoken to anyway. */
const whyNot = (
  version: string | undefined,
  url: YarlUrl,
  text: string,
): 'bad-proxy-url' | 'missing-scheme' | 'unsupported-scheme' => {
  const withScheme = url.host === '' ? parseYarlUrl(version, `http://${text}`) : undefined;
  if (withScheme !== undefined && readProxy(version, withScheme) !== undefined) return 'missing-scheme';
  return url.host !== '' && url.port === undefined ? 'unsupported-scheme' : 'bad-proxy-url';
};

/** yarl's own form of the host, with names outside ASCII as idna shows them. */
const nameToMatch = (version: string | undefined, { host }: Target): string => {
  if (host.kind === 'name') return shown(asciiName(host.written.toLowerCase()));
  const text = encodeHost(host.written) ?? host.written;
  return isAtLeast(version, '3.14.0') ? text.replaceAll('%25', '%') : text;
};

/** Names are compared in Unicode. What `xn--…` decodes to does not matter here, only that it equals no text in ASCII. */
const shown = (name: string): string => name.replace(/(?<=^|\.)xn--/g, '\0');

const findException = (list: string, host: string): string | undefined => {
  if (list === '*') return '*';
  return list
    .split(',')
    .find((entry) => findPythonException(`${inUnicode(entry)},`, host) !== undefined)
    ?.trim();
};

const inUnicode = (entry: string): string =>
  entry
    .toLowerCase()
    .split('.')
    .map((label) => (/[^\0-\x7f]/.test(label) ? shown(asciiName(label.trim())) : label))
    .join('.');

/** Since 3.14.1 an IPv4 address in another spelling than four numbers; and an encoded zone, which no getaddrinfo knows. */
const refuse = (version: string | undefined, host: Host): ProxyChoice | undefined => {
  if (host.kind === 'name') return undefined;
  if (host.written.includes('%25')) return { kind: 'dies', why: 'zone-in-url' };
  const isOdd = /^[\d.]+$/.test(host.written) && host.written !== formatAddress(host.address);
  return isOdd && isAtLeast(version, '3.14.1') ? { kind: 'dies', why: 'invalid-url' } : undefined;
};
