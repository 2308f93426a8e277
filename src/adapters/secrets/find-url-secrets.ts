import { halfWidth } from '../../domain/net/half-width.ts';
import type { SecretSpan } from './span.ts';

/** `http://`, and the slips that people make of it: `http:/`, `http//`, `http;//`, `//`. */
const AUTHORITY_START = /[a-z][a-z0-9+.-]{0,20}:[/\\]+|\bhttps?[;.,]?[/\\]+|(?<![\w:./\\])[/\\]{2}/gi;
/** Where another URL begins in a list of URLs. */
const NEXT_IN_LIST = /[,;|](?=[a-z][a-z0-9+.-]{0,20}:\/\/)/gi;
const TEXT_END = /[\s"'`<>]|[,;|](?=[a-z][a-z0-9+.-]{0,20}:\/\/)/gi;
/** `@` and then what can only be a host with its port: the end of a proxy's address. */
const HOST_AND_PORT = /^(?:\[[^\]]*\]|[^\s/@:]+):\d{1,5}\/?$/;

/**
 * Passwords and tokens in the userinfo of URLs, wherever they stand in a text: `http://user:PASS@host/`, `https://TOKEN@host`.
 * What a client would no longer take for userinfo, because the password holds a raw `@`, `/` or `#`, is found too; where such a
 * text could also be an innocent path, hiding wins.
 */
export const findUrlSecrets = (text: string): readonly SecretSpan[] => {
  if (!/[@＠]/.test(text)) return [];
  const plain = halfWidth(text);
  const spans: SecretSpan[] = [];
  let from = 0;
  for (const { index, 0: mark } of plain.matchAll(AUTHORITY_START)) {
    if (index < from) continue;
    const start = index + mark.length;
    const isWhole = plain.slice(0, index).trim() === '' && !/\s/.test(plain.trim());
    const end = withSplitPassword(plain, start, nextMatch(plain, isWhole ? NEXT_IN_LIST : TEXT_END, start));
    spans.push(...findUserinfo(plain, start, end, false));
    from = end;
  }
  return spans;
};

/** With one slash it is a scheme only where its word is one: `a:/b@host:3128` is a user, and a password that begins with a slash. */
const USER_BEFORE_SLASH = /^(?!(?:https?|socks\w*):)[^:]*:[/\\]$/i;

/** The same in a value that is one proxy address and nothing else, with or without a scheme: `user:PASS@host:3128`. */
export const findProxySecrets = (value: string): readonly SecretSpan[] => {
  const plain = halfWidth(value);
  const [mark] = plain.match(AUTHORITY_START) ?? [''];
  const at = plain.indexOf(mark);
  const isScheme = plain.slice(0, at).trim() === '' && !USER_BEFORE_SLASH.test(mark);
  const start = isScheme ? at + mark.length : 0;
  return plain.includes('@', start)
    ? findUserinfo(plain, start, plain.length, true)
    : findHostless(plain.slice(start), start);
};

/** What can follow the colon in an address that has a host: a port, or nothing. */
const PORT = /^\d{0,5}(?:[/?#,;\s"']|$)/;
const BARE_IPV6 = /^[\da-f.]*:[\da-f.]*:[\da-f:.]*(?:%\w+)?(?:\/|$)/i;

/** Nobody is called so: behind the colon stands a port with a slip in it, which a person has to see. */
const SURELY_HOST = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3})$/i;

/** `user:PASS` where the host was forgotten: what stands behind the colon is no port. */
const findHostless = (rest: string, start: number): readonly SecretSpan[] => {
  const [, user, password] = /^([^\s:/[\]]+):(?!\/)(.+)$/s.exec(rest) ?? [];
  if (user === undefined || password === undefined) return [];
  if (PORT.test(password) || BARE_IPV6.test(rest) || SURELY_HOST.test(user)) return [];
  const from = start + user.length + 1;
  return [{ start: from, end: from + password.length, user }];
};

/**
 * `user:PASS@host` and `user:PASS@host:3128` without a scheme, as a word of a text. A host follows, so an image's
 * `name:tag@sha256:…` is none.
 */
export const findBareUserinfo = (text: string): readonly SecretSpan[] => {
  if (!text.includes('@')) return [];
  const bare =
    /(?<![^\s"'=,;(])(?!mailto:)([^\s:@/\\"'=,;()]{1,256}):(?![/\\])([^\s"']{1,512})@(?=[\w.[\]-]{1,256}(?::\d{1,5})?(?:[\s"',;)/]|$))/gi;
  return [...text.matchAll(bare)].map(({ index, 1: user = '', 2: password = '' }) => {
    const start = index + user.length + 1;
    return { start, end: start + password.length, user, isInUrl: true };
  });
};

/** How far past a blank a password is looked for, in UTF-16 units. */
const LONGEST_SPLIT = 256;

const nextMatch = (text: string, pattern: RegExp, from: number): number => {
  const matcher = new RegExp(pattern);
  matcher.lastIndex = from;
  return matcher.exec(text)?.index ?? text.length;
};

/** A blank or a quote may belong to the password: `http://me:two words@host:3128`. */
const withSplitPassword = (plain: string, start: number, end: number): number => {
  if (
    plain.slice(start, end).includes('@') ||
    !/^[^:/?#[\]]+:(?!\d*(?:[/?#]|$))/.test(plain.slice(start, end))
  )
    return end;
  const line = Math.min(end + LONGEST_SPLIT, nextMatch(plain.slice(0, end + LONGEST_SPLIT), /[\r\n]/g, end));
  const at = plain.slice(end, line).search(/@[\w.[\]-]+/);
  return at === -1 ? end : nextMatch(plain, TEXT_END, end + at);
};

const findUserinfo = (plain: string, start: number, end: number, isProxy: boolean): readonly SecretSpan[] => {
  const lastAt = start + plain.slice(start, end).lastIndexOf('@');
  if (lastAt < start) return [];
  const authorityEnd = Math.min(end, nextMatch(plain, /[/?#\\]/g, start));
  const colon = plain.indexOf(':', start);
  const hasPassword =
    colon !== -1 && colon < lastAt && (isProxy || colon < authorityEnd) && plain[start] !== '[';
  const firstAt = plain.indexOf('@', start);
  if (hasPassword && colon < firstAt)
    return findPassword(plain, { start, colon, authorityEnd, lastAt, end }, isProxy);
  const tokenEnd = isProxy ? lastAt : start + plain.slice(start, authorityEnd).lastIndexOf('@');
  return tokenEnd > start ? [{ start, end: tokenEnd, isUser: true, isInUrl: true }] : [];
};

interface Places {
  readonly start: number;
  readonly colon: number;
  readonly authorityEnd: number;
  readonly lastAt: number;
  readonly end: number;
}

const findPassword = (plain: string, places: Places, isProxy: boolean): readonly SecretSpan[] => {
  const { start, colon, authorityEnd, lastAt, end } = places;
  // `host:8000/users/@me` is a port and a path; `user:80/x@host:3128` a password that breaks its URL.
  const looksLikePort = authorityEnd < lastAt && /^\d+$/.test(plain.slice(colon + 1, authorityEnd));
  if (looksLikePort && !isProxy) {
    const isProxyAddress = HOST_AND_PORT.test(plain.slice(lastAt + 1, end));
    return isProxyAddress ? [{ start: authorityEnd + 1, end: lastAt, isInUrl: true }] : [];
  }
  if (colon + 1 === lastAt) return [{ start, end: colon, isUser: true, isInUrl: true }];
  return [{ start: colon + 1, end: lastAt, user: plain.slice(start, colon), isInUrl: true }];
};
