import type { Address } from './address.ts';
import { unmapIPv4 } from './classify-address.ts';

/** The one canonical text of an address (RFC 5952), with its zone: `127.0.0.1`, `2001:db8::1`, `::ffff:1.2.3.4`, `fe80::1%eth0`. */
export const formatAddress = (address: Address): string => {
  if (address.family === 4) return formatOctets(address.words[0]);
  const zone = address.zone === '' ? '' : `%${address.zone}`;
  const mapped = unmapIPv4(address);
  if (mapped.family === 4) return `::ffff:${formatOctets(mapped.words[0])}${zone}`;
  const groups = address.words.flatMap((word) => [Math.floor(word / 0x10000), word % 0x10000]);
  return formatGroups(groups) + zone;
};

/** An address with a port as URLs and sockets write it: `127.0.0.1:8000`, `[::1]:8000`. */
export const formatHostPort = (address: Address, port: number): string =>
  address.family === 4 ? `${formatAddress(address)}:${port}` : `[${formatAddress(address)}]:${port}`;

const formatOctets = (word: number): string =>
  [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255].join('.');

const formatGroups = (groups: readonly number[]): string => {
  const hex = groups.map((group) => group.toString(16));
  const gap = longestZeroRun(groups);
  if (gap.length < 2) return hex.join(':');
  return `${hex.slice(0, gap.start).join(':')}::${hex.slice(gap.start + gap.length).join(':')}`;
};

/** The first of the longest runs of zero groups (RFC 5952 section 4.2.3). */
const longestZeroRun = (groups: readonly number[]): { start: number; length: number } => {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
};
