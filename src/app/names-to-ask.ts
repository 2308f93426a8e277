import type { Fact, Variable } from '../domain/facts/fact.ts';
import type { FoundService } from '../domain/intents/inferred.ts';
import type { NamedService } from '../domain/intents/named-service.ts';
import { namedBy } from '../domain/intents/process-intents.ts';
import { parseTarget } from '../domain/net/parse-target.ts';
import type { Target } from '../domain/net/target.ts';
import { meantVariable } from '../domain/settings/meant-variable.ts';

const PROXY_VARIABLE = /^(?:https?|all)_proxy$/i;

/** Also a misspelt one: whether the proxy that was meant would have helped is asked of it. */
const isProxyName = (name: string): boolean =>
  PROXY_VARIABLE.test(name) || PROXY_VARIABLE.test(meantVariable(name) ?? '');

/** The host of a proxy variable's value; `undefined` where it is an address, or nothing that can be looked up. */
const proxyHostName = (value: string): string | undefined => {
  const withScheme = value.includes('://') ? value.slice(value.indexOf('://') + 3) : value;
  const authority = withScheme.slice(withScheme.lastIndexOf('@') + 1);
  const parsed = parseTarget(`http://${authority.replace(/\/.*$/, '')}`);
  return parsed.ok && parsed.value.host.kind === 'name' ? parsed.value.host.name : undefined;
};

/**
 * The names of the services and proxies that the processes of one node name, in its facts, after those of the targets that are declared.
 * `isWanted`: which of what they name will be asked for.
 */
export const namesOfProcesses = (
  facts: readonly Fact[],
  declared: readonly Target[],
  isWanted: (found: FoundService) => boolean,
): readonly string[] => {
  const names = new Set<string>();
  const services: Pick<NamedService, 'target'>[] = declared.map((target) => ({ target }));
  const addNamed = (variables: readonly Variable[], argv: readonly string[]): void => {
    const wanted = namedBy(variables, argv).filter(isWanted);
    services.push(...wanted.map(({ service }) => service));
  };
  for (const { kind, state } of facts) {
    if (state.kind === 'unknown') continue;
    if (kind === 'processes') for (const { argv } of state.value) addNamed([], argv ?? []);
    if (kind !== 'environment') continue;
    addNamed(state.value.variables, []);
    for (const name of namesToAsk(state.value.variables, undefined)) names.add(name);
  }
  for (const { target } of services) if (target.host.kind === 'name') names.add(target.host.name);
  return [...names].slice(0, MOST_NAMES);
};

/** Each is a question to a resolver. */
const MOST_NAMES = 64;

/** The names that a trace will need: the target's own, and those of the proxies that the environment names. */
export const namesToAsk = (variables: readonly Variable[], target: Target | undefined): readonly string[] => {
  const names = new Set<string>();
  if (target?.host.kind === 'name') names.add(target.host.name);
  for (const { name, value } of variables) {
    const host = isProxyName(name) ? proxyHostName(value) : undefined;
    if (host !== undefined) names.add(host);
  }
  return [...names];
};
