/** User and password of a URL, percent-decoded. */
export interface Userinfo {
  readonly user: string;
  readonly password: string;
}

export type ProxyScheme = 'http' | 'https' | 'socks4' | 'socks4a' | 'socks5' | 'socks5h';

/** A proxy's address as a client is given it, taken apart for the handshake; where to connect to is told apart. */
export interface ProxyUrl {
  readonly scheme: ProxyScheme;
  /** Without brackets, for TLS. */
  readonly host: string;
  readonly userinfo?: Userinfo;
}

const SCHEMES: Readonly<Record<string, ProxyScheme>> = {
  http: 'http',
  https: 'https',
  socks: 'socks4',
  socks4: 'socks4',
  socks4a: 'socks4a',
  socks5: 'socks5',
  socks5h: 'socks5h',
};

/**
 * `http://me:p%40ss@proxy.example.com:3128` → scheme `http`, user `me`, password `p@ss`; `proxy:3128` is http. The last `@` ends the
 * userinfo, so that a password may hold one unescaped. `socks://` is SOCKS 4, as curl reads it. `undefined`: another scheme.
 */
export const parseProxyUrl = (text: string): ProxyUrl | undefined => {
  const [, written = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text.trim()) ?? [];
  const scheme = SCHEMES[written.toLowerCase()];
  if (scheme === undefined) return undefined;
  const at = rest.lastIndexOf('@');
  const [, inBrackets, plain = ''] = /^(?:\[([^\]]*)\]|([^:/?#]*))/.exec(rest.slice(at + 1)) ?? [];
  const userinfo = readUserinfo(rest.slice(0, Math.max(0, at)));
  return { scheme, host: inBrackets ?? plain, ...(userinfo === undefined ? {} : { userinfo }) };
};

/** `me:p%40ss` → user `me`, password `p@ss`. `undefined` where nothing is written. */
export const readUserinfo = (text: string): Userinfo | undefined => {
  if (text === '') return undefined;
  const colon = text.indexOf(':');
  const [user, password] = colon === -1 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  return { user: percentDecode(user), password: percentDecode(password) };
};

/** RFC 7617, in UTF-8: `Basic bWU6cEBzcw==`. */
export const basicCredentials = ({ user, password }: Userinfo): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** What is no valid escape stays as it is, as in curl: `100%` → `100%`. */
const percentDecode = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
