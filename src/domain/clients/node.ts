import type { Variable } from '../facts/fact.ts';
import { formatTarget } from '../net/format-target.ts';
import type { Target } from '../net/target.ts';
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

/** Ports that fetch never asks (Fetch Standard, "port blocking"), those in use elsewhere as `80` and `443` excepted. */
const BLOCKED_PORTS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

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

/** EnvHttpProxyAgent reads both proxies when it is made, and node:http wants no line break in what it would read. */
const findUnusable = (
  version: string | undefined,
  variables: readonly Variable[],
): ProxyChoice | undefined => {
  const broken = [
    ['http_proxy', 'HTTP_PROXY'],
    ['https_proxy', 'HTTPS_PROXY'],
  ]
    .map((names) => findNonEmpty(variables, names))
    .find((variable) => /[\r\n]/.test(variable?.value ?? ''));
  for (const variable of [httpVariable(variables), httpsVariable(variables)]) {
    if (variable === undefined || variable.value === '') continue;
    const proxy = parseUndiciProxy(bundledUndici(version), variable.value);
    if (!proxy.ok) return dies(proxy.problem, variable);
  }
  const looksForBreaks = !isAtLeast(version, '24.0.0') || isAtLeast(version, '24.5.0');
  return broken !== undefined && looksForBreaks ? dies('bad-proxy-url', broken) : undefined;
};

const refuseUrl = ({ host, hasUserinfo, port }: Target): ProxyChoice | undefined => {
  if (hasUserinfo) return { kind: 'dies', why: 'userinfo-in-url' };
  if (host.kind === 'address' && host.address.family === 6 && host.address.zone !== '') {
    return { kind: 'dies', why: 'zone-in-url' };
  }
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
