import type { Address } from '../net/address.ts';

/** All addresses of one family, then all of the other; each family in the order given. */
export const byFamily = (
  addresses: readonly Address[],
  first: Address['family'] | undefined,
): readonly Address[] => [
  ...addresses.filter((address) => address.family === first),
  ...addresses.filter((address) => address.family !== first),
];

/** The families take turns, `first` begins; when one is used up the rest of the other follows (RFC 8305 section 4). */
export const interleaved = (
  addresses: readonly Address[],
  first: Address['family'] | undefined,
): readonly Address[] => {
  const one = addresses.filter((address) => address.family === first);
  const other = addresses.filter((address) => address.family !== first);
  const turns = Math.max(one.length, other.length);
  return Array.from({ length: turns }, (_, turn) => [one[turn], other[turn]])
    .flat()
    .filter((address) => address !== undefined);
};
