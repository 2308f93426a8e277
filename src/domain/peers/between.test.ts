import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../facts/observation.ts';
import { betweenOf } from './between.ts';

const says = (status: number, server: string, bodyStart: string): HttpResponse => ({
  status,
  httpVersion: '1.1',
  headers: server === '' ? [] : [['server', server]],
  bodyStart,
  bodyBytes: bodyStart.length,
  isTruncated: false,
  hadControl: false,
});

// nginx's page as its own 1.22.1 sends it; the others from their sources and documentation.
const NGINX =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>';

describe('the reverse proxy whose own error it is', () => {
  it.each([
    ['nginx', says(502, 'nginx/1.22.1', NGINX)],
    ['nginx', says(504, '', NGINX.replace('nginx/1.22.1', 'openresty'))],
    [
      'Apache',
      says(503, 'Apache/2.4.62 (Debian)', 'The server is temporarily unable to service your request'),
    ],
    ['Caddy', says(502, 'Caddy', '')],
    ['Envoy', says(503, 'envoy', 'upstream connect error or disconnect/reset before headers.')],
    ['HAProxy', says(503, '', '<html><body><h1>503</h1>\nNo server is available to handle this request.')],
    ['Traefik', says(502, '', 'Bad Gateway')],
  ])('%s', (program, response) => {
    expect(betweenOf(response)).toBe(program);
  });

  it.each([
    ['the service’s own, passed on', says(502, 'nginx/1.22.1', '{"error":{"message":"engine failed"}}')],
    ['the service’s own', says(503, 'uvicorn', '{"detail":"overloaded"}')],
    ['no gateway’s status', says(500, 'nginx/1.22.1', NGINX)],
    ['an empty body of who knows', says(502, '', '')],
  ])('is nobody’s where it is %s', (_, response) => {
    expect(betweenOf(response)).toBeUndefined();
  });
});
