import fc from 'fast-check';
import type { Address } from '../address.ts';

/** Zero and all ones often, so that gaps, mapped addresses and block edges are met. */
const word = fc.oneof(
  fc.constantFrom(0, 1, 0xffff, 0xffffffff, 0x7f000001, 0xfe800000),
  fc.integer({ min: 0, max: 0xffffffff }),
);

/** Any address of either family. */
export const anyAddress: fc.Arbitrary<Address> = fc.oneof(
  word.map((only): Address => ({ family: 4, words: [only] })),
  fc
    .tuple(word, word, word, word, fc.constantFrom('', '', 'eth0', 'br-1a2b'))
    .map(([a, b, c, d, zone]): Address => ({ family: 6, words: [a, b, c, d], zone })),
);
