import type { Variable } from '../facts/fact.ts';
import { coversName } from './covers-name.ts';

/**
 * What urllib.request.getproxies_environment makes of the environment, by the part before `_proxy` in lower case: `http`,
 * `https`, `all`, `no`. Any spelling counts, lower case of `_proxy` goes first, and an empty one of it takes the entry away.
 * In a CGI program (REQUEST_METHOD is set) only a spelling that ends in lower case gives `http` (CVE-2016-1000110).
 * CPython Lib/urllib/request.py, 3.6 to 3.13.
 */
export const pythonProxies = (variables: readonly Variable[]): ReadonlyMap<string, Variable> => {
  const proxies = new Map<string, Variable>();
  const named = firstOfEachName(variables).filter(({ name }) => /._proxy$/i.test(name));
  const keyOf = (variable: Variable): string => variable.name.slice(0, -'_proxy'.length).toLowerCase();
  for (const variable of named) {
    if (variable.value !== '') proxies.set(keyOf(variable), variable);
  }
  if (variables.some(({ name }) => name === 'REQUEST_METHOD')) proxies.delete('http');
  for (const variable of named.filter(({ name }) => name.endsWith('_proxy'))) {
    if (variable.value !== '') proxies.set(keyOf(variable), variable);
    else proxies.delete(keyOf(variable));
  }
  return proxies;
};

/** os.environ keeps the first of two equal names. */
const firstOfEachName = (variables: readonly Variable[]): readonly Variable[] =>
  variables.filter(({ name }, index) => variables.findIndex((other) => other.name === name) === index);

/**
 * The entry by which urllib.request.proxy_bypass_environment goes direct to `host`, which has no brackets and may end in
 * `:port`; the last colon of an IPv6 address counts as one too. `*` only as the whole list; no blocks of addresses.
 */
export const findPythonException = (list: string, host: string): string | undefined => {
  if (list === '*') return '*';
  const whole = host.toLowerCase();
  const hostOnly = whole.replace(/:\d*$/, '');
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .find((entry) => {
      const domain = entry.replace(/^\.+/, '').toLowerCase();
      return coversName(domain, hostOnly) || coversName(domain, whole);
    });
};
