import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from './address.ts';
import { equalAddress } from './compare-address.ts';
import { formatAddress, formatHostPort } from './format-address.ts';
import { parseAddress } from './parse-address.ts';
import { anyAddress } from './testing/any-address.ts';

const v6 = (words: readonly [number, number, number, number], zone = ''): Address => ({
  family: 6,
  words,
  zone,
});

describe('an address in its strict text', () => {
  it.each<[string, Address]>([
    ['127.0.0.1', { family: 4, words: [0x7f000001] }],
    ['255.255.255.255', { family: 4, words: [0xffffffff] }],
    ['::', v6([0, 0, 0, 0])],
    ['::1', v6([0, 0, 0, 1])],
    ['1::', v6([0x10000, 0, 0, 0])],
    ['2001:DB8::8:800:200C:417A', v6([0x20010db8, 0, 0x00080800, 0x200c417a])],
    ['1:2:3:4:5:6:7:8', v6([0x10002, 0x30004, 0x50006, 0x70008])],
    ['::ffff:1.2.3.4', v6([0, 0, 0xffff, 0x01020304])],
    ['64:ff9b::192.0.2.33', v6([0x0064ff9b, 0, 0, 0xc0000221])],
    ['fe80::1%eth0', v6([0xfe800000, 0, 0, 1], 'eth0')],
    ['fe80::1%br-0a.1', v6([0xfe800000, 0, 0, 1], 'br-0a.1')],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it.each([
    ['', 'nothing'],
    ['127.1', 'a short form'],
    ['127.0.0.01', 'a leading zero'],
    ['1.2.3.256', 'an octet over 255'],
    ['1.2.3.4.5', 'five octets'],
    ['1.2.3.4 ', 'a blank'],
    ['0x7f.0.0.1', 'hexadecimal'],
    ['[::1]', 'brackets'],
    [':::', 'three colons'],
    ['1::2::3', 'two gaps'],
    ['1:2:3:4:5:6:7', 'seven groups'],
    ['1:2:3:4:5:6:7:8::', 'a gap of nothing'],
    ['::12345', 'five digits'],
    ['::1.2.3.4:5', 'dotted before the end'],
    ['1.2.3.4::', 'dotted before the gap'],
    ['::1%', 'an empty zone'],
    ['::1%a b', 'a blank in the zone'],
    ['1.2.3.4%eth0', 'a zone on IPv4'],
    [':1', 'one leading colon'],
  ])('refuses %j: %s', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe('the canonical text', () => {
  it.each([
    ['2001:0db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:1:0:0:0:0:0', '0:0:1::'],
    ['::FFFF:7F00:1', '::ffff:127.0.0.1'],
    ['FE80::A%eth0', 'fe80::a%eth0'],
  ])('of %s is %s', (text, canonical) => {
    const address = parseAddress(text);
    expect(address && formatAddress(address)).toBe(canonical);
  });

  it('puts brackets around IPv6 before a port', () => {
    expect(formatHostPort({ family: 4, words: [0x7f000001] }, 8000)).toBe('127.0.0.1:8000');
    expect(formatHostPort(v6([0, 0, 0, 1]), 8000)).toBe('[::1]:8000');
  });

  it('reads back as the same address', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const read = parseAddress(formatAddress(address));
        expect(read && equalAddress(read, address)).toBe(true);
      }),
    );
  });

  it('is the one that the URL Standard writes', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        if (address.family === 4 || address.zone !== '') return;
        const { hostname } = new URL(`http://[${formatAddress(address)}]/`);
        expect(parseAddress(hostname.slice(1, -1))).toEqual(address);
      }),
    );
  });
});
