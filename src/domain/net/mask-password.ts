import { halfWidth } from './half-width.ts';

/**
 * A URL-like text with the password of its userinfo replaced: `http://me:secret@host/` → `http://me:***@host/`. What in it
 * breaks the URL for a client stays, since it explains the failure: of `a#b` the `#`. A stand-in that is there already
 * stays too. Made for broken texts: a slash too few, full-width punctuation. What could only be a port (`host:80/@x`)
 * is left alone.
 */
export const maskPassword = (text: string): string => {
  const password = findPassword(text);
  if (password === undefined) return text;
  const { start, end } = password;
  const masked = text.slice(start, end).replace(HARMLESS, (run) => (STAND_IN.test(run) ? run : '***'));
  return text.slice(0, start) + masked + text.slice(end);
};

/** Everything but delimiters, blanks and a percent sign that starts no escape. */
const HARMLESS = /(?:[^/?#@\\\s%]|%[0-9a-f]{2})+/gi;

/** `***`, or with the number under which whoever hid the secret finds it again: `***1***`. */
const STAND_IN = /^\*\*\*(?:\d+\*\*\*)?$/;

const findPassword = (text: string): { readonly start: number; readonly end: number } | undefined => {
  const plain = halfWidth(text);
  const start = authorityStart(plain);
  const end = authorityEnd(plain, start);
  const colon = plain.indexOf(':', start);
  if (colon === -1) return undefined;
  const at = plain.slice(start, end).lastIndexOf('@');
  if (at !== -1) return colon < start + at ? { start: colon + 1, end: start + at } : undefined;
  const later = plain.lastIndexOf('@');
  const isSecret = colon < end && later > end && plain[start] !== '[' && !PORTS.test(plain.slice(colon, end));
  return isSecret ? { start: colon + 1, end: later } : undefined;
};

/** One port, or the same slip twice. */
const PORTS = /^[\d:]*$/;

/** After `scheme:` and its slashes. A colon without a slash after it belongs to `host:port` or `user:password`. */
const authorityStart = (plain: string): number =>
  /^\s*(?:(?:[a-z][a-z0-9+.-]*|):[/\\]+|https?[;.,]?[/\\]+|[/\\]+)/i.exec(plain)?.[0].length ?? 0;

const authorityEnd = (plain: string, start: number): number => {
  const offset = plain.slice(start).search(/[/?#]/);
  return offset === -1 ? plain.length : start + offset;
};
