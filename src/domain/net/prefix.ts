import type { Address } from './address.ts';
import { formatAddress } from './format-address.ts';
import { parseAddress } from './parse-address.ts';

/** A block of addresses. Bits of `address` past `length` are kept as they were written and count for nothing. */
export interface Prefix {
  readonly address: Address;
  readonly length: number;
}

const bitsOf = (address: Address): number => address.words.length * 32;

/** `10.0.0.0/8`, `fd00::/8`; a bare address is the block of it alone, as ip-route(8) prints it. No zone, no `default`. */
export const parsePrefix = (text: string): Prefix | undefined => {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined || (address.family === 6 && address.zone !== '')) return undefined;
  if (slash === -1) return { address, length: bitsOf(address) };
  const digits = text.slice(slash + 1);
  const length = Number(digits);
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && length <= bitsOf(address) ? { address, length } : undefined;
};

/** Always with its length: `10.0.0.1/32`. */
export const formatPrefix = (prefix: Prefix): string => `${formatAddress(prefix.address)}/${prefix.length}`;

/** Whether the block holds the address. Families never mix, and a zone is not looked at. */
export const containsAddress = (prefix: Prefix, address: Address): boolean => {
  if (prefix.address.family !== address.family) return false;
  let bitsLeft = prefix.length;
  for (const [index, word] of prefix.address.words.entries()) {
    if (bitsLeft <= 0) return true;
    const mask = bitsLeft >= 32 ? -1 : -1 << (32 - bitsLeft);
    if (((word ^ (address.words[index] ?? 0)) & mask) !== 0) return false;
    bitsLeft -= 32;
  }
  return true;
};
