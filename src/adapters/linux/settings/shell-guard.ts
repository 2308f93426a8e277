import type { SettingGuard } from '../../../domain/facts/settings.ts';

/** What must hold where a statement stands. `exists` is a test for a file: a statement that reads that very file needs no other. */
export type Guard = { readonly kind: SettingGuard } | { readonly kind: 'exists'; readonly path: string };

export const MAYBE: Guard = { kind: 'maybe' };

/**
 * What one command tests, as far as startup files test it: whether the shell is interactive or bash, and whether a file is there. `words` are the
 * command's words as written, quotes taken away and variables as `$NAME`.
 */
export const guardOf = (words: readonly string[]): Guard => {
  const [first = '', ...rest] = words;
  if (first === '!') return negated(guardOf(rest));
  if (first !== '[' && first !== '[[' && first !== 'test') return MAYBE;
  const test = rest.filter((word) => word !== ']' && word !== ']]');
  if (test[0] === '!') return negated(testOf(test.slice(1)));
  return testOf(test);
};

const testOf = (test: readonly string[]): Guard => {
  const [first = '', second = '', third = ''] = test;
  const variable = variableIn(test.length === 1 ? first : second);
  if (test.length === 1 || (test.length === 2 && first === '-n')) return setGuard(variable);
  if (test.length === 2 && first === '-z') return negated(setGuard(variable));
  if (test.length === 2 && /^-[efrsd]$/.test(first)) return { kind: 'exists', path: second };
  if (test.length === 3 && first === '$-' && /^\*i\*$/.test(third)) {
    if (second === '==' || second === '=') return { kind: 'interactive' };
    if (second === '!=') return { kind: 'non-interactive' };
  }
  if (test.length === 3 && variableIn(first) === 'BASH' && second === '!=') return { kind: 'bash' };
  if (test.length === 3 && first === '$-' && second === '=~' && third === 'i') return { kind: 'interactive' };
  return MAYBE;
};

/** `$PS1`, `${PS1}`, `${PS1-}`. */
const variableIn = (word: string): string | undefined => /^\$\{?(\w+)(?::?-)?\}?$/.exec(word)?.[1];

/** PS1 is set in interactive shells only; each shell sets its own version. */
const setGuard = (variable: string | undefined): Guard => {
  switch (variable) {
    case 'PS1':
      return { kind: 'interactive' };
    case 'BASH':
    case 'BASH_VERSION':
      return { kind: 'bash' };
    case 'ZSH_VERSION':
      return { kind: 'zsh' };
    default:
      return MAYBE;
  }
};

export const negated = (guard: Guard): Guard => {
  if (guard.kind === 'interactive') return { kind: 'non-interactive' };
  if (guard.kind === 'non-interactive') return { kind: 'interactive' };
  return MAYBE;
};
