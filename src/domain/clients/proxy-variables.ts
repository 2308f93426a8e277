import type { Variable } from '../facts/fact.ts';
import type { VariableChange } from './direct-environment.ts';
import { changesTo } from './direct-environment.ts';
import type { ProgramKind } from './program-kind.ts';

const NAMES = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'] as const;

/**
 * What makes a proxy the one that a program uses: the four usual variables; an older one for all schemes is replaced, since some
 * prefer it, and odd spellings, which Python reads, go. Node's own client reads none of them unless it is told to.
 */
export const proxyVariables = (
  variables: readonly Variable[],
  proxy: string,
  kinds: readonly ProgramKind[],
): readonly VariableChange[] => {
  const present = new Set(variables.map(({ name }) => name));
  const older = ['all_proxy', 'ALL_PROXY'].filter((name) => present.has(name));
  const odd = [...present].filter(
    (name) =>
      /^(?:https?|all)_proxy$/i.test(name) && name !== name.toLowerCase() && name !== name.toUpperCase(),
  );
  const isNode = kinds.includes('node') && proxy.startsWith('http');
  return changesTo(variables, [
    ...[...NAMES, ...older].map((name) => ({ name, value: proxy })),
    ...odd.map((name) => ({ name, value: undefined })),
    ...(isNode ? [{ name: 'NODE_USE_ENV_PROXY', value: '1' }] : []),
  ]);
};
