import { halfWidth } from './half-width.ts';

/** Where a password stands in a text. */
export interface PasswordSpan {
  readonly start: number;
  readonly end: number;
  /** It holds `/`, `?` or `#` unescaped, so a client ends the authority within it. */
  readonly breaksUrl: boolean;
}

/**
 * Finds the password in the userinfo of a URL-like text, broken texts too: unescaped `/`, `#` or `?` in it, a slash too
 * few, full-width punctuation. What could only be a port (`host:80/@x`) is left alone.
 */
export const findPassword = (text: string): PasswordSpan | undefined => {
  const plain = halfWidth(text);
  const start = authorityStart(plain);
  const end = authorityEnd(plain, start);
  const colon = plain.indexOf(':', start);
  if (colon === -1) return undefined;
  const at = plain.slice(start, end).lastIndexOf('@');
  if (at !== -1) {
    return colon < start + at ? { start: colon + 1, end: start + at, breaksUrl: false } : undefined;
  }
  const later = plain.lastIndexOf('@');
  const isSecret = colon < end && later > end && plain[start] !== '[' && !PORTS.test(plain.slice(colon, end));
  return isSecret ? { start: colon + 1, end: later, breaksUrl: true } : undefined;
};

/** The text with its password replaced: `http://me:secret@host/` → `http://me:***@host/`. */
export const maskPassword = (text: string): string => {
  const password = findPassword(text);
  return password === undefined ? text : `${text.slice(0, password.start)}***${text.slice(password.end)}`;
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
