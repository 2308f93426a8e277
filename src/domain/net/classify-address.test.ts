import { describe, expect, it } from 'vitest';
import {
  isLinkLocal,
  isLoopback,
  isMulticast,
  isPrivate,
  isUnspecified,
  unmapIPv4,
} from './classify-address.ts';
import { formatAddress } from './format-address.ts';
import { parseAddress } from './parse-address.ts';

const CLASSES = { isLoopback, isUnspecified, isPrivate, isLinkLocal, isMulticast };

const classesOf = (text: string): readonly string[] => {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(text);
  return Object.entries(CLASSES).flatMap(([name, holds]) => (holds(address) ? [name] : []));
};

describe('the class of an address', () => {
  it.each([
    ['127.0.0.1', 'isLoopback'],
    ['127.255.255.255', 'isLoopback'],
    ['::1', 'isLoopback'],
    ['::ffff:127.0.0.1', 'isLoopback'],
    ['0.0.0.0', 'isUnspecified'],
    ['::', 'isUnspecified'],
    ['10.255.0.1', 'isPrivate'],
    ['172.16.0.0', 'isPrivate'],
    ['172.31.255.255', 'isPrivate'],
    ['192.168.3.84', 'isPrivate'],
    ['fc00::1', 'isPrivate'],
    ['fdff::1', 'isPrivate'],
    ['169.254.1.1', 'isLinkLocal'],
    ['fe80::1%eth0', 'isLinkLocal'],
    ['febf::1', 'isLinkLocal'],
    ['224.0.0.1', 'isMulticast'],
    ['239.255.255.255', 'isMulticast'],
    ['ff02::1', 'isMulticast'],
  ])('of %s: %s', (text, name) => {
    expect(classesOf(text)).toEqual([name]);
  });

  it.each([
    '126.255.255.255',
    '128.0.0.1',
    '0.0.0.1',
    '::2',
    '1::1',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.169.0.0',
    'fe00::1',
    'fec0::1',
    'fb00::1',
    '240.0.0.1',
    '2001:db8::1',
  ])('of %s: none', (text) => {
    expect(classesOf(text)).toEqual([]);
  });

  it.each([
    ['::ffff:10.0.0.2', '10.0.0.2'],
    ['::10.0.0.2', '::a00:2'],
    ['10.0.0.2', '10.0.0.2'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ])('%s unmapped is %s', (text, plain) => {
    const address = parseAddress(text);
    expect(address && formatAddress(unmapIPv4(address))).toBe(plain);
  });
});
