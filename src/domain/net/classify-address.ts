import type { Address } from './address.ts';

/**
 * The IPv4 address inside `::ffff:a.b.c.d`, which is what the kernel connects to (RFC 4291 section 2.5.5.2); any other
 * address as it is.
 */
export const unmapIPv4 = (address: Address): Address => {
  if (address.family === 4) return address;
  const [first, second, third, last] = address.words;
  return first === 0 && second === 0 && third === 0xffff ? { family: 4, words: [last] } : address;
};

/** The address's leading bits, after unmapping, are those of one of the blocks. */
const startsWith = (address: Address, v4: readonly Block[], v6: readonly Block[]): boolean => {
  const plain = unmapIPv4(address);
  const [word] = plain.words;
  return (plain.family === 4 ? v4 : v6).some(([bits, length]) => (word ^ bits) >>> (32 - length) === 0);
};

/** The first word of a block and how many of its bits count, 1 to 32. */
type Block = readonly [bits: number, length: number];

const isLow = (address: Address, last: number): boolean =>
  address.family === 6 && address.words.every((word, index) => word === (index === 3 ? last : 0));

/** 127.0.0.0/8 or ::1: it never leaves the network stack that it was asked in. */
export const isLoopback = (address: Address): boolean =>
  isLow(address, 1) || startsWith(address, [[0x7f000000, 8]], []);

/** 0.0.0.0 or ::. As a destination Linux takes it for this node. */
export const isUnspecified = (address: Address): boolean =>
  isLow(address, 0) || startsWith(address, [[0, 32]], []);

/** 10/8, 172.16/12, 192.168/16 (RFC 1918) or fc00::/7 (RFC 4193). */
export const isPrivate = (address: Address): boolean =>
  startsWith(
    address,
    [
      [0x0a000000, 8],
      [0xac100000, 12],
      [0xc0a80000, 16],
    ],
    [[0xfc000000, 7]],
  );

/** 169.254/16 (RFC 3927) or fe80::/10. */
export const isLinkLocal = (address: Address): boolean =>
  startsWith(address, [[0xa9fe0000, 16]], [[0xfe800000, 10]]);

/** 224.0.0.0/4 or ff00::/8. */
export const isMulticast = (address: Address): boolean =>
  startsWith(address, [[0xe0000000, 4]], [[0xff000000, 8]]);
