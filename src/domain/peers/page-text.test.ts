import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPage, pageText } from './page-text.ts';

describe('pageText', () => {
  it('leaves out styles, scripts and comments, and joins blanks', () => {
    const html =
      '<html>\n<STYLE type="x"><!-- a{} --></style >\n<p>said</p> <!-- c --><script>if (a</b) </script>end\n</html>';
    expect(pageText(html)).toBe('<html> <p>said</p> end </html>');
  });

  it('ends where something is never closed', () => {
    expect(pageText('<p>a</p><style>b')).toBe('<p>a</p>');
    expect(pageText('<p>a</p><!-- b')).toBe('<p>a</p>');
  });

  it('takes what only begins like a style for text', () => {
    expect(pageText('<styled>x</styled>')).toBe('<styled>x</styled>');
  });

  it('never invents text, and does nothing twice', () => {
    const piece = fc.constantFrom('<style>', '</style>', '<script', '>', '<!--', '-->', 'x', ' ', '\n');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const once = pageText(pieces.join(''));
        expect(once.length).toBeLessThanOrEqual(pieces.join('').length);
        expect(once).not.toMatch(/\s\s/);
      }),
    );
  });
});

describe('isPage', () => {
  it.each(['<!DOCTYPE html>', ' <html>', '<?xml version="1.0"?>', '<HTML lang=zh>'])('%s is one', (body) => {
    expect(isPage(body)).toBe(true);
  });

  it.each(['{"a":"<html>"}', 'text', ''])('%j is none', (body) => {
    expect(isPage(body)).toBe(false);
  });
});
