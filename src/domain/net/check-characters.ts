import { halfWidth } from './half-width.ts';
import type { Slip } from './slip.ts';

/** URLs longer than this are taken for something pasted by mistake. */
export const MAX_URL_LENGTH = 2048;

/** C0, DEL and C1, line and paragraph separators, zero-width characters and the bidirectional controls of UAX #9. */
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const BLANK = /\s/;

/** The first character that no URL can hold, whatever its structure; `undefined` where there is none. */
export const checkCharacters = (text: string): Slip | undefined => {
  if (text.trim() === '') return { kind: 'empty', at: 0 };
  if (text.length > MAX_URL_LENGTH) return { kind: 'too-long', at: MAX_URL_LENGTH };
  return checkControl(text) ?? checkBlank(text) ?? checkFullWidth(text);
};

const checkControl = (text: string): Slip | undefined => {
  const at = text.search(CONTROL);
  if (at === -1) return undefined;
  return { kind: 'control-character', at, candidate: text.replaceAll(new RegExp(CONTROL, 'g'), '') };
};

/** Blanks at the ends and in the authority are dropped; within a path it is not plain what was meant. */
const checkBlank = (text: string): Slip | undefined => {
  const at = text.search(BLANK);
  if (at === -1) return undefined;
  const trimmed = text.trim();
  const { length } = authorityPart(trimmed);
  const head = trimmed.slice(0, length).replaceAll(/\s/g, '');
  return { kind: 'blank', at, candidate: head + trimmed.slice(length) };
};

/** Full-width forms are a slip up to the path's start, and as slashes up to the query; further on they are content. */
const checkFullWidth = (text: string): Slip | undefined => {
  const plain = halfWidth(text);
  if (plain === text) return undefined;
  const structure = authorityPart(text).length;
  const query = plain.search(/[?#]/);
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === plain[at]) continue;
    const isSlash = plain[at] === '/' && (query === -1 || at < query);
    if (at <= structure || isSlash) return { kind: 'full-width', at, candidate: plain };
  }
  return undefined;
};

/** Everything before the path, query or fragment: `http://host:80`. */
const authorityPart = (text: string): string =>
  /^(?:[a-z][a-z0-9+.-]*[:;]?[/\\]{2,}|[a-z][a-z0-9+.-]*:[/\\]?)?[^/?#]*/i.exec(halfWidth(text))?.[0] ?? '';
