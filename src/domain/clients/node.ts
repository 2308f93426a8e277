import type { Variable } from '../facts/fact.ts';
import { formatTarget } from '../net/format-target.ts';
import type { Target } from '../net/target.ts';
import { BLOCKED_PORTS } from './blocked-ports.ts';
import type { Client, ProxyChoice } from './client.ts';
import { isAtLeast } from './compare-versions.ts';
import { findNonEmpty, findSet, withoutPassword } from './find-variable.ts';
import { readEnvProxy } from './node-env-proxy.ts';
import { bundledUndici } from './node-undici.ts';
import { interleaved } from './order-attempts.ts';
import { covered, dies, direct, through } from './proxy-choice.ts';
import { findUndiciException } from './undici-no-proxy.ts';
import { parseUndiciProxy } from './undici-proxy-url.ts';

const PROXY_NAMES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'] as const;

/**
 * Node's built-in fetch, 18 to 26; node:http reads the same variables by another grammar and is no part of this. It reads
 * none unless it is told to, and then a value that it cannot use ends every process at its start, whatever it asks for.
 */
export const node: Client = {
  name: 'node',

  choose(version, variables, target): ProxyChoice {
    const envProxy = readEnvProxy(version, variables);
    const options = findNonEmpty(variables, ['NODE_OPTIONS']);
    if (envProxy === 'unstartable' && options !== undefined) {
      return { kind: 'dies', why: 'option-not-allowed', variable: withoutPassword(options) };
    }
    const isOn = envProxy === 'on' && findNonEmpty(variables, PROXY_NAMES) !== undefined;
    const unusable = isOn ? findUnusable(version, variables) : undefined;
    if (unusable !== undefined) return unusable;
    const refused = refuseUrl(target);
    if (refused !== undefined) return refused;
    if (isOn) return chooseProxy(bundledUndici(version), variables, target);
    if (findNonEmpty(variables, [...PROXY_NAMES, 'all_proxy', 'ALL_PROXY']) === undefined) return direct;
    const wouldNeed = envProxy === 'unsupported' ? {} : { wouldNeed: 'NODE_USE_ENV_PROXY=1' };
    return { kind: 'direct', because: { kind: 'ignores-environment', ...wouldNeed } };
  },

  lookup: () => ({ kind: 'system' }),

  /** The families take turns since 20 (autoSelectFamily, net.js lookupAndConnectMultiple); before, only the first is tried. */
  attempts(version, addresses) {
    return isAtLeast(version, '20.0.0')
      ? interleaved(addresses, addresses[0]?.family)
      : addresses.slice(0, 1);
  },
};

const httpVariable = (variables: readonly Variable[]): Variable | undefined =>
  findSet(variables, ['http_proxy', 'HTTP_PROXY']);

const httpsVariable = (variables: readonly Variable[]): Variable | undefined =>
  findSet(variables, ['https_proxy', 'HTTPS_PROXY']);

/** EnvHttpProxyAgent reads both proxies when it is made; node:http, which fetch loads, reads its own since it has a proxy. */
const findUnusable = (
  version: string | undefined,
  variables: readonly Variable[],
): ProxyChoice | undefined => {
  for (const variable of [httpVariable(variables), httpsVariable(variables)]) {
    if (variable === undefined || variable.value === '') continue;
    const proxy = parseUndiciProxy(bundledUndici(version), variable.value);
    if (!proxy.ok) return dies(proxy.problem, variable);
  }
  const hasHttpProxy = !isAtLeast(version, '24.0.0') || isAtLeast(version, '24.5.0');
  const own = hasHttpProxy ? findNonEmpty(variables, ['http_proxy', 'HTTP_PROXY']) : undefined;
  return own !== undefined && breaksNodeHttp(own.value) ? dies('bad-proxy-url', own) : undefined;
};

/** A line break, or a login that is not percent-encoded (lib/internal/http.js parseProxyUrl, ProxyConfig). */
const breaksNodeHttp = (value: string): boolean => {
  if (/[\r\n]/.test(value)) return true;
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return /%(?![0-9a-f]{2})/i.test(username + password);
};

const refuseUrl = (target: Target): ProxyChoice | undefined => {
  const { host, hasUserinfo, port } = target;
  if (hasUserinfo) return { kind: 'dies', why: 'userinfo-in-url' };
  if (host.kind === 'address' && host.address.family === 6 && host.address.zone !== '') {
    return { kind: 'dies', why: 'zone-in-url' };
  }
  if (!URL.canParse(formatTarget(target))) return { kind: 'dies', why: 'invalid-url' };
  return BLOCKED_PORTS.has(port) ? { kind: 'dies', why: 'blocked-port' } : undefined;
};

/** An https URL falls back to http_proxy; an empty lower-case variable hides the upper-case one. */
const chooseProxy = (undici: string, variables: readonly Variable[], target: Target): ProxyChoice => {
  const https = target.scheme === 'https' ? httpsVariable(variables) : undefined;
  const variable = https === undefined || https.value === '' ? httpVariable(variables) : https;
  if (variable === undefined || variable.value === '') return direct;
  const exceptions = findSet(variables, ['no_proxy', 'NO_PROXY']);
  const entry = exceptions && findUndiciException(undici, exceptions.value, new URL(formatTarget(target)));
  if (exceptions !== undefined && entry !== undefined) return covered(exceptions, entry);
  const proxy = parseUndiciProxy(undici, variable.value);
  if (!proxy.ok) return dies(proxy.problem, variable);
  const form = target.scheme === 'http' && isAtLeast(undici, '8.7.0') ? 'absolute' : 'connect';
  return through(proxy.value, form, variable, exceptions);
};
