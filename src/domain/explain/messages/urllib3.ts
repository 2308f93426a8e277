import type { Groups, Message } from '../message.ts';
import type { ReadingCode } from '../reading-code.ts';
import { byErrno, TO_PROXY, TO_TARGET } from './errno.ts';
import { byStatus, tunnelStatus } from './status.ts';

/** What broke a request of urllib3's pool, where it is no failed connection. */
const ofPool = (groups: Groups): ReadingCode | undefined => {
  const { why = '' } = groups;
  if (/Read timed out|ReadTimeout/.test(why)) return 'answer-timed-out';
  if (/too many redirects/.test(why)) return 'redirect-loop';
  return byErrno(TO_TARGET, 'connect-failed')(groups);
};

/** `HTTPConnectionPool(host='10.0.0.1', port=8000): Max retries exceeded with url: /v1 (Caused by …`, urllib3 1.21 to 2.x and what is built on it. */
export const URLLIB3: readonly Message[] = [
  // The pool is the proxy's for http, and the target's for https.
  {
    by: 'requests',
    code: (groups) =>
      /Remote end closed/.test(groups['why'] ?? '')
        ? 'proxy-closed'
        : byErrno(TO_PROXY, 'proxy-connect-failed')(groups),
    needles: ['connect to proxy'],
    pattern:
      /(?:HTTP(?<isTls>S)?ConnectionPool\(host='(?<pool>[^']{1,255})', port='?(?<poolPort>\d{1,5})'?\): Max retries exceeded with url: (?<url>\S{1,300}) \(Caused by )?ProxyError\(.{0,3}(?:Cannot|Unable to) connect to proxy\.?.{0,5} ?(?<why>(?!OSError\(.Tunnel).{0,300})/i,
  },
  {
    by: 'python',
    code: ({ status }) => tunnelStatus(status),
    needles: ['tunnel connection failed'],
    pattern:
      /(?:HTTPSConnectionPool\(host='(?<host>[^']{1,255})', port='?(?<port>\d{1,5})'?\).{0,200})?Tunnel connection failed: (?<status>\d{3})/i,
  },
  {
    by: 'requests',
    code: 'proxy-not-tls',
    needles: ['your proxy appears to only use http'],
    pattern:
      /(?:host='(?<pool>[^']{1,255})', port='?(?<poolPort>\d{1,5})'?\).{0,160})?Your proxy appears to only use HTTP and not HTTPS/i,
  },
  {
    by: 'requests',
    code: 'proxy-scheme-unsupported',
    needles: ['proxy url had unsupported scheme', 'proxy url had no scheme'],
    pattern: /Proxy URL had (?:unsupported scheme (?<detail>[\w+.-]{1,40})|no scheme)/i,
  },
  {
    by: 'requests',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['max retries exceeded', 'failed to establish a new connection', 'newconnectionerror'],
    pattern:
      /(?:HTTPS?ConnectionPool\(host='(?<host>[^']{1,255})', port='?(?<port>\d{1,5})'?\): Max retries exceeded(?: with url: (?<path>\S{1,300}))?.{0,40}?)?(?:NewConnectionError\(.{0,160}?)?Failed to establish a new connection: (?<why>.{0,120})/i,
  },
  {
    by: 'requests',
    code: ofPool,
    needles: ['max retries exceeded', 'connectionpool(host='],
    pattern:
      /HTTPS?ConnectionPool\(host='(?<host>[^']{1,255})', port='?(?<port>\d{1,5})'?\):?(?: Max retries exceeded(?: with url: (?<path>\S{1,300}))?)?(?<why>.{0,200})/i,
  },
  {
    by: 'requests',
    code: 'name-unresolved',
    needles: ['nameresolutionerror', 'failed to resolve'],
    pattern: /Failed to resolve '(?<host>[^']{1,253})'/i,
  },
  {
    by: 'requests',
    code: 'connect-timed-out',
    needles: ['connecttimeout'],
    pattern:
      /ConnectTimeout(?:Error)?\(.{0,160}?Connection to (?<host>[\w.:[\]-]{1,255}) timed out|Connection to (?<host2>[\w.:[\]-]{1,255}) timed out\. \(connect timeout=(?<after>[\d.]{1,10})/i,
  },
  {
    by: 'requests',
    code: 'answer-timed-out',
    needles: ['read timed out', 'readtimeout'],
    pattern:
      /(?:HTTPS?ConnectionPool\(host='(?<host>[^']{1,255})', port='?(?<port>\d{1,5})'?\): )?Read timed out\.(?: \(read timeout=(?<after>[\d.]{1,10})\))?/i,
  },
  {
    by: 'python',
    code: 'closed-without-answer',
    needles: [
      'remotedisconnected',
      'remote end closed connection',
      'remoteprotocolerror',
      'server disconnected',
    ],
    pattern:
      /Remote end closed connection without response|Server disconnected(?: without sending a response)?/i,
  },
  {
    by: 'python',
    code: 'connection-reset',
    needles: ['connectionreseterror', "'connection aborted.'", 'readerror', 'clientoserror'],
    pattern:
      /ConnectionResetError\(104|ConnectionResetError: \[Errno 104\]|ReadError: \[Errno 104\]|ClientOSError: \[Errno 104\]|\('Connection aborted\.', (?:BrokenPipeError|ConnectionResetError)/,
  },
  {
    by: 'python',
    code: 'closed-early',
    needles: [
      'incompleteread',
      'incomplete message body',
      'complete message body',
      'contentlengtherror',
      'response payload is not completed',
    ],
    pattern:
      /IncompleteRead\(\d{1,12} bytes read|without sending complete message body|Response payload is not completed|ContentLengthError/,
  },
  {
    by: 'python',
    code: 'not-http',
    needles: [
      'badstatusline',
      'illegal status line',
      'expected http/',
      'invalid http',
      'bad status line',
      'illegal header',
    ],
    pattern:
      /BadStatusLine\(['"](?<detail>[^'"]{0,40})|message='Expected HTTP\/|illegal status line|Invalid HTTP (?:response|version)/i,
  },
  {
    by: 'requests',
    code: ({ status = '' }) => byStatus(status),
    needles: ['client error: ', 'server error: ', "client error '", "server error '", "redirect response '"],
    pattern:
      /\b(?:(?<status>[45]\d\d) (?:Client|Server) Error: .{0,80} for url: (?<url>\S{1,300})|(?:Client error|Server error|Redirect response) '(?<status2>[345]\d\d) .{0,60}' for url '(?<url2>[^']{1,300}))/,
  },
];
