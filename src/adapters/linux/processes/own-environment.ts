import type { RawVariable } from './read-environment.ts';

/** What the launcher takes from Node itself, so that a bad value cannot keep Tongtu from starting, it hands on under this prefix. */
const KEPT = 'TONGTU_KEPT_';

/** This process's environment as the person who called it has it. */
export const ownEnvironment = (env: Readonly<Record<string, string | undefined>>): readonly RawVariable[] =>
  Object.entries(env).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [{ name: name.startsWith(KEPT) ? name.slice(KEPT.length) : name, value }];
  });
