import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { passedThrough } from './passed-through.ts';
import { proxyError } from './proxy-error.ts';
import { recognisePeer } from './recognise-peer.ts';
import { PROGRAMS } from './registry.ts';
import { readCapture } from './testing/read-capture.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace(/\.txt$/, ''));
const capture = (name: string) => readCapture(readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8'));

/** What each recorded response shows: who wrote it, what its error is, and through whom it came. */
const SHOWS: Readonly<Record<string, readonly [by: string, error: string, through: string]>> = {
  'squid-5.7-connect-refused': ['squid 5.7', 'connect-failed ERR_CONNECT_FAIL 111 refused', ''],
  'squid-5.7-connect-refused-zh': ['squid 5.7', 'connect-failed ERR_CONNECT_FAIL 111 refused', ''],
  'squid-5.7-connect-tunnel-refused': ['squid 5.7', 'connect-failed ERR_CONNECT_FAIL 111 refused', ''],
  'squid-5.7-hardened-connect-refused': ['squid', 'connect-failed ERR_CONNECT_FAIL 111 refused', ''],
  'squid-5.7-parent-refused': ['squid 5.7', 'connect-failed ERR_CONNECT_FAIL 111 refused', 'squid 5.7'],
  'squid-5.7-host-unreachable': ['squid 5.7', 'connect-failed ERR_CONNECT_FAIL 101', ''],
  'squid-5.7-connect-timeout': ['squid 5.7', 'timed-out ERR_CONNECT_FAIL 110', ''],
  'squid-5.7-read-timeout': ['squid 5.7', 'timed-out ERR_READ_TIMEOUT', ''],
  'squid-5.7-dns-failure': ['squid 5.7', 'dns-failed ERR_READ_ERROR', ''],
  'squid-5.7-connect-tunnel-dns': ['squid 5.7', 'other ERR_CANNOT_FORWARD', ''],
  'squid-5.7-closed': ['squid 5.7', 'other ERR_ZERO_SIZE_OBJECT', ''],
  'squid-5.7-denied': ['squid 5.7', 'access-denied ERR_ACCESS_DENIED', ''],
  'squid-5.7-denied-zh': ['squid 5.7', 'access-denied ERR_ACCESS_DENIED', ''],
  'squid-5.7-connect-tunnel-denied': ['squid 5.7', 'access-denied ERR_ACCESS_DENIED', ''],
  'squid-5.7-hardened-denied': ['squid', 'access-denied ERR_ACCESS_DENIED', ''],
  'squid-5.7-auth-required': ['squid 5.7', 'auth-required ERR_CACHE_ACCESS_DENIED', ''],
  'squid-5.7-bad-port': ['squid 5.7', 'bad-request ERR_INVALID_URL', ''],
  'squid-5.7-garbage': ['unknown', 'none', 'squid 5.7'],
  'squid-5.7-passed-200': ['vllm', 'none', 'squid 5.7'],
  'squid-5.7-passed-404': ['uvicorn', 'none', 'squid 5.7'],
  'squid-5.7-passed-503': ['uvicorn', 'none', 'squid 5.7'],
  'squid-5.7-parent-passed-200': ['vllm', 'none', 'squid 5.7, squid 5.7'],
  'squid-5.7-hardened-passed-404': ['unknown', 'none', ''],
  'tinyproxy-1.11.1-connect-refused': ['tinyproxy 1.11.1', 'connect-failed Unable to connect', ''],
  'tinyproxy-1.11.1-dns-failure': ['tinyproxy 1.11.1', 'connect-failed Unable to connect', ''],
  'tinyproxy-1.11.1-garbage': ['tinyproxy 1.11.1', 'other Could not retrieve all the headers', ''],
  'tinyproxy-1.11.1-denied': ['tinyproxy 1.11.1', 'access-denied Access denied', ''],
  'tinyproxy-1.11.1-filtered': ['tinyproxy 1.11.1', 'access-denied Filtered', ''],
  'tinyproxy-1.11.1-auth-required': ['tinyproxy 1.11.1', 'auth-required Proxy Authentication Required', ''],
  'tinyproxy-1.11.1-auth-wrong': ['tinyproxy 1.11.1', 'auth-required Unauthorized', ''],
  'tinyproxy-1.11.1-bad-scheme': ['tinyproxy 1.11.1', 'bad-request Bad Request', ''],
  'tinyproxy-1.11.1-passed-200': ['vllm', 'none', 'tinyproxy 1.11.1'],
  'tinyproxy-1.11.1-passed-404': ['uvicorn', 'none', 'tinyproxy 1.11.1'],
  'tinyproxy-1.11.1-connect-tunnel-ok': ['unknown', 'none', 'tinyproxy 1.11.1'],
  'privoxy-3.0.34-connect-refused': ['privoxy 3.0.34', 'connect-failed connect-failed', ''],
  'privoxy-3.0.34-connect-tunnel-refused': ['privoxy 3.0.34', 'connect-failed connect-failed', ''],
  'privoxy-3.0.34-dns-failure': ['privoxy 3.0.34', 'dns-failed no-such-domain', ''],
  'privoxy-3.0.34-read-timeout': ['privoxy 3.0.34', 'timed-out connection-timeout', ''],
  'privoxy-3.0.34-closed': ['privoxy 3.0.34', 'other no-server-data', ''],
  'privoxy-3.0.34-garbage': ['privoxy', 'other invalid-response', ''],
  'privoxy-3.0.34-blocked': ['privoxy', 'access-denied blocked', ''],
  'privoxy-3.0.34-bad-port': ['privoxy', 'bad-request invalid-request', ''],
  'privoxy-3.0.34-passed-404': ['uvicorn', 'none', ''],
  'uvicorn-0.54.0-models': ['vllm', 'none', ''],
  'uvicorn-0.54.0-404': ['uvicorn', 'none', ''],
};

const words = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ');

describe('recorded responses', () => {
  it('all have a line that says what they show', () => {
    expect(names.toSorted()).toEqual(Object.keys(SHOWS).toSorted());
  });

  it.each(names)('%s', (name) => {
    const response = capture(name);
    const peer = recognisePeer(response);
    const error = proxyError(response);
    const through = passedThrough(response).map(({ program, version }) => words(program, version));
    expect([
      words(peer.program, peer.version),
      error === undefined
        ? 'none'
        : words(error.category, error.code, error.detail, error.isRefused ? 'refused' : undefined),
      through.join(', '),
    ]).toEqual(SHOWS[name]);
    // Who is named is named by something.
    expect(peer.marks.length === 0).toBe(peer.program === 'unknown');
  });

  it('does not depend on the order of the registry', () => {
    const reversed = PROGRAMS.toReversed();
    for (const name of names) {
      const response = capture(name);
      expect(recognisePeer(response, reversed)).toEqual(recognisePeer(response));
    }
  });
});

describe('the marks', () => {
  it('are what was received', () => {
    expect(recognisePeer(capture('squid-5.7-connect-refused')).marks).toEqual([
      'Server: squid/5.7',
      'X-Squid-Error: ERR_CONNECT_FAIL 111',
    ]);
    expect(recognisePeer(capture('squid-5.7-hardened-connect-refused')).marks).toEqual([
      'Generated Sat, 21 Nov 2026 08:36:34 GMT by proxy.example.com (squid)',
    ]);
    expect(recognisePeer(capture('privoxy-3.0.34-connect-refused')).marks).toEqual([
      '503 - Connect failed (Privoxy@proxy.example.com)',
    ]);
    expect(recognisePeer(capture('squid-5.7-passed-200')).marks).toEqual(['owned_by: vllm']);
    expect(passedThrough(capture('squid-5.7-passed-404'))[0]?.marks).toEqual([
      'Via: 1.1 proxy.example.com (squid/5.7)',
    ]);
  });
});
