import type { Message } from '../message.ts';
import type { ReadingCode } from '../reading-code.ts';
import { byErrno, TO_TARGET } from './errno.ts';
import { byStatus, tunnelStatus } from './status.ts';

/** Which of curl's time limits ran out (multi.c): `Connection timed out after` before, `Operation timed out after` behind the connection. */
const LIMITS: Readonly<Record<string, ReadingCode>> = {
  resolving: 'name-lookup-failed',
  connection: 'connect-timed-out',
  operation: 'answer-timed-out',
};

/**
 * curl 7.29 to 8.x, with `curl: (7)` in front or, from libcurl inside git and others, without (lib/strerror.c and the `failf` calls of
 * lib/*.c).
 */
export const CURL: readonly Message[] = [
  // curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused
  // curl: (7) Failed to connect to 10.0.0.1 port 8080 after 133149 ms: Connection timed out
  // curl: (7) Failed to connect to ::1 port 80 after 0 ms: Couldn't connect to server
  {
    by: 'curl',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['failed to connect to '],
    pattern:
      /failed to connect to (?<host>[\w.%:[\]-]{1,255}) port (?<port>\d{1,5})(?: after (?<after>\d{1,9} ms))?: ?(?<why>.{0,80})/i,
  },
  // curl: (7) couldn't connect to host (before 7.29: connection refused, or whatever)
  {
    by: 'curl',
    code: 'connect-failed',
    needles: ["couldn't connect to"],
    pattern: /couldn't connect to (?:host|server)/i,
  },
  // * connect to 127.0.0.1 port 9 failed: Connection refused
  {
    by: 'curl',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['connect to '],
    pattern:
      /\bconnect to (?<host>[\w.%:[\]-]{1,255}) port (?<port>\d{1,5}) (?:from .{1,80} )?failed: (?<why>.{1,80})/i,
  },
  // * Immediate connect fail for ::1: Cannot assign requested address
  {
    by: 'curl',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['immediate connect fail for '],
    pattern: /immediate connect fail for (?<host>[\w.%:]{1,64}): (?<why>.{1,80})/i,
  },
  {
    by: 'curl',
    code: ({ phase = '' }) => LIMITS[phase.toLowerCase()],
    needles: [' timed out after '],
    pattern:
      /(?<phase>resolving|connection|operation) timed out after (?<after>\d{1,9} (?:ms|milliseconds))/i,
  },
  {
    by: 'unknown',
    code: 'tls-handshake-failed',
    needles: ['ssl connection timeout'],
    pattern: /SSL connection timeout/,
  },
  {
    by: 'curl',
    code: 'name-unresolved',
    needles: ['resolve host'],
    pattern: /could(?: not|n't) resolve host(?: name)?:? ?'?(?<host>[\w.-]{0,253})/i,
  },
  {
    by: 'curl',
    code: 'proxy-name-unresolved',
    needles: ['resolve proxy'],
    pattern: /could(?: not|n't) resolve proxy(?: name)?:? ?'?(?<proxy>[\w.-]{0,253})/i,
  },
  {
    by: 'curl',
    code: 'closed-without-answer',
    needles: ['empty reply from server'],
    pattern: /empty reply from server/i,
  },
  {
    by: 'curl',
    code: byErrno(TO_TARGET, 'closed-early'),
    needles: ['recv failure', 'send failure', 'failed sending', 'failure when receiving'],
    pattern:
      /(?:recv failure|send failure|failed sending .{0,40}|failure when receiving data from the peer)(?:: ?(?<why>.{0,80}))?/i,
  },
  {
    by: 'curl',
    code: 'closed-early',
    needles: ['transfer closed with', 'end of response with'],
    pattern: /(?:transfer closed with|end of response with) (?<after>.{0,30}) (?:remaining|missing)/i,
  },
  // curl: (56) CONNECT tunnel failed, response 403 · curl: (56) Received HTTP code 407 from proxy after CONNECT
  {
    by: 'curl',
    code: ({ status }) => tunnelStatus(status),
    needles: ['connect tunnel failed', 'from proxy after connect'],
    pattern: /(?:CONNECT tunnel failed, response|Received HTTP code) (?<status>\d{3})/i,
  },
  {
    by: 'curl',
    code: 'proxy-closed',
    needles: ['proxy connect aborted'],
    pattern: /proxy CONNECT aborted(?<after> due to timeout)?/i,
  },
  {
    by: 'curl',
    code: 'proxy-url-malformed',
    needles: ['unsupported proxy syntax'],
    pattern: /unsupported proxy syntax in '(?<proxy>[^']{0,300})/i,
  },
  {
    by: 'curl',
    code: 'proxy-scheme-unsupported',
    needles: ['unsupported proxy scheme'],
    pattern: /unsupported proxy scheme for '(?<proxy>[^']{0,300})/i,
  },
  // curl: (97) Received invalid version in initial SOCKS5 response.
  {
    by: 'curl',
    code: 'proxy-not-socks',
    needles: ['socks5 response', 'socks4 reply', 'initial socks'],
    pattern:
      /(?:invalid version in initial SOCKS5 response|unable to receive initial SOCKS5 response|SOCKS4 reply has wrong version)/i,
  },
  {
    by: 'curl',
    code: 'beyond-proxy-failed',
    needles: ['socks5 connection to', 'complete socks5', 'complete socks4'],
    pattern:
      /(?:can't complete SOCKS[45] connection to|SOCKS[45] connection to) (?<host>[\w.%:[\]-]{1,255}?)(?::(?<port>\d{1,5}))?\.? ?\((?<detail>\d{1,3})\)/i,
  },
  {
    by: 'curl',
    code: 'not-http',
    needles: ['http/0.9 when not allowed', 'weird server reply'],
    pattern: /(?:received HTTP\/0\.9 when not allowed|weird server reply)/i,
  },
  // curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number · gnutls: An unexpected TLS packet was received.
  {
    by: 'unknown',
    code: 'tls-asked-of-plain',
    needles: ['wrong version number', 'unexpected tls packet', 'packet length too long', 'http request'],
    pattern:
      /SSL routines:[\w:]{0,40}(?:wrong version number|packet length too long|http request)|unexpected TLS packet was received/i,
  },
  {
    by: 'unknown',
    code: 'tls-handshake-failed',
    needles: [
      'ssl_error_syscall',
      'ssl_connect',
      'ssl connect error',
      'unknown ssl protocol',
      'gnutls_handshake',
      'handshake failure',
      'tlsv1 alert',
      'tls connect error',
    ],
    pattern:
      /(?:SSL_connect: SSL_ERROR_SYSCALL|SSL_ERROR_SYSCALL)(?: in connection to (?<host>[\w.%:[\]-]{1,255}?)(?::(?<port>\d{1,5}))?(?:\s|$))?|unknown SSL protocol error|gnutls_handshake\(\) failed|sslv3 alert handshake failure|tlsv1 alert|TLS connect error|SSL connect error/i,
  },
  {
    by: 'unknown',
    code: 'tls-expired',
    needles: ['certificate has expired', 'certificate is not yet valid'],
    pattern: /certificate (?:has expired|is not yet valid)/i,
  },
  {
    by: 'unknown',
    code: 'tls-name-mismatch',
    needles: [
      'no alternative certificate subject name',
      'does not match target host name',
      'does not match hostname',
      'certificate subject name',
    ],
    pattern:
      /no alternative certificate subject name matches target host ?name '(?<host>[^']{1,253})|certificate subject name .{0,120}does not match (?:target )?host ?name '?(?<host2>[^'\s]{1,253})/i,
  },
  {
    by: 'unknown',
    code: 'tls-untrusted',
    needles: [
      'ssl certificate problem',
      'server certificate verification failed',
      'unable to get local issuer',
      'self-signed certificate',
      'self signed certificate',
    ],
    pattern:
      /SSL certificate problem: (?!certificate (?:has expired|is not yet))(?<detail>.{1,80})|server certificate verification failed|unable to get local issuer certificate|self[- ]signed certificate/i,
  },
  {
    by: 'unknown',
    code: 'tls-local-setup',
    needles: [
      'error setting certificate',
      'problem with the local',
      'problem with the ssl ca',
      'could not load',
    ],
    pattern:
      /error setting certificate (?:verify locations|file)|problem with the (?:local SSL certificate|SSL CA cert)|could not load (?:PEM client certificate|CRL file)/i,
  },
  {
    by: 'curl',
    code: 'url-malformed',
    needles: [
      'url using bad/illegal format',
      'malformed input to a url',
      'url rejected',
      'illegal characters found in url',
      'url malformed',
      'port number was not a decimal',
    ],
    pattern:
      /URL using bad\/illegal format or missing URL|malformed input to a URL function|URL rejected: (?<detail>.{1,80})|illegal characters found in URL|URL malformed|port number was not a decimal number/i,
  },
  {
    by: 'curl',
    code: 'url-malformed',
    needles: ['not supported'],
    pattern: /protocol "(?<detail>[^":]{0,40})" (?:not supported|disabled)/i,
  },
  {
    by: 'curl',
    code: 'redirect-loop',
    needles: ['redirects followed'],
    pattern: /maximum \(\d{1,5}\) redirects followed/i,
  },
  {
    by: 'curl',
    code: 'not-http',
    needles: ['http/2 framing', 'http/2 stream', 'in the http2', 'http2 framing'],
    pattern:
      /(?:error in the HTTP\/?2 framing layer|HTTP\/2 stream \d{1,9} was not closed cleanly(?:: (?<detail>[A-Z_]{1,40}))?)/i,
  },
  // curl: (22) The requested URL returned error: 404
  {
    by: 'curl',
    code: ({ status = '' }) => byStatus(status),
    needles: ['the requested url returned error'],
    pattern: /the requested URL returned error: (?<status>\d{3})/i,
  },
  // curl: (67) Access denied: 530 · curl: (45) bind failed with errno 99
  {
    by: 'curl',
    code: 'bind-not-available',
    needles: ['bind failed with errno 99', "couldn't bind to"],
    pattern: /bind failed with errno 99|couldn't bind to (?:interface|')/i,
  },
];
