import type { SecretSpan } from './span.ts';

const WORD = /[A-Za-z0-9]{12,512}/g;

/** Words that nobody would think of: `q7Xk29fLmZ81bT`. A key without a name looks so, and the number of a container. */
export const findRandom = (text: string): readonly SecretSpan[] =>
  [...text.matchAll(WORD)].flatMap(({ index, 0: word }) =>
    looksRandom(word) ? [{ start: index, end: index + word.length }] : [],
  );

/** How often a word goes from one kind of character to another; a capital before a small letter begins a name's next word. */
const CHANGES = /(?<=[a-z])[A-Z0-9]|(?<=[A-Z])[0-9]|(?<=[0-9])[A-Za-z]/g;

const looksRandom = (word: string): boolean => {
  const changes = word.match(CHANGES)?.length ?? 0;
  return /\d/.test(word) && changes >= 4 && changes / word.length >= 0.3;
};
