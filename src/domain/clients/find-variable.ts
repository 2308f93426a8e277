import type { Variable } from '../facts/fact.ts';
import { maskPassword } from '../net/mask-password.ts';

/** The first of the names that is set, also when it is empty (`a ?? b`). The first of two equal names counts, as in getenv(3). */
export const findSet = (variables: readonly Variable[], names: readonly string[]): Variable | undefined => {
  for (const name of names) {
    const found = variables.find((variable) => variable.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The first of the names that is set to something (`a || b`). */
export const findNonEmpty = (
  variables: readonly Variable[],
  names: readonly string[],
): Variable | undefined =>
  names.map((name) => findSet(variables, [name])).find((variable) => (variable?.value ?? '') !== '');

/** A variable as it may leave the domain. */
export const withoutPassword = ({ name, value }: Variable): Variable => ({
  name,
  value: maskPassword(value),
});
