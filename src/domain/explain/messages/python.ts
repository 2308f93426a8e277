import type { Message } from '../message.ts';
import { byErrno, TO_BIND, TO_TARGET } from './errno.ts';
import { byStatus } from './status.ts';

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
  // OSError: [Errno 98] Address already in use: ('0.0.0.0', 8000) (gevent, baseserver.py)
  {
    by: 'python',
    code: byErrno(TO_BIND),
    needles: ['already in use', 'assign requested address'],
    pattern:
      /(?<why>address already in use|cannot assign requested address)[: ]{0,3}(?:on |for )?\('?(?<host>[\w.:]{1,64})'?, (?<port>\d{1,5})\b/i,
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

/** Python's own words, and those of packages that stand in front of an HTTP client. */
export const PYTHON: readonly Message[] = [...STANDARD_LIBRARY, ...OPENAI];
