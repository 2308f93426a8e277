import type { Userinfo } from './proxy-url.ts';
import { basicCredentials, readUserinfo } from './proxy-url.ts';

/** The URL of a request, as the wire needs it. */
export interface RequestUrl {
  readonly scheme: 'http' | 'https';
  /** `127.0.0.1:8000`, `[::1]`, `example.test`: the scheme's own port left out. */
  readonly authority: string;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** `/v1/models?x=1` */
  readonly path: string;
  readonly userinfo?: Userinfo;
}

/** What is sent beside the URL. */
export interface RequestBody {
  readonly contentType: string;
  readonly text: string;
}

declare const TONGTU_VERSION: string;
const VERSION = typeof TONGTU_VERSION === 'undefined' ? 'dev' : TONGTU_VERSION;

/** A zone is this machine's own matter and not sent: `[fe80::1%eth0]` → `[fe80::1]` (RFC 6874, 1). */
const ZONE = /^(https?:\/\/(?:[^/?#]*@)?\[[^\]%]*)%[^\]]*\]/i;

/** `undefined`: no http or https URL. */
export const parseRequestUrl = (text: string): RequestUrl | undefined => {
  const withoutZone = text.replace(ZONE, '$1]');
  if (!URL.canParse(withoutZone)) return undefined;
  const url = new URL(withoutZone);
  const scheme = url.protocol === 'http:' ? 'http' : url.protocol === 'https:' ? 'https' : undefined;
  if (scheme === undefined) return undefined;
  const written = url.password === '' ? url.username : `${url.username}:${url.password}`;
  const userinfo = readUserinfo(written);
  return {
    scheme,
    authority: url.host,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? { http: 80, https: 443 }[scheme] : Number(url.port),
    path: `${url.pathname}${url.search}`,
    ...(userinfo === undefined ? {} : { userinfo }),
  };
};

/** For a peer that no certificate vouches for: no password, and no query, which may hold a key. */
export const withoutSecrets = ({ userinfo, ...url }: RequestUrl): RequestUrl => ({
  ...url,
  path: url.path.replace(/\?.*$/s, ''),
});

export interface RequestOptions {
  /** Instead of the URL's own. */
  readonly hostHeader?: string;
  readonly body?: RequestBody;
  /** Goes before the URL's own user and password. */
  readonly bearer?: string;
  /** Sent to a proxy as `GET http://host/path`. */
  readonly isAbsolute?: boolean;
  /** For the proxy that reads this very head. */
  readonly proxyUserinfo?: Userinfo;
}

/** Head and body of a request, its headers in curl's order. No cookies, no Expect, nothing compressed. */
export const requestText = (url: RequestUrl, options: RequestOptions = {}): string => {
  const { body, isAbsolute = false, proxyUserinfo, hostHeader = url.authority, bearer } = options;
  const target = isAbsolute ? `${url.scheme}://${url.authority}${url.path}` : url.path;
  return head([
    `${body === undefined ? 'GET' : 'POST'} ${target} HTTP/1.1`,
    `Host: ${hostHeader}`,
    ...proxyAuthorization(proxyUserinfo),
    ...authorization(url.userinfo, bearer),
    `User-Agent: tongtu/${VERSION}`,
    'Accept: */*',
    ...(isAbsolute ? ['Proxy-Connection: Keep-Alive'] : []),
    ...(body === undefined
      ? []
      : [`Content-Type: ${body.contentType}`, `Content-Length: ${Buffer.byteLength(body.text)}`]),
  ]).concat(body?.text ?? '');
};

/** `CONNECT 127.0.0.1:8000 HTTP/1.1`, the port always written (RFC 9110, 9.3.6). */
export const connectText = (url: RequestUrl, proxyUserinfo: Userinfo | undefined): string => {
  const host = url.host.includes(':') ? `[${url.host}]` : url.host;
  return head([
    `CONNECT ${host}:${url.port} HTTP/1.1`,
    `Host: ${host}:${url.port}`,
    ...proxyAuthorization(proxyUserinfo),
    `User-Agent: tongtu/${VERSION}`,
    'Proxy-Connection: Keep-Alive',
  ]);
};

const authorization = (userinfo: Userinfo | undefined, bearer: string | undefined): readonly string[] => {
  if (bearer !== undefined) return [`Authorization: Bearer ${bearer}`];
  return userinfo === undefined ? [] : [`Authorization: ${basicCredentials(userinfo)}`];
};

const proxyAuthorization = (userinfo: Userinfo | undefined): readonly string[] =>
  userinfo === undefined ? [] : [`Proxy-Authorization: ${basicCredentials(userinfo)}`];

const head = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
