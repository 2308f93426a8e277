import { nearestWord } from '../words/nearest-word.ts';

/** A word that stands for nothing: what could stand there, and what was probably meant. */
export interface UnknownWord {
  readonly text: string;
  /** The first twelve. */
  readonly known: readonly string[];
  /** How many there are beside these. */
  readonly more: number;
  readonly meant?: string;
}

const MOST_NAMED = 12;
/** Every one is compared letter by letter. */
const MOST_COMPARED = 1_000;

export const unknownWord = (text: string, known: readonly string[]): UnknownWord => {
  const word = { text, known: known.slice(0, MOST_NAMED), more: Math.max(0, known.length - MOST_NAMED) };
  const meant = nearestWord(text, known.slice(0, MOST_COMPARED));
  return meant === undefined ? word : { ...word, meant };
};
