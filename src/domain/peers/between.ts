import type { HttpResponse } from '../facts/observation.ts';
import { firstHeader } from './header.ts';

/** An error page that a reverse proxy writes itself when the service behind it does not answer, by what only it writes. */
const OWN_ERRORS: readonly {
  readonly program: string;
  readonly isOwn: (response: HttpResponse, server: string) => boolean;
}[] = [
  // ngx_http_special_response.c: the page ends in its own name.
  { program: 'nginx', isOwn: ({ bodyStart }) => /<center>(?:nginx|openresty|Tengine)\b/i.test(bodyStart) },
  // Apache's ErrorDocument for a failed proxy_pass (mod_proxy).
  {
    program: 'Apache',
    isOwn: ({ bodyStart }, server) =>
      /^apache/i.test(server) && /proxy server|temporarily unable to service/i.test(bodyStart),
  },
  // reverse_proxy gives a status without a body.
  { program: 'Caddy', isOwn: ({ bodyBytes }, server) => /^caddy/i.test(server) && bodyBytes === 0 },
  // source/common/http: what Envoy says of its upstream.
  {
    program: 'Envoy',
    isOwn: ({ bodyStart }, server) =>
      /^envoy/i.test(server) &&
      /^(?:upstream connect error|no healthy upstream|upstream request timeout)/.test(bodyStart),
  },
  // src/http.c: its pages have no Server header.
  {
    program: 'HAProxy',
    isOwn: ({ bodyStart }) =>
      /No server is available to handle this request|The server didn't respond in time|returned an invalid or incomplete response/.test(
        bodyStart,
      ),
  },
  // pkg/middlewares: the status's own words and nothing else.
  {
    program: 'Traefik',
    isOwn: ({ bodyStart }, server) =>
      server === '' && /^(?:Bad Gateway|Gateway Timeout|Service Unavailable)$/.test(bodyStart.trim()),
  },
];

const GATEWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * The reverse proxy whose own error this is: nginx before a vLLM that does not run says 502 with a page of its own.
 * `undefined` where the service said it, or nobody can tell.
 */
export const betweenOf = (response: HttpResponse): string | undefined =>
  GATEWAY.has(response.status)
    ? OWN_ERRORS.find(({ isOwn }) => isOwn(response, firstHeader(response, 'server') ?? ''))?.program
    : undefined;
