import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import { readHost } from '../net/read-host.ts';
import type { ProxyServer } from './client.ts';
import type { ProgramKind } from './program-kind.ts';
import { takesScheme } from './program-kind.ts';

/** Why a proxy that a person typed cannot be set. `scheme` is what they wrote, for a program that does not speak it. */
export type ProxyProblem =
  | { readonly kind: 'not-an-address' }
  | { readonly kind: 'unknown-scheme'; readonly scheme: string }
  | { readonly kind: 'not-spoken'; readonly scheme: string; readonly by: ProgramKind };

type Scheme = ProxyServer['scheme'];

/** `socks://` is SOCKS 4 to curl, 5 to npm, an error to Python: desktops that write it mean 5. */
const SCHEMES: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ['http', 'http'],
  ['https', 'https'],
  ['socks', 'socks5h'],
  ['socks4', 'socks4'],
  ['socks4a', 'socks4a'],
  ['socks5', 'socks5'],
  ['socks5h', 'socks5h'],
]);

const DEFAULT_PORTS: Readonly<Record<Scheme, number>> = {
  http: 80,
  https: 443,
  socks4: 1080,
  socks4a: 1080,
  socks5: 1080,
  socks5h: 1080,
};

/**
 * A proxy as a person types it (`10.0.0.2:3128`, `socks5h://me:p@ss@host`) in the one form that programs of these kinds read alike:
 * with scheme, port and an encoded login, and nothing behind it. Clients differ in what they make of every part that is left out.
 */
export const proxyForCommand = (
  text: string,
  kinds: readonly ProgramKind[],
): Result<string, ProxyProblem> => {
  const [, written = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  const scheme = SCHEMES.get(written.toLowerCase());
  if (scheme === undefined) return fail({ kind: 'unknown-scheme', scheme: written });
  const at = rest.lastIndexOf('@');
  const [, bracketed, name = '', port] =
    /^(?:\[([^\]]+)\]|([^:[\]/?#]+))(?::(\d+))?\/?$/.exec(rest.slice(at + 1)) ?? [];
  const host = readHost(bracketed ?? name);
  const number = port === undefined ? DEFAULT_PORTS[scheme] : Number(port);
  const isIPv6 = host.ok && host.value.kind === 'address' && host.value.address.family === 6;
  if (!host.ok || number < 1 || number > 65_535 || isIPv6 !== (bracketed !== undefined)) {
    return fail({ kind: 'not-an-address' });
  }
  const spoken = schemeFor(scheme, kinds);
  if (spoken === undefined) return fail({ kind: 'not-spoken', scheme: written, by: kinds[0] ?? 'python' });
  const place = bracketed === undefined ? name : `[${bracketed}]`;
  return succeed(`${spoken}://${at === -1 ? '' : `${encodeLogin(rest.slice(0, at))}@`}${place}:${number}`);
};

/** Of programs that may be several things one must understand it. */
const schemeFor = (scheme: Scheme, kinds: readonly ProgramKind[]): Scheme | undefined => {
  const isSpoken = (candidate: Scheme): boolean =>
    kinds.length === 0 || kinds.some((kind) => takesScheme(kind, candidate));
  if (isSpoken(scheme)) return scheme;
  return scheme === 'socks5h' && isSpoken('socks5') ? 'socks5' : undefined;
};

/** What would end the login or the URL is percent-encoded; what is encoded stays. The first colon divides. */
const encodeLogin = (login: string): string => {
  const colon = login.indexOf(':');
  return colon === -1 ? encode(login) : `${encode(login.slice(0, colon))}:${encode(login.slice(colon + 1))}`;
};

const encode = (text: string): string =>
  [...text.replace(/\p{Surrogate}/gu, '\ufffd').matchAll(/%[0-9a-f]{2}|./gisu)]
    .map(([part]) => (/^%[0-9a-f]{2}$/i.test(part) ? part : encodeURIComponent(part)))
    .join('');
