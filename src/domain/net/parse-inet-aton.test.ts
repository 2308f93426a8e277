import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInetAton } from './parse-inet-aton.ts';

describe('what inet_aton(3) lets through', () => {
  it.each([
    ['127.0.0.1', 0x7f000001],
    ['127.1', 0x7f000001],
    ['127.0.1', 0x7f000001],
    ['127.65535', 0x7f00ffff],
    ['10.1.65535', 0x0a01ffff],
    ['2130706433', 0x7f000001],
    ['0x7f000001', 0x7f000001],
    ['0X7F.1', 0x7f000001],
    ['017700000001', 0x7f000001],
    ['0177.0.0.01', 0x7f000001],
    ['4294967295', 0xffffffff],
    ['0', 0],
    ['0.0', 0],
    ['000', 0],
  ])('%s', (text, word) => {
    expect(parseInetAton(text)).toEqual({ family: 4, words: [word] });
  });

  it.each([
    '',
    '.',
    '1.',
    '.1',
    '1..2',
    '4294967296',
    '256.1',
    '1.16777216',
    '1.2.65536',
    '1.2.3.256',
    '1.2.3.4.5',
    '08',
    '0x',
    '0xg',
    '1 ',
    '-1',
    '+1',
    '1e3',
    '٣',
    'localhost',
  ])('not %j', (text) => {
    expect(parseInetAton(text)).toBeUndefined();
  });

  it('agrees with the URL Standard on every number that both take', () => {
    const spelling = fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(8, 10, 16));
    const digits = { 8: '0', 10: '', 16: '0x' } as const;
    fc.assert(
      fc.property(spelling, ([word, base]) => {
        const text = `${digits[base as 8 | 10 | 16]}${word.toString(base)}`;
        const { hostname } = new URL(`http://${text}/`);
        expect(parseInetAton(text)).toEqual(parseInetAton(hostname));
      }),
    );
  });
});
