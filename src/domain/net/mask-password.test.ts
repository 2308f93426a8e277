import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPassword } from './mask-password.ts';

describe('a password in a URL-like text', () => {
  it.each([
    ['http://me:hunter2@host:3128/', 'http://me:***@host:3128/'],
    ['me:hunter2@host:3128', 'me:***@host:3128'],
    ['http:/me:hunter2@host', 'http:/me:***@host'],
    ['http：／／me：hunter2＠host', 'http：／／me：***＠host'],
    ['http://me:hun%40ter2@host', 'http://me:***@host'],
    ['http://me:***1***@host', 'http://me:***1***@host'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskPassword(text)).toBe(shown);
  });

  it.each([
    ['http://me:hun/ter2@host', 'http://me:***/***@host'],
    ['http://me:hun#ter2@host', 'http://me:***#***@host'],
    ['http://me:hun@ter2@host', 'http://me:***@***@host'],
    ['http://me:100%ter2@host', 'http://me:***%***@host'],
    ['http://me:***1***/***2***@host', 'http://me:***1***/***2***@host'],
  ])('%s keeps what breaks it: %s', (text, shown) => {
    expect(maskPassword(text)).toBe(shown);
  });

  it.each([
    'http://me@host',
    'http://me:@host',
    'http://host:8000/npm/@scope:a',
    'http://[::1]:8000/@scope',
    'none',
    '',
    'a@b',
  ])('is not seen in %j', (text) => {
    expect(maskPassword(text)).toBe(text);
  });

  it('is masked once and for all', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (start, end) => {
        const shown = maskPassword(`${start}me:p@ss${end}`);
        expect(maskPassword(shown)).toBe(shown);
      }),
    );
  });
});
