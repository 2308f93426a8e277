import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from './address.ts';
import { parseAddress } from './parse-address.ts';
import type { Prefix } from './prefix.ts';
import { containsAddress, formatPrefix, parsePrefix } from './prefix.ts';
import { anyAddress } from './testing/any-address.ts';

const holds = (block: string, text: string): boolean => {
  const prefix = parsePrefix(block);
  const address = parseAddress(text);
  if (prefix === undefined || address === undefined) throw new Error(`${block} ${text}`);
  return containsAddress(prefix, address);
};

const anyPrefix: fc.Arbitrary<Prefix> = anyAddress.chain((address) =>
  fc.integer({ min: 0, max: address.words.length * 32 }).map((length) => ({
    address: address.family === 6 ? { ...address, zone: '' } : address,
    length,
  })),
);

describe('a prefix', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.3/8', '10.9.9.9', true],
    ['0.0.0.0/0', '255.1.2.3', true],
    ['0.0.0.0/0', '::1', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.6', false],
    ['128.0.0.0/1', '255.0.0.0', true],
    ['128.0.0.0/1', '127.0.0.0', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['::1', '::1', true],
    ['::/0', 'ffff::', true],
  ])('%s holds %s: %s', (block, address, expected) => {
    expect(holds(block, address)).toBe(expected);
  });

  it.each([
    'default',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '::/129',
    '10/8',
    'fe80::%eth0/64',
  ])('refuses %s', (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyPrefix, (prefix) => {
        expect(parsePrefix(formatPrefix(prefix))).toEqual(prefix);
      }),
    );
  });

  it('holds no less when it is made shorter, and always its own address', () => {
    fc.assert(
      fc.property(anyPrefix, anyAddress, fc.nat(128), (prefix, address, cut) => {
        const shorter = { ...prefix, length: Math.max(0, prefix.length - cut) };
        expect(containsAddress(prefix, prefix.address)).toBe(true);
        if (containsAddress(prefix, address)) expect(containsAddress(shorter, address)).toBe(true);
      }),
    );
  });

  it('splits into two halves of which exactly one holds an address of it', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat(127), (address, bits) => {
        const length = bits % (address.words.length * 32);
        const words = [...address.words];
        const index = Math.floor(length / 32);
        words[index] = ((words[index] ?? 0) ^ (1 << (31 - (length % 32)))) >>> 0;
        const sibling = { ...address, words } as unknown as Address;
        expect(containsAddress({ address, length }, sibling)).toBe(true);
        expect(containsAddress({ address, length: length + 1 }, sibling)).toBe(false);
      }),
    );
  });
});
