import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { checkCharacters, MAX_URL_LENGTH } from './check-characters.ts';
import { maskPassword } from './mask-password.ts';
import { readAuthority } from './read-authority.ts';
import { readScheme } from './read-scheme.ts';
import type { Slip } from './slip.ts';
import type { Target, UrlProblem } from './target.ts';

const DEFAULT_PORT = { http: 80, https: 443 } as const;

/** Several slips can stand in one text; each correction removes one. */
const MAX_CORRECTIONS = 5;

/**
 * What a person types for a URL: `http://127.0.0.1:8000/v1`, `localhost:8000` (taken as http), `https://[fe80::1%eth0]/`.
 * Stricter than most clients, so that a slip is named where it is and not three layers further on. Where the correction is
 * plain the problem carries it, and it parses. No password leaves this function. RFC 3986; host spellings as inet_aton(3).
 */
export const parseTarget = (text: string): Result<Target, UrlProblem> => {
  const masked = maskPassword(text);
  const read = readTarget(masked);
  if (read.ok) return read;
  const { kind, at } = read.problem;
  const problem = { kind, at, text: masked.slice(0, MAX_URL_LENGTH) };
  const suggestion = correct(read.problem);
  return fail(suggestion === undefined ? problem : { ...problem, suggestion });
};

/** Follows corrections until the text parses; a scheme that was left out is written. */
const correct = (slip: Slip): string | undefined => {
  let { candidate } = slip;
  for (let tries = 0; candidate !== undefined && tries < MAX_CORRECTIONS; tries += 1) {
    const read = readTarget(candidate);
    if (read.ok) return /^https?:\/\//i.test(candidate) ? candidate : `http://${candidate}`;
    candidate = read.problem.candidate;
  }
  return undefined;
};

const readTarget = (text: string): Result<Target, Slip> => {
  const odd = checkCharacters(text);
  if (odd !== undefined) return fail(odd);
  const scheme = readScheme(text);
  if (!scheme.ok) return scheme;
  const authority = readAuthority(text, scheme.value.end);
  if (!authority.ok) return authority;
  const { host, port, hasUserinfo, end } = authority.value;
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(text.slice(end)) ?? [];
  return succeed({
    scheme: scheme.value.scheme,
    host,
    port: port ?? DEFAULT_PORT[scheme.value.scheme],
    isPortWritten: port !== undefined,
    path: path === '' ? '/' : path,
    query,
    hasUserinfo,
  });
};
