import type { Frame, LoopVariable } from './shell-frames.ts';
import { wordValue } from './shell-value.ts';
import type { WordPart } from './shell-word.ts';

type Word = readonly WordPart[];
type Variables = ReadonlyMap<string, string>;

/**
 * The files that `source WORD` reads, patterns as they stand; none where they could not be told. A path without a slash is looked for in PATH
 * and where the shell stands (bash(1)): not told.
 */
export const sourcedPaths = (
  word: Word,
  variables: Variables,
  frames: readonly Frame[],
): readonly string[] => {
  const [only] = word;
  const loop = frames.findLast(
    (one) => word.length === 1 && only?.kind === 'parameter' && one.loop?.name === only.text,
  )?.loop;
  return (loop === undefined ? pathsOf(word, variables) : (loop.words ?? [])).filter((path) =>
    path.startsWith('/'),
  );
};

/** The words that a loop's variable goes through; undefined where an expansion in them is not known. */
export const loopVariable = (name: string, words: readonly Word[], variables: Variables): LoopVariable => {
  const values = words.map((word) => pathsOf(word, variables));
  return { name, words: values.some((found) => found.length === 0) ? undefined : values.flat() };
};

/** What one word stands for, braces expanded; none where it is not known. */
const pathsOf = (word: Word, variables: Variables): readonly string[] => {
  const value = wordValue(word, variables);
  if (value.kind === 'literal') return [value.text];
  const index = word.findIndex((part) => part.kind === 'text' && !part.isQuoted && BRACES.test(part.text));
  const part = word[index];
  if (part?.kind !== 'text') return [];
  const [whole = '', inner = ''] = BRACES.exec(part.text) ?? [];
  const choices = inner.split(',').slice(0, MOST_CHOICES);
  return choices.flatMap((choice) => {
    const text = part.text.replace(whole, () => choice);
    return BRACES.test(text) ? [] : pathsOf(word.with(index, { ...part, text }), variables);
  });
};

/** `~/.{path,exports,aliases}`. */
const BRACES = /\{([^{}]*,[^{}]*)\}/;
const MOST_CHOICES = 64;

/** A word of a test as text: what is known expanded, other variables as they are written. */
export const testText = (word: Word, variables: Variables): string => {
  const value = wordValue(word, variables);
  if (value.kind === 'literal') return value.text;
  return word
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'opaque') return '\0';
      return variables.get(part.text) ?? (/^\w+$|^-$/.test(part.text) ? `$${part.text}` : `\${${part.text}}`);
    })
    .join('');
};
