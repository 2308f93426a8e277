import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, stripControl } from './strip-control.ts';

describe('stripControl', () => {
  it.each([
    ['a colour', 'a\u001b[31mred\u001b[0m', 'ared'],
    ['a window title', '\u001b]0;owned\u0007b', 'b'],
    ['an eight-bit escape', '\u009b31mred', 'red'],
    ['a bell, a backspace, a carriage return', 'a\u0007b\bc\rd', 'abcd'],
    ['text turned around', 'user\u202etxt.exe\u2066', 'usertxt.exe'],
  ])('takes out %s', (_, text, stripped) => expect(stripControl(text)).toBe(stripped));

  it('keeps tabs, newlines and every script', () => {
    expect(stripControl('通途\tالسلام\nü 👍🏽')).toBe('通途\tالسلام\nü 👍🏽');
  });

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const dangerous = ['\u001b', '\u009b', '\u202e', '\r'];
        expect(dangerous.some((character) => stripControl(text).includes(character))).toBe(false);
      }),
    );
  });
});

describe('oneLine', () => {
  it('makes one bounded line', () => {
    expect(oneLine('  Error:\n\tno  such\u001b[1m thing ')).toBe('Error: no such thing');
    expect(oneLine('x'.repeat(1000))).toHaveLength(200);
  });
});
