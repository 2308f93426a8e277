import type { Variable } from '../facts/fact.ts';
import { findSet } from './find-variable.ts';
import { endsHttpx, httpxEntries } from './httpx-mounts.ts';
import { pythonProxies } from './python-environment.ts';

/** One spelling of the exception list with its new value. */
export interface NoProxySetting {
  readonly name: 'NO_PROXY' | 'no_proxy';
  readonly value: string;
}

/**
 * The exception lists that also hold `hosts` (names or addresses, without port): both spellings get what either has, in
 * their order, and then what is missing. Both are needed, since some clients read only one and most prefer one. Nothing
 * that counts is dropped, and extending again changes nothing. A list that is only `*` holds everything as it is, and
 * with an entry more it would hold nothing. No entry is added, nor brought out of a spelling that the other one hid, that ends a
 * client which lives without it: httpx dies of `[::1]`, of an IPv6 block and of letters outside ASCII.
 */
export const extendNoProxy = (
  variables: readonly Variable[],
  hosts: readonly string[],
): readonly NoProxySetting[] => {
  const prior = ['no_proxy', 'NO_PROXY'].flatMap((name) => split(findSet(variables, [name])?.value ?? ''));
  const inForce = new Set(httpxEntries(pythonProxies(variables).get('no')?.value ?? ''));
  const safe = [...prior, ...hosts].filter((entry) => inForce.has(entry) || !endsHttpx(entry));
  const entries = isAll(variables) ? ['*'] : [...new Set(safe)];
  const value = entries.join(',');
  return [
    { name: 'no_proxy', value },
    { name: 'NO_PROXY', value },
  ];
};

/** Every separator that some client takes; the new value has commas only, which all take. */
const split = (list: string): readonly string[] => list.split(/[,\s]+/).filter((entry) => entry !== '');

const isAll = (variables: readonly Variable[]): boolean =>
  ['no_proxy', 'NO_PROXY'].some((name) => findSet(variables, [name])?.value.trim() === '*');
