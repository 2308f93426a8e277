import { stripVTControlCharacters } from 'node:util';

/** C0 and C1 but tab and newline, DEL, line and paragraph separators, the byte order mark, and everything that turns the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The text without what could move the cursor, colour the screen or show characters in another order than they stand:
 * terminal escape sequences, control characters, bidirectional controls (Unicode TR 9, TR 36). Tabs and newlines stay.
 */
export const stripControl = (text: string): string => stripVTControlCharacters(text).replace(UNSAFE, '');

/** The same on one line, at most `length` UTF-16 units of it: for a detail in a fact. */
export const oneLine = (text: string, length = 200): string =>
  stripControl(text.slice(0, length * 4))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length);
