import type { HttpResponse } from '../facts/observation.ts';
import { headerValues } from './header.ts';

/** How a peer asks for credentials: `Basic realm="Squid proxy"` → `{ scheme: 'Basic', realm: 'Squid proxy' }`. */
export interface AuthChallenge {
  readonly scheme: string;
  /** Empty where none is given. */
  readonly realm: string;
}

/**
 * The first challenge of Proxy-Authenticate, else of WWW-Authenticate; one that a person can answer (Basic, Digest, Bearer)
 * before those that need a domain (Negotiate, NTLM). RFC 9110, 11.6.1.
 */
export const authChallenge = (response: HttpResponse): AuthChallenge | undefined => {
  const proxy = headerValues(response, 'proxy-authenticate');
  const values = proxy.length > 0 ? proxy : headerValues(response, 'www-authenticate');
  const challenges = values.flatMap(readChallenges);
  return challenges.find(({ scheme }) => !NEEDS_DOMAIN.test(scheme)) ?? challenges[0];
};

const NEEDS_DOMAIN = /^(?:negotiate|ntlm|kerberos)$/i;

/** A scheme starts the value or follows a comma, and is no parameter: no `=` after it. */
const CHALLENGE = /(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[\w-]+\s*=|\s*(?:,|$)|\s+[\w+/~.-]+=*\s*(?:,|$))/g;

const readChallenges = (value: string): readonly AuthChallenge[] => {
  // A comma or a scheme's name within quotes is only text.
  const outside = value.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => `"${'x'.repeat(quoted.length - 2)}"`);
  const starts = [...outside.matchAll(CHALLENGE)].map(({ index, 0: match, 1: scheme = '' }) => ({
    scheme,
    from: index + match.length,
    at: index,
  }));
  return starts.map(({ scheme, from }, index) => {
    const part = value.slice(from, starts[index + 1]?.at ?? value.length);
    const [, quoted, bare] = /\brealm\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/i.exec(part) ?? [];
    return { scheme, realm: quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '' };
  });
};
