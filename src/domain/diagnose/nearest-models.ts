import { editDistance } from '../words/edit-distance.ts';

/** Longer names than any in use are not measured. */
const LONGEST = 128;

const lastPart = (id: string): string => (id.split('/').filter(Boolean).at(-1) ?? id).toLowerCase();

/** 0: the same but for case, a leading slash or `:latest`; 1: the same last part; then by how many letters differ. */
const distance = (asked: string, id: string): number => {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^\/+/, '')
      .replace(/:latest$/, '');
  if (plain(asked) === plain(id)) return 0;
  if (lastPart(asked) === lastPart(id)) return 1;
  const [a, b] = [lastPart(asked), lastPart(id)];
  const isPart = b.includes(a) || a.includes(b);
  return 2 + (isPart ? 0 : 1) + editDistance(a.slice(0, LONGEST), b.slice(0, LONGEST));
};

/** The ids that a service lists, the likeliest to be meant by `asked` first. */
export const nearestModels = (asked: string, ids: readonly string[]): readonly string[] =>
  ids
    .map((id, index) => ({ id, index, away: distance(asked, id) }))
    .sort((a, b) => a.away - b.away || a.index - b.index)
    .map(({ id }) => id);

/** The same model to every service: Ollama takes a name without a tag as `:latest`. */
export const isSameModel = (asked: string, id: string): boolean => asked === id || `${asked}:latest` === id;

/** Near enough to be offered instead. */
export const isNearModel = (asked: string, id: string): boolean => distance(asked, id) <= 5;
