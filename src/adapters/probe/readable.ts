import { isPage, pageText } from '../../domain/peers/page-text.ts';
import type { ResponseHead } from '../../domain/peers/response-head.ts';
import { stripControl } from '../exec/strip-control.ts';

/** Longest texts of an observation, in UTF-16 units. */
export const LONGEST = { header: 512, body: 2048, firstBytes: 64, model: 200, detail: 200 } as const;

/**
 * Texts are cut to this much more than is kept, and to the final length only after secrets are replaced: half a password at the end
 * would not be recognised. As long as the longest piece by which a secret is looked for.
 */
export const MARGIN = 1024;

const MAX_HEADERS = 64;
/** Enough for a page's text behind its style sheets. */
const TEXT_BYTES = 64 * 1024;

/** A text from a peer on one line, without anything that a terminal would obey. */
export const cleanLine = (text: string, longest: number): string =>
  stripControl(text.slice(0, (longest + MARGIN) * 4))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest + MARGIN);

export const cleanHeaders = (headers: ResponseHead['headers']): ResponseHead['headers'] =>
  headers
    .slice(0, MAX_HEADERS)
    .map(([name, value]) => [name.slice(0, LONGEST.header), cleanLine(value, LONGEST.header)]);

/** What a body says, as far as it is text: a page without its style sheets, anything else with its lines. Empty for what is none. */
export const bodyText = (head: ResponseHead, body: Buffer): string => {
  const header = (name: string): string =>
    head.headers.find(([key]) => key === name)?.[1].toLowerCase() ?? '';
  const isEncoded = !['', 'identity'].includes(header('content-encoding'));
  const bytes = body.subarray(0, TEXT_BYTES);
  if (isEncoded || bytes.subarray(0, 1024).includes(0)) return '';
  const charset = /charset="?([\w:-]+)/.exec(header('content-type'))?.[1];
  const text = decode(bytes, charset);
  const said = isPage(text) ? pageText(text) : text.slice(0, (LONGEST.body + MARGIN) * 4);
  return stripControl(said)
    .replace(/\t/g, ' ')
    .slice(0, LONGEST.body + MARGIN);
};

/** A character set that nobody knows is read as UTF-8. */
const decode = (bytes: Buffer, charset: string | undefined): string => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

/** The first bytes of what is no HTTP, so that it can be told: `SSH-2.0-OpenSSH_9.2p1`, `\x15\x03\x01\x00\x02` (a TLS alert). */
export const describeBytes = (bytes: Buffer): string => {
  const start = bytes.subarray(0, LONGEST.firstBytes + MARGIN);
  // Only the cut may have broken the last character.
  const utf8 = start.toString('utf8').replace(bytes.length > start.length ? /\ufffd$/ : '', '');
  const text = utf8.includes('\ufffd')
    ? start.toString('latin1').replace(/[\u0080-\u00ff]/g, escapeByte)
    : utf8;
  const escaped = text.replace(/[\r\n\t ]+/g, ' ').replace(CONTROL, escapeByte);
  return stripControl(escaped)
    .trim()
    .slice(0, LONGEST.firstBytes + MARGIN);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const CONTROL = /[\u0000-\u001f\u007f]/g;

/** ESC, which begins what a terminal obeys, and the marks that turn the direction of writing. */
export const hasControl = (texts: readonly string[]): boolean => texts.some((text) => OBEYED.test(text));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const OBEYED = /[\u001b\u202a-\u202e\u2066-\u2069]/;

const escapeByte = (character: string): string =>
  `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
