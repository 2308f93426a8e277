import type { Message } from '../message.ts';
import { byErrno, TO_BIND, TO_TARGET } from './errno.ts';
import { byStatus } from './status.ts';

/** Node 14 to 24: net, http, undici's fetch, and axios on top. */
export const NODE: readonly Message[] = [
  // connect ECONNREFUSED 127.0.0.1:11434 · connect ECONNREFUSED ::1:11434 · connect ENETUNREACH 203.0.113.5:80 - Local (0.0.0.0:0)
  {
    by: 'node',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['connect e'],
    pattern: /\bconnect (?<why>E[A-Z]{3,20}) (?<host>[\w.%:-]{1,255}):(?<port>\d{1,5})(?=[\s\]}),]|$)/,
  },
  // { code: 'ECONNREFUSED', syscall: 'connect', address: '::1', port: 11434 }
  {
    by: 'node',
    code: byErrno(TO_TARGET),
    needles: ["syscall: 'connect'", "code: 'econn", "code: 'ehost", "code: 'enet", "code: 'etimed"],
    pattern:
      /code: '(?<why>E[A-Z]{3,20})'(?:.{0,80}address: '(?<host>[^']{1,64})'.{0,20}port: (?<port>\d{1,5}))?/,
  },
  {
    by: 'node',
    code: byErrno(TO_TARGET),
    needles: ['getaddrinfo e', 'querya e', 'dns lookup'],
    pattern: /\b(?:getaddrinfo|query[A-Z]{1,6}) (?<why>EAI_AGAIN|ENOTFOUND) (?<host>[\w.-]{1,253})/,
  },
  { by: 'node', code: 'name-lookup-failed', needles: ["code: 'eai_again'"], pattern: /code: 'EAI_AGAIN'/ },
  { by: 'node', code: 'name-unresolved', needles: ["code: 'enotfound'"], pattern: /code: 'ENOTFOUND'/ },
  {
    by: 'node',
    code: byErrno(TO_BIND),
    needles: ['listen e'],
    pattern: /\blisten (?<why>E[A-Z]{3,20}):? (?:.{0,40} )?(?<host>[\w.%:*-]{0,255}):(?<port>\d{1,5})\b/,
  },
  {
    by: 'node',
    code: 'connection-reset',
    needles: ['read econnreset', 'write epipe', 'write econnreset'],
    pattern: /\b(?:read ECONNRESET|write (?:EPIPE|ECONNRESET))/,
  },
  {
    by: 'node',
    code: 'closed-without-answer',
    needles: ['socket hang up', 'other side closed', 'und_err_socket', 'client network socket disconnected'],
    pattern: /socket hang up|other side closed|UND_ERR_SOCKET/,
  },
  {
    by: 'node',
    code: 'tls-handshake-failed',
    needles: ['before secure tls connection'],
    pattern: /Client network socket disconnected before secure TLS connection was established/,
  },
  {
    by: 'node',
    code: 'connect-timed-out',
    needles: ['und_err_connect_timeout', 'connect timeout error', 'connecttimeouterror'],
    pattern:
      /UND_ERR_CONNECT_TIMEOUT|Connect Timeout Error(?: \(attempted address(?:es)?: (?<host>[\w.%:-]{1,255}?):(?<port>\d{1,5})[,)])?/,
  },
  {
    by: 'node',
    code: 'answer-timed-out',
    needles: [
      'und_err_headers_timeout',
      'und_err_body_timeout',
      'headers timeout error',
      'body timeout error',
    ],
    pattern: /UND_ERR_(?:HEADERS|BODY)_TIMEOUT|(?:Headers|Body) Timeout Error/,
  },
  {
    by: 'node',
    code: 'timed-out',
    needles: ['aborted due to timeout', 'timeout of '],
    pattern: /The operation was aborted due to timeout|timeout of (?<after>\d{1,9}ms) exceeded/,
  },
  {
    by: 'node',
    code: 'proxy-auth-required',
    needles: ['proxy response (407)'],
    pattern: /Proxy response \(407\)/,
  },
  {
    by: 'node',
    code: 'tunnel-failed',
    needles: ['proxy response (', 'proxy response !== 200'],
    pattern: /Proxy response (?:\((?<status>(?!407)\d{3})\) !==? 200|!== 200) when HTTP Tunneling/,
  },
  {
    by: 'node',
    code: 'not-http',
    needles: [
      'hpe_invalid',
      'does not match the http/1.1 protocol',
      'parse error: expected http',
      'err_http2',
    ],
    pattern:
      /HPE_INVALID_[A-Z_]{1,30}|Response does not match the HTTP\/1\.1 protocol|Parse Error: Expected HTTP|ERR_HTTP2_[A-Z_]{1,30}/,
  },
  {
    by: 'node',
    code: 'not-json',
    needles: [
      'is not valid json',
      'in json at position',
      'unexpected end of json input',
      'unexpected token <',
    ],
    pattern:
      /Unexpected token .{1,30} is not valid JSON|Unexpected token .{1,6} in JSON at position \d{1,9}|Unexpected end of JSON input/,
  },
  {
    by: 'node',
    code: 'url-malformed',
    needles: [
      'err_invalid_url',
      'failed to parse url',
      'invalid url',
      'unknown scheme',
      'err_invalid_protocol',
    ],
    pattern:
      /Failed to parse URL from (?<url>\S{1,300})|code: 'ERR_INVALID_URL'(?:, input: '(?<url2>[^']{1,300}))?|TypeError(?: \[ERR_INVALID_URL\])?: Invalid URL(?:: (?<url3>\S{1,300}))?|Error: unknown scheme|ERR_INVALID_PROTOCOL/,
  },
  {
    by: 'node',
    code: 'port-blocked-by-client',
    needles: ['error: bad port', 'err_unsafe_port'],
    pattern: /\bError: bad port\b|ERR_UNSAFE_PORT/,
  },
  {
    by: 'node',
    code: 'redirect-loop',
    needles: [
      'redirect count exceeded',
      'maximum number of redirects',
      'maximum redirect reached',
      'err_fr_too_many',
    ],
    pattern:
      /redirect count exceeded|[Mm]aximum (?:number of )?redirects? (?:reached|exceeded)|ERR_FR_TOO_MANY_REDIRECTS/,
  },
  {
    by: 'node',
    code: 'tls-expired',
    needles: ['cert_has_expired', 'cert_not_yet_valid'],
    pattern: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
  },
  {
    by: 'node',
    code: 'tls-name-mismatch',
    needles: ['err_tls_cert_altname_invalid', "does not match certificate's altnames"],
    pattern:
      /Hostname\/IP does not match certificate's altnames: (?:Host: |IP: )?(?<host>[\w.:-]{1,253}?)\.? is not|ERR_TLS_CERT_ALTNAME_INVALID(?!.{0,40}Hostname)/,
  },
  {
    by: 'node',
    code: 'tls-untrusted',
    needles: [
      'self_signed_cert',
      'unable_to_verify_leaf',
      'unable_to_get_issuer',
      'unable to verify the first certificate',
    ],
    pattern:
      /(?<detail>DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?)|unable to verify the first certificate/,
  },
  {
    by: 'node',
    code: 'tls-asked-of-plain',
    needles: ['err_ssl_wrong_version_number', 'err_ssl_packet_length'],
    pattern: /ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)/,
  },
  {
    by: 'node',
    code: ({ status = '' }) => byStatus(status),
    needles: ['request failed with status code'],
    pattern: /Request failed with status code (?<status>[45]\d\d)/,
  },
  {
    by: 'node',
    code: ({ status = '' }) => byStatus(status),
    needles: ['invalid response status'],
    pattern: /Invalid response status.{0,40}(?<status>[45]\d\d)/,
  },
  { by: 'node', code: 'connect-failed', needles: ['fetch failed'], pattern: /TypeError: fetch failed/ },
  // npm ERR! network request to https://registry… failed, reason: connect ECONNREFUSED 127.0.0.1:7890
  {
    by: 'npm',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['failed, reason: '],
    pattern:
      /request to (?<url>https?:\/\/\S{1,300}) failed, reason:(?<why>(?! connect E| getaddrinfo).{0,200})/,
  },
];
