import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLiveRegion, redraw } from './live-region.ts';
import { widthOf } from './screen.ts';

/** A terminal that does what the few sequences say, and nothing else. */
const terminal = (columns: number, rows: number) => {
  const lines: string[][] = [[]];
  let [row, column] = [0, 0];
  const line = (): string[] => {
    while (lines.length <= row) lines.push([]);
    return lines[row] ?? [];
  };
  const put = (character: string): void => {
    const width = widthOf(character);
    if (column + width > columns) [row, column] = [row + 1, 0];
    const cells = line();
    while (cells.length < column) cells.push(' ');
    cells.splice(column, width, character, ...Array.from({ length: width - 1 }, () => ''));
    column += width;
  };
  const write = (text: string): void => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is a terminal
    for (const [token, up] of text.matchAll(/\u001b\[(\d*)A|\u001b\[K|\u001b\[J|\u001b\[\d+m|[\s\S]/gu)) {
      if (up !== undefined) row -= Math.min(Number(up), row, rows - 1);
      else if (token === '\u001b[K') line().splice(column);
      else if (token === '\u001b[J') {
        line().splice(column);
        lines.splice(row + 1);
      } else if (token === '\r') column = 0;
      else if (token === '\n') [row, column] = [row + 1, 0];
      else if (!token.startsWith('\u001b')) put(token);
      line();
    }
  };
  return { write, shown: () => lines.map((cells) => cells.join('').trimEnd()).join('\n') };
};

const SIZE = { columns: 20, rows: 10 };

describe('drawing in place', () => {
  it.each([
    ['one\ntwo\n', 'three\nfour\n'],
    ['a long first line\nb\nc\n', 'x\n'],
    ['x\n', 'a\nb\nc\nd\n'],
    ['正常的一行\n第二行\n', '短\n'],
    ['\u001b[31mred\u001b[39m\nplain\n', 'plain\n\u001b[31mred\u001b[39m\n'],
  ])('leaves nothing of what was there: %j, %j', (first, second) => {
    const screen = terminal(SIZE.columns, SIZE.rows);
    screen.write(`before\n${redraw(undefined, first, SIZE)}${redraw(first, second, SIZE)}`);
    const fresh = terminal(SIZE.columns, SIZE.rows);
    fresh.write(`before\n${second.replaceAll('\n', '\r\n')}`);
    expect(screen.shown()).toBe(fresh.shown());
  });

  it('finds its beginning again in a window that has become narrower', () => {
    const narrow = { columns: 10, rows: 10 };
    const before = 'sixteen columns!\nshort\n';
    const screen = terminal(narrow.columns, narrow.rows);
    // As a terminal shows it after it has broken the long line in two.
    screen.write('before\n\rsixteen co\nlumns!\nshort\n');
    screen.write(redraw(before, 'new\n', narrow));
    expect(screen.shown()).toBe('before\nnew\n');
  });

  it('is cut where it is higher than the window', () => {
    const low = { columns: 20, rows: 3 };
    const screen = terminal(low.columns, low.rows);
    screen.write(redraw(undefined, 'a\nb\nc\nd\n', low));
    expect(screen.shown()).toBe('a\nb\n');
  });

  it('writes over before it clears, so that nothing flickers', () => {
    expect(redraw('a\nb\n', 'c\nd\n', SIZE)).toBe('\r\u001b[2Ac\u001b[K\nd\u001b[K\n\u001b[J');
  });
});

describe('a live region', () => {
  const open = (columns: number, rows: number) => {
    const window = Object.assign(new EventEmitter(), { columns, rows });
    const screen = terminal(80, 24);
    const region = createLiveRegion(window, screen.write, (text) => text.replaceAll('\u0007', ''));
    return { window, screen, region };
  };

  it('draws again when the window changes its size', () => {
    const { window, screen, region } = open(80, 24);
    region.draw(() => `${window.columns} columns\n`);
    window.columns = 60;
    window.emit('resize');
    expect(screen.shown()).toBe('60 columns\n');
  });

  it('leaves the last drawing, takes ^C away, and draws no more', () => {
    const { window, screen, region } = open(80, 24);
    region.draw(() => 'last\n');
    screen.write('^C');
    region.leave();
    window.emit('resize');
    screen.write('summary\n');
    expect(screen.shown()).toBe('last\nsummary\n');
    expect(window.listenerCount('resize')).toBe(0);
  });

  it('passes nothing on that a terminal obeys', () => {
    const { screen, region } = open(80, 24);
    region.draw(() => 'ding\u0007\n');
    expect(screen.shown()).toBe('ding\n');
  });

  it('takes a terminal of unknown size for the usual one', () => {
    const { screen, region } = open(0, 0);
    region.draw(() => 'a\nb\n');
    region.draw(() => 'c\n');
    expect(screen.shown()).toBe('c\n');
  });
});
