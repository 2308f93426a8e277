import type { HttpResponse } from '../../facts/observation.ts';
import { firstHeader, headerMark, headerValues, isErrorPage } from '../header.ts';
import type { Program, ProgramError, ProxyErrorCategory, Sighting } from '../program.ts';
import { readProduct, viaHops } from '../via.ts';

/** Squid's own names (src/error/forward.h). What is missing here is `other`. */
const CATEGORIES: Readonly<Record<string, ProxyErrorCategory>> = {
  ERR_CONNECT_FAIL: 'connect-failed',
  ERR_DNS_FAIL: 'dns-failed',
  ERR_ACCESS_DENIED: 'access-denied',
  ERR_FORWARDING_DENIED: 'access-denied',
  ERR_CACHE_ACCESS_DENIED: 'auth-required',
  ERR_READ_TIMEOUT: 'timed-out',
  ERR_LIFETIME_EXP: 'timed-out',
  ERR_INVALID_URL: 'bad-request',
  ERR_INVALID_REQ: 'bad-request',
  ERR_UNSUP_REQ: 'bad-request',
  ERR_UNSUP_HTTPVERSION: 'bad-request',
  ERR_PROTOCOL_UNKNOWN: 'bad-request',
  ERR_CONFLICT_HOST: 'bad-request',
  ERR_TOO_BIG: 'bad-request',
};

/** What the English pages say where the code was lost: a page read off a screen. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/Connection to \S+ failed/, 'ERR_CONNECT_FAIL'],
  [/Unable to determine IP address/, 'ERR_DNS_FAIL'],
  [/Cache Access Denied/, 'ERR_CACHE_ACCESS_DENIED'],
  [/Access Denied/, 'ERR_ACCESS_DENIED'],
  [/Unable to forward this request/, 'ERR_CANNOT_FORWARD'],
  [/Read Timeout|Operation timed out/, 'ERR_READ_TIMEOUT'],
  [/Invalid (?:URL|Request)/, 'ERR_INVALID_URL'],
  [/Zero Sized Reply/, 'ERR_ZERO_SIZE_OBJECT'],
];

/**
 * The end of every error page in every language: `Generated Sat, 21 Nov 2026 08:34:40 GMT by proxy.example.com (squid/5.7)`,
 * `已由 proxy.example.com (squid/5.7) 生成 …`. `httpd_suppress_version_string` leaves `(squid)`.
 */
const FOOTER = /(?:Generated\s.{0,200})?[^\s>]+ \(squid(?:\/([\w.-]+))?\)/;

/** `<body id=ERR_CONNECT_FAIL>`, whatever the page's language and the headers that an administrator took away. */
const BODY_ID = /<body id="?(ERR_[A-Z_]+)/;

/** Where only text was pasted there is neither a header nor a status to judge by. */
const isPage = (response: HttpResponse): boolean => isErrorPage(response) || response.headers.length === 0;

const answered = (response: HttpResponse): Sighting | undefined => {
  const error = firstHeader(response, 'x-squid-error');
  const server = firstHeader(response, 'server');
  const isServer = server !== undefined && readProduct(server)[0] === 'squid';
  const footer = isPage(response) ? FOOTER.exec(response.bodyStart) : null;
  const id = isPage(response) ? BODY_ID.exec(response.bodyStart) : null;
  const isOwnPage = error !== undefined || footer !== null || (id !== null && isServer);
  if (!isOwnPage && !isServer) return undefined;
  const version = (isServer ? readProduct(server)[1] : undefined) ?? footer?.[1];
  const marks = [
    ...(isServer ? [headerMark('server', server)] : []),
    ...(error === undefined ? [] : [headerMark('x-squid-error', error)]),
    ...(isServer || footer === null ? [] : [footer[0]]),
  ];
  return { clue: isOwnPage ? 'page' : 'server', marks, ...(version === undefined ? {} : { version }) };
};

const forwarded = (response: HttpResponse): Omit<Sighting, 'clue'> | undefined => {
  const hop = viaHops(response).findLast(({ product }) => readProduct(product ?? '')[0] === 'squid');
  // Squid writes both up to version 5 also with `via off`; X-Cache alone is written by half of the world's caches.
  const lookup = headerValues(response, 'x-cache-lookup').at(-1);
  const cache = headerValues(response, 'x-cache').at(-1);
  const version = readProduct(hop?.product ?? '')[1];
  const marks = [
    ...(hop === undefined ? [] : [headerMark('via', hop.text)]),
    ...(lookup === undefined || cache === undefined ? [] : [headerMark('x-cache', cache)]),
  ];
  return marks.length === 0 ? undefined : { marks, ...(version === undefined ? {} : { version }) };
};

const ECONNREFUSED = ['111', '61', '10061'];
const ETIMEDOUT = ['110', '60', '10060'];

const categoryOf = (code: string, errno: string | undefined): ProxyErrorCategory => {
  if (code === 'ERR_CONNECT_FAIL' && errno !== undefined && ETIMEDOUT.includes(errno)) return 'timed-out';
  // A name without an address, in 5.0 to 6.2 (its bug 5294): a read error without an errno, of a connection never made.
  if (code === 'ERR_READ_ERROR' && errno === undefined) return 'dns-failed';
  return CATEGORIES[code] ?? 'other';
};

const error = (response: HttpResponse): ProgramError => {
  const [, named, number] = /^([A-Z_]+)(?: (\d+))?$/.exec(firstHeader(response, 'x-squid-error') ?? '') ?? [];
  const said = PHRASES.find(([phrase]) => phrase.test(response.bodyStart))?.[1];
  const code = named ?? BODY_ID.exec(response.bodyStart)?.[1] ?? said ?? String(response.status);
  const shown = number ?? /\((\d{1,5})\) [A-Z]/.exec(response.bodyStart)?.[1];
  const errno = shown === '0' ? undefined : shown;
  return {
    category: response.status === 407 ? 'auth-required' : categoryOf(code, errno),
    code,
    ...(errno === undefined ? {} : { detail: errno }),
    isRefused: code === 'ERR_CONNECT_FAIL' && errno !== undefined && ECONNREFUSED.includes(errno),
  };
};

/** Squid 2.7 to 6: its error pages (errors/templates), `Via`, `X-Cache`, `X-Squid-Error: ERR_CONNECT_FAIL 111`. */
export const squid: Program = { program: 'squid', role: 'proxy', answered, forwarded, error };
