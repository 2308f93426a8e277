import type { HttpResponse } from '../../facts/observation.ts';
import { firstHeader, headerMark } from '../header.ts';
import type { Program, ProgramError, ProxyErrorCategory, Sighting } from '../program.ts';

const CATEGORIES: Readonly<Record<number, ProxyErrorCategory>> = {
  400: 'bad-request',
  // The password was wrong: a missing one gets 407.
  403: 'auth-required',
  407: 'auth-required',
  // Every failure of the dial, of the name and of a rule that rejects.
  502: 'connect-failed',
};

/**
 * Set on every response to a request with `Proxy-Connection: keep-alive`, its own and others', all three together:
 * `Connection: keep-alive`, `Keep-Alive: timeout=4`, `Proxy-Connection: keep-alive`.
 */
const keepAlive = (response: HttpResponse): readonly string[] => {
  const is = (name: string, value: string): boolean => firstHeader(response, name)?.toLowerCase() === value;
  const isSet =
    is('proxy-connection', 'keep-alive') && is('keep-alive', 'timeout=4') && is('connection', 'keep-alive');
  return isSet ? [headerMark('keep-alive', 'timeout=4'), headerMark('proxy-connection', 'keep-alive')] : [];
};

/** Its own answers have no body, no Date and no Server; a service's have at least one of them. */
const isBare = (response: HttpResponse): boolean =>
  response.bodyBytes === 0 &&
  ['server', 'date', 'via'].every((name) => firstHeader(response, name) === undefined);

const answered = (response: HttpResponse): Sighting | undefined => {
  const marks = keepAlive(response);
  const challenge = firstHeader(response, 'proxy-authenticate');
  const isAsking = response.status === 407 && challenge?.trim() === 'Basic';
  if (CATEGORIES[response.status] === undefined || !isBare(response)) return undefined;
  if (!isAsking && marks.length === 0) return undefined;
  return { clue: 'page', marks: isAsking ? [headerMark('proxy-authenticate', 'Basic'), ...marks] : marks };
};

const forwarded = (response: HttpResponse): Omit<Sighting, 'clue'> | undefined => {
  const marks = keepAlive(response);
  return marks.length === 0 ? undefined : { marks };
};

const error = (response: HttpResponse): ProgramError => ({
  category: CATEGORIES[response.status] ?? 'other',
  code: String(response.status),
  isRefused: false,
});

/**
 * Clash and mihomo, which never name themselves: recognised by the three keep-alive headers and by how bare their answers are
 * (listener/http/proxy.go, `responseWith`). They accept every CONNECT before they dial, so a tunnel that fails just closes.
 */
export const clash: Program = { program: 'clash', role: 'proxy', answered, forwarded, error };
