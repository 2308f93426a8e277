import type { Variable } from '../facts/fact.ts';
import { isAtLeast } from './compare-versions.ts';
import { findNonEmpty } from './find-variable.ts';

/** Whether this process's fetch reads proxy variables; `unstartable`: Node refuses its own NODE_OPTIONS and exits with 9. */
export type EnvProxy = 'on' | 'off' | 'unsupported' | 'unstartable';

/**
 * NODE_USE_ENV_PROXY=1 or `--use-env-proxy` in NODE_OPTIONS, where the last such option wins over the variable; options on
 * the command line are not seen. In 24.0 to 24.4 any value of the variable counts, also `0`, and there is no option.
 * Node lib/internal/process/pre_execution.js setupHttpProxy; doc/api/cli.md.
 */
export const readEnvProxy = (version: string | undefined, variables: readonly Variable[]): EnvProxy => {
  const hasOption =
    isAtLeast(version, '24.5.0') || (isAtLeast(version, '22.21.0') && !isAtLeast(version, '23.0.0'));
  const option = lastOption(variables);
  if (!hasOption && option !== undefined) return 'unstartable';
  if (option !== undefined) return option;
  const { value = '' } = findNonEmpty(variables, ['NODE_USE_ENV_PROXY']) ?? {};
  if (hasOption) return value === '1' ? 'on' : 'off';
  if (!isAtLeast(version, '24.0.0')) return 'unsupported';
  return value === '' ? 'off' : 'on';
};

/** `--use-env-proxy`, also with `_` and with any `=value`; `--no-use-env-proxy` turns it off. */
const lastOption = (variables: readonly Variable[]): 'on' | 'off' | undefined => {
  const { value = '' } = findNonEmpty(variables, ['NODE_OPTIONS']) ?? {};
  const matches = value.replaceAll('_', '-').matchAll(/(?:^|[\s"])--(no-)?use-env-proxy(?=$|[\s"=])/g);
  const last = [...matches].at(-1);
  if (last === undefined) return undefined;
  return last[1] === undefined ? 'on' : 'off';
};
