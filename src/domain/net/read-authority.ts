import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { readBracketed, readColons } from './read-brackets.ts';
import { readHost } from './read-host.ts';
import type { Slip } from './slip.ts';
import { slip } from './slip.ts';
import type { Host } from './target.ts';

/** What stands between the scheme and the path: `user:***@[::1]:8000`. */
export interface Authority {
  readonly host: Host;
  readonly port?: number;
  readonly hasUserinfo: boolean;
  /** Where the path begins in the text. */
  readonly end: number;
}

export const readAuthority = (text: string, start: number): Result<Authority, Slip> => {
  const portAlone = start === 0 ? checkPortAlone(text) : undefined;
  if (portAlone !== undefined) return fail(portAlone);
  const end = authorityEnd(text, start);
  const backslash = text.slice(start, end).indexOf('\\');
  if (backslash !== -1) {
    const at = start + backslash;
    return fail(slip('bad-host', at, { text, start: at, end: at + 1, by: '/' }));
  }
  const userinfo = text.slice(start, end).lastIndexOf('@');
  const hasUserinfo = userinfo !== -1;
  const hostStart = start + userinfo + 1;
  const split = splitPort(text, hostStart, end);
  if (!split.ok) return split;
  const { host, colon } = split.value;
  if (colon === undefined) return succeed({ host, hasUserinfo, end });
  const port = readPort(text, colon, end);
  return port.ok ? succeed({ host, port: port.value, hasUserinfo, end }) : port;
};

/**
 * `8000`, `:8000/v1`: a port whose host was left out, which by habit is this machine. inet_aton(3) would read 0.0.31.64, and nobody
 * means that.
 */
const checkPortAlone = (text: string): Slip | undefined => {
  const [, colon] = /^(:?)\d{1,5}(?=[/?#]|$)/.exec(text) ?? [];
  if (colon === undefined) return undefined;
  return slip('no-host', 0, { text, start: 0, end: colon.length, by: 'http://127.0.0.1:' });
};

const authorityEnd = (text: string, start: number): number => {
  const offset = text.slice(start).search(/[/?#]/);
  return offset === -1 ? text.length : start + offset;
};

/** The host, and where the colon before its port stands. */
const splitPort = (
  text: string,
  start: number,
  end: number,
): Result<{ readonly host: Host; readonly colon?: number }, Slip> => {
  if (text[start] === '[') return readBracketed(text, start, end);
  const written = text.slice(start, end);
  const offset = written.indexOf(':');
  if (offset !== written.lastIndexOf(':')) return fail(readColons(text, start, end));
  const name = offset === -1 ? written : written.slice(0, offset);
  if (name === '') return fail({ kind: 'no-host', at: start });
  const host = readHost(name);
  if (!host.ok) return fail({ ...host.problem, at: start + host.problem.at });
  return succeed(offset === -1 ? { host: host.value } : { host: host.value, colon: start + offset });
};

const readPort = (text: string, colon: number, end: number): Result<number, Slip> => {
  const digits = text.slice(colon + 1, end);
  if (digits === '') return fail(slip('port-not-number', colon, { text, start: colon, end, by: '' }));
  const odd = digits.search(/[^0-9]/);
  if (odd !== -1) return fail({ kind: 'port-not-number', at: colon + 1 + odd });
  const port = Number(digits);
  return port >= 1 && port <= 65535 ? succeed(port) : fail({ kind: 'port-out-of-range', at: colon + 1 });
};
