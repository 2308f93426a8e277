import type { Variable } from '../facts/fact.ts';
import type { VariableChange } from './direct-environment.ts';
import { changesTo } from './direct-environment.ts';
import type { ProgramKind } from './program-kind.ts';
import { pythonProxies } from './python-environment.ts';

const schemeOf = (variable: Variable | undefined): string | undefined =>
  variable === undefined
    ? undefined
    : (/^\s*([a-z][a-z0-9+.-]*):\/\//i.exec(variable.value)?.[1] ?? 'http').toLowerCase();

/**
 * Takes `ALL_PROXY=socks5://…` away from a Python command that has both `http_proxy` and `https_proxy` besides: no request of it would
 * use the third, and httpx without the package socksio ends on it whatever it is asked for (httpx/_client.py makes every transport first).
 */
export const withoutSpareSocks = (
  variables: readonly Variable[],
  kinds: readonly ProgramKind[],
): readonly VariableChange[] => {
  if (!kinds.includes('python')) return [];
  const proxies = pythonProxies(variables);
  const [http, https] = [schemeOf(proxies.get('http')), schemeOf(proxies.get('https'))];
  const needsOther = [http, https].some((scheme) => scheme === undefined || scheme.startsWith('socks'));
  if (needsOther) return [];
  const spare = variables.filter(
    (variable) => /^all_proxy$/i.test(variable.name) && schemeOf(variable)?.startsWith('socks'),
  );
  return changesTo(
    variables,
    [...new Set(spare.map(({ name }) => name))].map((name) => ({ name, value: undefined })),
  );
};

/** The scheme of a proxy that some of Python's libraries cannot use: `socks5`, `https`. Undefined where there is none, or no Python. */
export const schemeNotForAll = (
  variables: readonly Variable[],
  kinds: readonly ProgramKind[],
): string | undefined => {
  if (!kinds.includes('python')) return undefined;
  const proxies = pythonProxies(variables);
  return ['http', 'https', 'all']
    .map((key) => schemeOf(proxies.get(key)))
    .find((scheme) => scheme !== undefined && scheme !== 'http');
};
