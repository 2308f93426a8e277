import { inspect } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** What is drawn on: how wide, and whether colour is wanted. */
export interface Screen {
  readonly columns: number;
  readonly hasColor: boolean;
}

export type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

// Not styleText: it looks at standard output itself, and the screen has already decided.
export const styled = (screen: Screen, style: Style, text: string): string => {
  const [on, off] = inspect.colors[style] ?? [0, 0];
  return screen.hasColor ? `\u001b[${on}m${text}\u001b[${off}m` : text;
};

/** Latin, punctuation and symbols, Chinese, full-width forms: no combining mark is in these. To compile \p{Mark} takes milliseconds. */
const WITHOUT_MARKS = /[\0-\u02ff\u2000-\u20cf\u2100-\u2bff\u3000-\u3029\u30a0-\u9fff\uff00-\uffef]/;

const widthOfCharacter = (character: string): number =>
  !WITHOUT_MARKS.test(character) && /\p{Mark}/u.test(character)
    ? 0
    : eastAsianWidth(character.codePointAt(0) ?? 0);

/** Columns that a text takes on a terminal. The text holds no control characters. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
};

export const padTo = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** At most this wide, with an ellipsis where something is left out. */
export const cutTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};

/** Chinese breaks between any two characters, but no line begins with one of these or ends with an opening one. */
const NEVER_FIRST = /^[，。：；、！？）】》”’)\],.:;!?]/;
const OPENING = /[（【《“‘([]$/;
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Pieces that may stand at the end of a line: words with the blank after them, and single Chinese characters. */
const pieces = (text: string): readonly string[] => {
  const found: string[] = [];
  let current = '';
  const flush = (): void => {
    if (current !== '') found.push(current);
    current = '';
  };
  for (const character of text) {
    const last = current.at(-1) ?? '';
    const canBreak = last === ' ' ? character !== ' ' : CJK.test(character) || CJK.test(last);
    if (canBreak && !NEVER_FIRST.test(character) && !OPENING.test(current)) flush();
    current += character;
  }
  flush();
  return found;
};

/** Breaks a text into lines of at most `width` columns; a piece that is longer by itself stays whole, so that it can be copied. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && widthOf(line) + widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  lines.push(line.trimEnd());
  return lines;
};

/** A text under a label: `Shown by   first line`, later lines indented to the same column. */
export const labelled = (
  label: string,
  text: string,
  indent: number,
  labelWidth: number,
  columns: number,
): readonly string[] => {
  const left = indent + labelWidth;
  return wrap(text, Math.max(20, columns - left)).map(
    (line, index) => ' '.repeat(indent) + padTo(index === 0 ? label : '', labelWidth) + line,
  );
};

/** A headline with its mark; later lines stand under the first word. */
export const titleLines = (mark: string, title: string, columns: number): readonly string[] =>
  wrap(title, columns - 2).map((line, index) => `${index === 0 ? mark : ' '} ${line}`);
