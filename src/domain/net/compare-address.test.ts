import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from './address.ts';
import { compareAddress, equalAddress } from './compare-address.ts';
import { formatAddress } from './format-address.ts';
import { parseAddress } from './parse-address.ts';
import { anyAddress } from './testing/any-address.ts';

const address = (text: string): Address => {
  const read = parseAddress(text);
  if (read === undefined) throw new Error(text);
  return read;
};

describe('the order of addresses', () => {
  it('is IPv4 first, then by number and not by text, then by zone', () => {
    const texts = ['fe80::1%eth1', '::1', '10.0.0.1', '9.0.0.1', 'fe80::1%eth0', '255.0.0.0', 'fe80::1'];
    const sorted = texts.map(address).sort(compareAddress).map(formatAddress);
    expect(sorted).toEqual([
      '9.0.0.1',
      '10.0.0.1',
      '255.0.0.0',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fe80::1%eth1',
    ]);
  });

  it('is antisymmetric, and zero exactly for equal texts', () => {
    fc.assert(
      fc.property(anyAddress, anyAddress, (a, b) => {
        expect(Math.sign(compareAddress(a, b))).toBe(0 - Math.sign(compareAddress(b, a)));
        expect(equalAddress(a, b)).toBe(formatAddress(a) === formatAddress(b));
      }),
    );
  });

  it('keeps an address and its mapped form apart', () => {
    expect(equalAddress(address('1.2.3.4'), address('::ffff:1.2.3.4'))).toBe(false);
  });
});
