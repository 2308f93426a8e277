import type { Address } from './address.ts';

/** Same family, same bits, same zone. `::ffff:1.2.3.4` and `1.2.3.4` are two addresses; unmap first where they should be one. */
export const equalAddress = (a: Address, b: Address): boolean => compareAddress(a, b) === 0;

/** A total order for sorting: IPv4 before IPv6, then by number, then by zone. */
export const compareAddress = (a: Address, b: Address): number => {
  if (a.family !== b.family) return a.family - b.family;
  for (const [index, word] of a.words.entries()) {
    const difference = word - (b.words[index] ?? 0);
    if (difference !== 0) return difference;
  }
  const [zoneA, zoneB] = [zoneOf(a), zoneOf(b)];
  return zoneA === zoneB ? 0 : zoneA < zoneB ? -1 : 1;
};

const zoneOf = (address: Address): string => (address.family === 6 ? address.zone : '');
