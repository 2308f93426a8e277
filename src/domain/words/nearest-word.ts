import { editDistance } from './edit-distance.ts';

/** Longer words are not typed, and comparing them takes time. */
const LONGEST = 100;

/**
 * The word that was meant by a misspelt one: `services` for `servces`. Upper and lower case, `-` and `_` make
 * no difference. One slip in three letters at most, and at least one; undefined where none is near, or two equally so.
 */
export const nearestWord = (typed: string, known: readonly string[]): string | undefined => {
  if (typed.length > LONGEST) return undefined;
  const plain = plainly(typed);
  const most = Math.max(1, Math.floor(plain.length / 3));
  let nearest: string | undefined;
  let least = most + 1;
  for (const word of known) {
    if (word === typed || Math.abs(word.length - typed.length) > least) continue;
    const distance = editDistance(plain, plainly(word));
    if (distance === least) nearest = undefined;
    if (distance >= least) continue;
    least = distance;
    nearest = word;
  }
  return nearest;
};

const plainly = (word: string): string => word.toLowerCase().replaceAll('_', '-');
