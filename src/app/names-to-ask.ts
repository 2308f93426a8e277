import type { Variable } from '../domain/facts/fact.ts';
import { parseTarget } from '../domain/net/parse-target.ts';
import type { Target } from '../domain/net/target.ts';

const PROXY_VARIABLE = /^(?:https?|all)_proxy$/i;

/** The host of a proxy variable's value; `undefined` where it is an address, or nothing that can be looked up. */
const proxyHostName = (value: string): string | undefined => {
  const withScheme = value.includes('://') ? value.slice(value.indexOf('://') + 3) : value;
  const authority = withScheme.slice(withScheme.lastIndexOf('@') + 1);
  const parsed = parseTarget(`http://${authority.replace(/\/.*$/, '')}`);
  return parsed.ok && parsed.value.host.kind === 'name' ? parsed.value.host.name : undefined;
};

/** The names that a trace will need: the target's own, and those of the proxies that the environment names. */
export const namesToAsk = (variables: readonly Variable[], target: Target | undefined): readonly string[] => {
  const names = new Set<string>();
  if (target?.host.kind === 'name') names.add(target.host.name);
  for (const { name, value } of variables) {
    const host = PROXY_VARIABLE.test(name) ? proxyHostName(value) : undefined;
    if (host !== undefined) names.add(host);
  }
  return [...names];
};
