import { stripControl } from '../exec/strip-control.ts';
import { percentDecode } from './percent-decode.ts';

/** Values that stand where a key must, and are none. Hidden where they stand, but not looked for elsewhere. */
const PLACEHOLDER_VALUES = new Set(['empty', 'none', 'null', 'true', 'false', 'dummy', 'test']);

/**
 * Regular expressions that find a secret in what a peer or program echoes: as it is, percent-encoded or decoded, escaped for HTML or
 * JSON. A short one only as a word of its own, and one of fewer than four characters not at all: `1` is everywhere.
 */
export const echoPatterns = (secret: string): readonly string[] => {
  const decoded = percentDecode(secret);
  const forms = decoded === secret ? [secret] : [secret, decoded];
  return forms.flatMap(piecesOf).flatMap((form) => {
    const visible = stripControl(form).trim();
    if (visible.length < 4 || PLACEHOLDER_VALUES.has(visible.toLowerCase())) return [];
    const pattern = (form.trim().match(/\s+|./gsu) ?? []).map(anyEscape).join('');
    return [visible.length < 8 ? `(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])` : pattern];
  });
};

/** A regular expression of many thousand characters overflows the matcher's stack: a long secret is looked for in pieces. */
const PIECE = 1024;

const piecesOf = (form: string): readonly string[] =>
  form.length <= PIECE
    ? [form]
    : Array.from({ length: Math.ceil(form.length / PIECE) }, (_, index) =>
        form.slice(Math.min(index * PIECE, form.length - PIECE)).slice(0, PIECE),
      );

/** The same for a user with a password as they travel in `Basic` credentials: UTF-8 (RFC 7617) or Latin-1 (requests). */
export const basicPatterns = (user: string, password: string): readonly string[] => {
  const pairs = new Set([`${user}:${password}`, `${percentDecode(user)}:${percentDecode(password)}`]);
  const encoded = [...pairs].flatMap((pair) => [
    Buffer.from(pair, 'utf8').toString('base64'),
    Buffer.from(pair, 'latin1').toString('base64'),
  ]);
  return [...new Set(encoded.flatMap(piecesOf))].map((base64) =>
    [...base64.replace(/=+$/, '')].map((c) => (c === '+' ? '[+-]' : c === '/' ? '[/_]' : c)).join(''),
  );
};

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;|&#34;|&#x22;',
  "'": '&#39;|&#x27;|&apos;',
};

/** Blanks as a page or a form may write them: several as one, or as plus signs. */
const BLANKS = '(?:\\s|%20|%09|\\+|&nbsp;|\\\\[tnru])+';

/** JSON within JSON within JSON puts backslashes before backslashes; a header may hold all that percent-encoded. */
const ESCAPED = /["'\\/]/;
const ESCAPES = '(?:\\\\|%5[cC]){0,7}';

/** A run of blanks, or one character in every way that it may be written. Letters and digits are never escaped. */
const anyEscape = (piece: string): string => {
  if (/^[A-Za-z0-9]$/.test(piece)) return piece;
  if (/^\s+$/.test(piece)) return BLANKS;
  const utf8 = Buffer.from(piece, 'utf8');
  const json = JSON.stringify(piece).slice(1, -1);
  const point = piece.codePointAt(0) ?? 0;
  const forms = [
    literal(piece),
    percent(utf8),
    ...(HTML[piece] === undefined ? [] : [HTML[piece]]),
    ...(json === piece ? [] : [literal(json)]),
    jsonUnits(piece),
    `&#0*${point};`,
    `&#[xX]0*${anyCase(point.toString(16))};`,
    ...(utf8.length > 1 ? asLatin1(piece, utf8) : []),
  ];
  // What a screen would obey is gone from a text before secrets are looked for.
  const escapes = ESCAPED.test(piece) ? ESCAPES : '';
  return `${escapes}(?:${forms.join('|')})${stripControl(piece) === '' ? '?' : ''}`;
};

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const percent = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`).join('');
const jsonUnits = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, index) => `\\\\u${anyCase(text.charCodeAt(index).toString(16).padStart(4, '0'))}`,
  ).join('');

/** A character beyond ASCII where one side writes or reads Latin-1: `é` as one byte, or as `Ã©`. */
const asLatin1 = (piece: string, utf8: Buffer): readonly string[] => {
  const misread = stripControl(utf8.toString('latin1'));
  const byte =
    piece.length === 1 && piece <= '\u00ff' ? [percent(Buffer.from(piece, 'latin1')), '\ufffd'] : [];
  return [...(misread === '' ? [] : [literal(misread)]), ...byte];
};

const anyCase = (digits: string): string => [...digits].map(eitherCase).join('');

const eitherCase = (digit: string): string =>
  /[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit;
