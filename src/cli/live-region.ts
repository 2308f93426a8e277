import { stripVTControlCharacters } from 'node:util';
import { widthOf } from './screen.ts';

/** Lines at the end of a terminal that are drawn again and again in the same place. */
export interface LiveRegion {
  /** Draws now, and again by itself when the window changes its size. */
  readonly draw: (render: () => string) => void;
  /** Leaves what was drawn last where it is. What is written after it stands below. */
  readonly leave: () => void;
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The part of a terminal's stream that this needs. */
export interface Window extends Size {
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

/** Rows that a line takes in a window of this width, which may have changed since. */
const heightOf = (line: string, { columns }: Size): number =>
  Math.max(1, Math.ceil(widthOf(stripVTControlCharacters(line)) / columns));

/**
 * What to send so that `next` stands where `previous` did, the cursor at the start of the line below (ECMA-48: CUU, EL, ED). Every line is
 * written over and then cleared behind its end, so nothing flickers. What is higher than the window is cut: nobody can move up out of it.
 */
export const redraw = (previous: string | undefined, next: string, size: Size): string => {
  const up =
    previous === undefined || previous === ''
      ? 0
      : linesOf(previous).reduce((sum, line) => sum + heightOf(line, size), 0);
  const rows = Math.min(up, size.rows - 1);
  return `\r${rows === 0 ? '' : `\u001b[${rows}A`}${fitting(next, size)
    .map((line) => `${line}\u001b[K\n`)
    .join('')}\u001b[J`;
};

const fitting = (text: string, size: Size): readonly string[] => {
  const kept: string[] = [];
  let rows = 0;
  for (const line of linesOf(text)) {
    rows += heightOf(line, size);
    if (rows > size.rows - 1) break;
    kept.push(line);
  }
  return kept;
};

/** `write` sends to the terminal as it is; `clean` takes out of a text what it would obey. */
export const createLiveRegion = (
  window: Window,
  write: (text: string) => void,
  clean: (text: string) => string,
): LiveRegion => {
  let render: (() => string) | undefined;
  let drawn: string | undefined;
  const paint = (): void => {
    if (render === undefined) return;
    const next = clean(render());
    // A terminal that does not know its size says 0.
    const size = { columns: window.columns || 80, rows: window.rows || 24 };
    write(redraw(drawn, next, size));
    drawn = fitting(next, size).join('\n');
  };
  window.on('resize', paint);
  return {
    draw: (how) => {
      render = how;
      paint();
    },
    leave: () => {
      window.off('resize', paint);
      render = undefined;
      // Ctrl-C leaves its `^C` on the line below.
      write('\r\u001b[K');
    },
  };
};
