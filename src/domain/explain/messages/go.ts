import type { Message } from '../message.ts';
import { byErrno, TO_BIND, TO_PROXY, TO_TARGET } from './errno.ts';

/** Go's net and net/http, and so Docker, Ollama, Kubernetes, Clash: `dial tcp 127.0.0.1:10809: connect: connection refused`. */
export const GO: readonly Message[] = [
  // Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 127.0.0.1:7897: connect: connection refused
  {
    by: 'go',
    code: byErrno(TO_PROXY, 'proxy-connect-failed'),
    needles: ['proxyconnect tcp'],
    pattern:
      /(?:(?:Get|Head|Post|Put) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )?proxyconnect tcp: (?<why>(?!net\/http: TLS|tls: first).{0,40}?(?:dial tcp (?<pool>[\w.%:[\]-]{1,255}):(?<poolPort>\d{1,5}))?.{0,120})/,
  },
  {
    by: 'go',
    code: 'proxy-not-tls',
    needles: ['proxyconnect tcp'],
    pattern:
      /proxyconnect tcp: (?:net\/http: TLS handshake timeout|tls: first record does not look like a TLS handshake)/,
  },
  // dial tcp: lookup registry-1.docker.io on 127.0.1.1:53: read udp 127.0.0.1:48422->127.0.1.1:53: read: connection refused
  {
    by: 'go',
    code: ({ why = '' }) =>
      /no such host/.test(why)
        ? 'name-unresolved'
        : /refused/.test(why)
          ? 'resolver-unreachable'
          : 'name-lookup-failed',
    needles: ['lookup '],
    pattern: /\blookup (?<host>[\w.-]{1,253})(?: on (?<resolver>[\w.:[\]]{3,64}))?: (?<why>.{1,160})/,
  },
  {
    by: 'go',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['dial tcp', 'dial udp'],
    pattern:
      /(?:(?:Get|Head|Post|Put) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )?(?<!proxyconnect tcp: )dial (?:tcp|udp)[46]? (?<host>[\w.%:[\]-]{1,255}):(?<port>\d{1,5}): (?<why>.{1,120})/,
  },
  {
    by: 'go',
    code: byErrno(TO_BIND),
    needles: ['listen tcp', 'listen udp'],
    pattern: /listen (?:tcp|udp)[46]? (?<host>[\w.%:[\]-]{0,255}):(?<port>\d{1,5}): (?<why>.{1,120})/,
  },
  {
    by: 'go',
    code: 'tls-asked-of-plain',
    needles: ['http response to https client', 'first record does not look like'],
    pattern:
      /(?:(?:Get|Head|Post) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )?(?:http: )?server gave HTTP response to HTTPS client|(?<!proxyconnect tcp: )tls: first record does not look like a TLS handshake/,
  },
  {
    by: 'go',
    code: 'tls-expired',
    needles: ['x509'],
    pattern: /x509: certificate has expired or is not yet valid/,
  },
  {
    by: 'go',
    code: 'tls-name-mismatch',
    needles: ['x509'],
    pattern:
      /x509: (?:certificate is (?:not )?valid for .{1,160}, not (?<host>[\w.:-]{1,253})|cannot validate certificate for (?<host2>[\w.:]{1,64}))/,
  },
  {
    by: 'go',
    code: 'tls-untrusted',
    needles: ['x509'],
    pattern:
      /x509: (?<detail>certificate signed by unknown authority|certificate is not trusted|certificate relies on legacy)/,
  },
  {
    by: 'go',
    code: 'tls-handshake-failed',
    needles: ['tls handshake timeout', 'remote error: tls'],
    pattern:
      /(?<!proxyconnect tcp: )net\/http: TLS handshake timeout|remote error: tls: (?<detail>[\w ]{1,40})/,
  },
  {
    by: 'go',
    code: 'connect-timed-out',
    needles: ['while waiting for connection'],
    pattern:
      /(?:(?:Get|Head|Post) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )?net\/http: request canceled while waiting for connection/,
  },
  {
    by: 'go',
    code: 'answer-timed-out',
    needles: ['awaiting headers', 'timeout awaiting response headers'],
    pattern:
      /(?:(?:Get|Head|Post) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )?(?:context deadline exceeded|net\/http: request canceled|net\/http: timeout awaiting response headers)(?! while waiting)/,
  },
  {
    by: 'go',
    code: 'timed-out',
    needles: ['context deadline exceeded'],
    pattern: /context deadline exceeded/,
  },
  {
    by: 'go',
    code: 'closed-without-answer',
    needles: ['": eof', ': eof', 'unexpected eof', 'server closed idle'],
    pattern:
      /(?:(?:Get|Head|Post) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )(?:unexpected )?EOF\b|server closed idle connection/,
  },
  {
    by: 'go',
    code: 'not-http',
    needles: ['malformed http'],
    pattern: /malformed HTTP (?:response|version|status code) "(?<detail>[^"]{0,60})/,
  },
  {
    by: 'go',
    code: 'proxy-auth-required',
    needles: ['proxy authentication required', 'proxyconnect'],
    pattern:
      /(?:(?:Get|Head|Post) "?(?<url>https?:\/\/[^\s"]{1,300})"?: )Proxy Authentication Required|^Proxy Authentication Required$/,
  },
  {
    by: 'go',
    code: 'plain-asked-of-tls',
    needles: ['client sent an http request to an https server'],
    pattern: /Client sent an HTTP request to an HTTPS server/,
  },
  {
    by: 'go',
    code: 'proxy-scheme-unsupported',
    needles: ['proxy: unknown scheme', 'unsupported protocol scheme'],
    pattern: /proxy: unknown scheme: (?<detail>\S{1,40})/,
  },
  {
    by: 'go',
    code: 'url-scheme-missing',
    needles: ['unsupported protocol scheme', 'first path segment in url'],
    pattern:
      /unsupported protocol scheme "(?<detail>[^"]{0,40})|first path segment in URL cannot contain colon/,
  },
  {
    by: 'go',
    code: 'url-malformed',
    needles: ['invalid port', 'parse "'],
    pattern: /parse "(?<url>[^"]{1,300})": (?:invalid port|net\/url)/,
  },
  {
    by: 'go',
    code: 'beyond-proxy-failed',
    needles: ['socks connect'],
    pattern:
      /socks connect tcp \S{1,80}->(?<host>[\w.%:[\]-]{1,255}):(?<port>\d{1,5}): (?:unknown error )?(?<detail>.{1,80})/,
  },
  // Rust (uv, reqwest): error sending request for url (http://127.0.0.1:8000/): … tcp connect error: Connection refused (os error 111)
  {
    by: 'rust',
    code: byErrno(TO_TARGET, 'connect-failed'),
    needles: ['error sending request for url', 'tcp connect error'],
    pattern:
      /error sending request for url \((?<url>[^)]{1,300})\)(?<why>.{0,200})|tcp connect error: (?<why2>.{1,120})/,
  },
];
