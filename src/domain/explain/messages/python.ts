import type { Groups, Message } from '../message.ts';
import type { ReadingCode } from '../reading-code.ts';
import { byStatus, tunnelStatus } from './curl.ts';
import { byErrno, TO_BIND, TO_PROXY, TO_TARGET } from './errno.ts';

/** What broke a request of urllib3's pool, where it is no failed connection. */
const ofPool = (groups: Groups): ReadingCode | undefined => {
  const { why = '' } = groups;
  if (/Read timed out|ReadTimeout/.test(why)) return 'answer-timed-out';
  if (/too many redirects/.test(why)) return 'redirect-loop';
  return byErrno(TO_TARGET, 'connect-failed')(groups);
};

/** `HTTPConnectionPool(host='10.0.0.1', port=8000): Max retries exceeded with url: /v1 (Caused by …`, urllib3 1.21 to 2.x and what is built on it. */
const URLLIB3: readonly Message[] = [
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

const HTTPX_AND_AIOHTTP: readonly Message[] = [
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

const STANDARD_LIBRARY: readonly Message[] = [
  {
    by: 'python',
    code: byErrno(TO_TARGET),
    needles: ['urlopen error'],
    pattern: /<urlopen error (?<why>(?!Tunnel).{1,200})>/,
  },
  {
    by: 'python',
    code: 'proxy-scheme-unsupported',
    needles: ['unknown url type: socks'],
    pattern: /unknown url type: (?<detail>socks\w{0,3})/,
  },
  {
    by: 'python',
    code: 'url-malformed',
    needles: [
      'unknown url type',
      'no host given',
      'failed to parse',
      'invalid url',
      'no connection adapters',
      'nonnumeric port',
      'port could not be cast',
      'port out of range',
      'no host supplied',
    ],
    pattern:
      /unknown url type: (?!socks)|no host given|Failed to parse: (?<url>\S{1,300})|Invalid URL '(?<url2>[^']{1,300})': No host|No connection adapters were found for '(?<url3>[^']{1,300})|nonnumeric port: '(?<detail>[^']{0,60})|Port could not be cast to integer value as '(?<detail2>[^']{0,60})|Port out of range 0-65535/,
  },
  {
    by: 'python',
    code: 'url-scheme-missing',
    needles: ['no scheme supplied', 'no schema supplied', 'please provide a scheme'],
    pattern:
      /Invalid URL '(?<url>[^']{1,300})': No schem[ae] supplied|index url "(?<url2>[^"]{1,300})" seems invalid, please provide a scheme/,
  },
  {
    by: 'python',
    code: ({ status = '' }) => byStatus(status),
    needles: ['http error '],
    pattern: /HTTP Error (?<status>[45]\d\d)\b/,
  },
  {
    by: 'python',
    code: 'not-json',
    needles: ['expecting value'],
    pattern: /Expecting value: line (?<line>\d{1,7}) column \d{1,7} \(char \d{1,9}\)/,
  },
  {
    by: 'python',
    code: byErrno(TO_TARGET),
    needles: ['gaierror', 'connectionrefusederror', 'timeouterror', 'connectionreseterror'],
    pattern:
      /(?:gaierror|ConnectionRefusedError|ConnectionResetError|TimeoutError|OSError): ?(?<why>\[Errno .{1,160})/,
  },
  {
    by: 'python',
    code: 'timed-out',
    needles: ['timeouterror', 'socket.timeout', 'timeoutexception'],
    pattern:
      /^(?:asyncio\.(?:exceptions\.)?|concurrent\.futures\._base\.|builtins\.|socket\.)?(?:TimeoutError|timeout)(?:: timed out| occurred)?$/m,
  },
  // [Errno 98] error while attempting to bind on address ('0.0.0.0', 9000): address already in use
  {
    by: 'python',
    code: byErrno(TO_BIND, 'address-in-use'),
    needles: ['attempting to bind on address'],
    pattern:
      /(?<why>\[Errno \d{1,3}\].{0,120}?)?(?:while )?attempting to bind on address \('(?<host>[^']{1,64})', (?<port>\d{1,5})[^)]{0,20}\)(?<why2>.{0,60})/i,
  },
  {
    by: 'python',
    code: byErrno(TO_BIND),
    needles: ['oserror', 'errno 98', 'errno 99'],
    pattern: /OSError: (?<why>\[Errno (?:98|99|13|97)\].{0,80})/,
  },
  // [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)
  {
    by: 'python',
    code: 'tls-expired',
    needles: ['certificate has expired', 'not yet valid'],
    pattern: /certificate verify failed: certificate (?:has expired|is not yet valid)/,
  },
  {
    by: 'python',
    code: 'tls-name-mismatch',
    needles: ['hostname mismatch', "doesn't match", 'ip address mismatch'],
    pattern:
      /certificate verify failed: (?:Hostname|IP address) mismatch, certificate is not valid for '(?<host>[^']{1,253})|hostname '(?<host2>[^']{1,253})' doesn't match/,
  },
  {
    by: 'python',
    code: 'tls-untrusted',
    needles: ['certificate_verify_failed', 'sslcertverificationerror', 'certificate verify failed'],
    pattern:
      /certificate verify failed: (?!certificate (?:has expired|is not yet)|Hostname|IP address)(?<detail>[^('"]{1,80})|CERTIFICATE_VERIFY_FAILED\](?! certificate verify failed:)|certificate verify failed(?!:)/,
  },
  {
    by: 'python',
    code: 'tls-asked-of-plain',
    needles: ['wrong_version_number', 'ssl: unknown_protocol', 'packet_length_too_long', 'ssl: http_request'],
    pattern:
      /(?:host='(?<host>[^']{1,255})', port='?(?<port>\d{1,5})'?\).{0,200}|Cannot connect to host (?<host2>[\w.:[\]-]{1,255}):(?<port2>\d{1,5}) ssl:.{0,20})?\[SSL: (?:WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)\]/,
  },
  {
    by: 'python',
    code: 'tls-handshake-failed',
    needles: ['ssl: ', 'unexpected_eof', 'eof occurred in violation'],
    pattern:
      /\[SSL: (?!WRONG|UNKNOWN_PROTO|PACKET|HTTP_R|CERTIFICATE)(?<detail>[A-Z0-9_]{1,60})\]|EOF occurred in violation of protocol/,
  },
  {
    by: 'python',
    code: 'port-variable-clash',
    needles: ['invalid literal for int'],
    pattern: /invalid literal for int\(\) with base 10: '(?<detail>(?:tcp|udp):\/\/[^']{1,80})/,
  },
];

/** The openai package and LiteLLM: what they say when the reason is in another exception of the chain. */
const OPENAI: readonly Message[] = [
  {
    by: 'openai',
    code: 'timed-out',
    needles: ['request timed out'],
    pattern: /(?:APITimeoutError|Timeout): ?(?:litellm\.Timeout: )?.{0,40}Request timed out/,
  },
  {
    by: 'openai',
    code: 'connect-failed',
    needles: ['apiconnectionerror', 'connection error.'],
    pattern: /APIConnectionError: ?(?:.{0,60})?Connection error|^Connection error\.$/,
  },
  {
    by: 'openai',
    code: ({ status = '' }) => byStatus(status),
    needles: ['error code: '],
    pattern: /Error code: (?<status>[45]\d\d)/i,
  },
];

/** Python's clients, by what their exceptions print. */
export const PYTHON: readonly Message[] = [...URLLIB3, ...HTTPX_AND_AIOHTTP, ...STANDARD_LIBRARY, ...OPENAI];
