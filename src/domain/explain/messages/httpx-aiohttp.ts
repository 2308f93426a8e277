import type { Message } from '../message.ts';
import { byErrno, TO_PROXY, TO_TARGET } from './errno.ts';
import { byStatus, tunnelStatus } from './status.ts';

/** httpx 0.23 to 0.28, which the openai package is built on, and aiohttp 3. */
export const HTTPX_AND_AIOHTTP: readonly Message[] = [
  // The class says that a connection failed, the text how; neither says to where.
  {
    by: 'httpx',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['connecterror', 'connecttimeout', 'readerror'],
    pattern: /(?:httpx|httpcore)\.(?:_exceptions\.)?Connect(?:Error|Timeout):? ?(?<why>.{0,160})/,
  },
  {
    by: 'httpx',
    code: 'connect-timed-out',
    needles: ['httpx.connecttimeout', 'httpcore.connecttimeout'],
    pattern: /(?:httpx|httpcore)\.ConnectTimeout/,
  },
  {
    by: 'httpx',
    code: 'answer-timed-out',
    needles: ['httpx.readtimeout', 'httpcore.readtimeout'],
    pattern: /(?:httpx|httpcore)\.ReadTimeout/,
  },
  {
    by: 'httpx',
    code: ({ status }) => tunnelStatus(status),
    needles: ['httpx.proxyerror', 'httpcore.proxyerror'],
    pattern: /(?:httpx|httpcore)\.ProxyError: (?<status>\d{3}).{0,80}/,
  },
  {
    by: 'httpx',
    code: 'proxy-connect-failed',
    needles: ['httpx.proxyerror', 'httpcore.proxyerror'],
    pattern: /(?:httpx|httpcore)\.ProxyError/,
  },
  {
    by: 'httpx',
    code: 'proxy-scheme-unsupported',
    needles: ['unknown scheme for proxy url'],
    pattern: /Unknown scheme for proxy URL (?:URL\(')?(?<proxy>[^')\s]{1,300})/,
  },
  {
    by: 'httpx',
    code: 'socks-package-missing',
    needles: ["'socksio' package is not installed"],
    pattern: /Using SOCKS proxy, but the 'socksio' package is not installed/,
  },
  {
    by: 'requests',
    code: 'socks-package-missing',
    needles: ['missing dependencies for socks'],
    pattern: /Missing dependencies for SOCKS support/,
  },
  {
    by: 'httpx',
    code: 'proxy-url-malformed',
    needles: ['invalid port'],
    pattern: /(?:httpx\.)?InvalidURL: Invalid port: ?(?<detail>.{0,60})/,
  },
  {
    by: 'httpx',
    code: 'url-scheme-missing',
    needles: ["missing an 'http://'", 'unsupported protocol'],
    pattern:
      /Request URL (?:is missing an 'http:\/\/' or 'https:\/\/' protocol|has an unsupported protocol '(?<detail>[^']{0,80}))/,
  },
  // aiohttp: Cannot connect to host localhost:11434 ssl:default [Connect call failed ('127.0.0.1', 11434)]
  {
    by: 'aiohttp',
    code: byErrno(TO_PROXY, 'proxy-connect-failed'),
    needles: ['clientproxyconnectionerror'],
    pattern:
      /ClientProxyConnectionError: Cannot connect to host (?<pool>[\w.%:[\]-]{1,255}):(?<poolPort>\d{1,5}) ssl:\S{1,20} \[(?<why>.{0,200})/,
  },
  {
    by: 'aiohttp',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['cannot connect to host'],
    pattern:
      /(?<!ClientProxyConnectionError: )Cannot connect to host (?<host>[\w.%:[\]-]{1,255}):(?<port>\d{1,5}) ssl:\S{1,20} \[(?<why>.{0,200})/,
  },
  // asyncio's text holds no errno where the exception was taken out of its own frame.
  {
    by: 'python',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['connect call failed'],
    pattern:
      /(?:Error: (?<why>\[Errno \d{1,3}\]) )?Connect call failed \('(?<host>[^']{1,64})', (?<port>\d{1,5})/,
  },
  {
    by: 'aiohttp',
    code: ({ status }) => tunnelStatus(status),
    needles: ['clienthttpproxyerror'],
    pattern: /ClientHttpProxyError: (?<status>\d{3}), .{0,120}url=(?:URL\()?'?(?<proxy>[^')\s]{1,300})/,
  },
  {
    by: 'aiohttp',
    code: ({ status = '' }) => byStatus(status),
    needles: ['clientresponseerror'],
    pattern:
      /ClientResponseError: (?<status>[45]\d\d), message='(?!Expected HTTP)[^']{0,80}', url=(?:URL\()?'?(?<url>[^')\s]{1,300})/,
  },
  {
    by: 'aiohttp',
    code: 'not-json',
    needles: ['unexpected mimetype'],
    pattern:
      /Attempt to decode JSON with unexpected mimetype: (?<detail>[\w/+.-]{0,60})(?:.{0,20}url=(?:URL\()?'?(?<url>[^')\s]{1,300}))?/,
  },
  {
    by: 'python',
    code: 'redirect-loop',
    needles: ['toomanyredirects', 'redirects.', 'infinite loop'],
    pattern:
      /TooManyRedirects:|would lead to an infinite loop|Exceeded \d{1,4} redirects|Exceeded maximum allowed redirects/,
  },
  {
    by: 'aiohttp',
    code: 'url-malformed',
    needles: ['client_exceptions.invalidurl'],
    pattern: /client_exceptions\.InvalidURL: (?<url>\S{1,300})/,
  },
];
