import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf, wrap } from './screen.ts';

describe('wrap', () => {
  it('breaks English between words', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('breaks Chinese between characters, and never before a closing mark', () => {
    expect(wrap('代理自己那台机器，就是这样。', 16)).toEqual(['代理自己那台机', '器，就是这样。']);
  });

  it('keeps a word whole that is wider than the line, so that it can be copied', () => {
    expect(wrap('see http://127.0.0.1:8000/v1/models now', 10)).toEqual([
      'see',
      'http://127.0.0.1:8000/v1/models',
      'now',
    ]);
  });

  it('loses no character but blanks at the ends of lines', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '代', '，', '（') }),
        fc.integer({ min: 2, max: 30 }),
        (text, width) => {
          expect(wrap(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });
});

describe('width', () => {
  it('is none for every combining mark there is', () => {
    const marks = Array.from({ length: 0x11_0000 }, (_, code) => String.fromCodePoint(code)).filter(
      (character) => /\p{Mark}/u.test(character),
    );
    expect(marks.length).toBeGreaterThan(2_000);
    expect(marks.filter((mark) => widthOf(mark) !== 0)).toEqual([]);
  });

  it('counts Chinese as two columns and combining marks as none', () => {
    expect(widthOf('代理a')).toBe(5);
    expect(widthOf('e\u0301')).toBe(1);
  });
});
