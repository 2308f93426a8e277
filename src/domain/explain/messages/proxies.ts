import type { Message } from '../message.ts';
import { BEYOND_PROXY, byErrno } from './errno.ts';
import { tunnelStatus } from './status.ts';

/** One line of a forward proxy's page or log, where the page is not whole. */
export const PROXIES: readonly Message[] = [
  // The system returned: (111) Connection refused · 系统返回以下内容：(111) Connection refused
  {
    by: 'squid',
    code: byErrno(BEYOND_PROXY, 'beyond-proxy-failed'),
    needles: ['system returned', '系统返回', '系統回應'],
    pattern:
      /(?:The system returned|系统返回以下内容|系統回應了下列錯誤訊息)[:：] ?(?:<i>)?(?<why>\(\d{1,5}\) .{1,80})/,
  },
  {
    by: 'squid',
    code: 'beyond-proxy-failed',
    needles: [' failed.', '失败。'],
    pattern: /Connection to (?<host>[\w.:[\]-]{1,255}) failed\.|连接到 (?<host2>[\w.:[\]-]{1,255}) 失败。/,
  },
  {
    by: 'squid',
    code: ({ detail = '' }) => SQUID_CODES[detail] ?? 'proxy-error',
    needles: ['err_'],
    pattern:
      /(?:X-Squid-Error: ?|body id="?|with |\b)(?<detail>ERR_(?:ACCESS_DENIED|CACHE_ACCESS_DENIED|CONNECT_FAIL|DNS_FAIL|CANNOT_FORWARD|READ_TIMEOUT|READ_ERROR|INVALID_URL|INVALID_REQ|ZERO_SIZE_OBJECT|FORWARDING_DENIED|LIFETIME_EXP|SECURE_CONNECT_FAIL|TOO_BIG|UNSUP_REQ))\b/,
  },
  {
    by: 'proxy',
    code: ({ status }) => tunnelStatus(status),
    needles: ['after the proxy connect', 'proxy will 403'],
    pattern: /proxy will (?<status>\d{3}) the request/,
  },
  // Clash and mihomo's log: [TCP] dial DIRECT (match …) 172.28.0.5:41 --> 127.0.0.1:8000 error: dial tcp 127.0.0.1:8000: connect: connection refused
  {
    by: 'clash',
    code: byErrno(BEYOND_PROXY, 'beyond-proxy-failed'),
    needles: [' error: '],
    pattern: /\[TCP\] .{0,160}--> ?(?<host>[\w.:[\]-]{1,255}?):(?<port>\d{1,5}) error: (?<why>.{1,200})/,
  },
  {
    by: 'tinyproxy',
    code: 'beyond-proxy-failed',
    needles: ['tinyproxy was unable to connect'],
    pattern: /Tinyproxy was unable to connect to the remote web server/,
  },
];

const SQUID_CODES: Readonly<
  Record<
    string,
    | 'proxy-denies'
    | 'proxy-auth-required'
    | 'beyond-proxy-failed'
    | 'beyond-proxy-name-unresolved'
    | 'beyond-proxy-timed-out'
  >
> = {
  ERR_ACCESS_DENIED: 'proxy-denies',
  ERR_FORWARDING_DENIED: 'proxy-denies',
  ERR_CACHE_ACCESS_DENIED: 'proxy-auth-required',
  ERR_CONNECT_FAIL: 'beyond-proxy-failed',
  ERR_SECURE_CONNECT_FAIL: 'beyond-proxy-failed',
  ERR_CANNOT_FORWARD: 'beyond-proxy-failed',
  ERR_DNS_FAIL: 'beyond-proxy-name-unresolved',
  ERR_READ_TIMEOUT: 'beyond-proxy-timed-out',
};
