import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress } from './format-address.ts';
import { formatTarget, targetAuthority } from './format-target.ts';
import { parseTarget } from './parse-target.ts';
import type { Target, UrlProblem } from './target.ts';
import { anyAddress } from './testing/any-address.ts';

const target = (text: string): Target => {
  const read = parseTarget(text);
  if (!read.ok) throw new Error(`${text}: ${read.problem.kind}`);
  return read.value;
};

const problem = (text: string): UrlProblem => {
  const read = parseTarget(text);
  if (read.ok) throw new Error(`${text} parses`);
  return read.problem;
};

describe('a URL as a person types it', () => {
  it('is taken apart', () => {
    expect(target('https://Example.TEST:8443/v1/models?a=b#top')).toEqual({
      scheme: 'https',
      host: { kind: 'name', name: 'example.test', written: 'Example.TEST' },
      port: 8443,
      isPortWritten: true,
      path: '/v1/models',
      query: '?a=b',
      hasUserinfo: false,
    });
  });

  it.each([
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['localhost:8000', 'http://localhost:8000/'],
    ['localhost', 'http://localhost/'],
    ['HTTP://host', 'http://host/'],
    ['https://host:443/', 'https://host/'],
    ['http://host:443/', 'http://host:443/'],
    ['http://host:08000', 'http://host:8000/'],
    ['http://host?a=b', 'http://host/?a=b'],
    ['http://host#x', 'http://host/'],
    ['http://example.test./', 'http://example.test./'],
    ['http://my_service:80/', 'http://my_service/'],
    ['http://127.1:8000', 'http://127.0.0.1:8000/'],
    ['http://0x7f000001/', 'http://127.0.0.1/'],
    ['http://017700000001/', 'http://127.0.0.1/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['2130706433:8000', 'http://127.0.0.1:8000/'],
    ['http://8000/', 'http://0.0.31.64/'],
    ['http://[::1]:8000/', 'http://[::1]:8000/'],
    ['http://[0:0::1]', 'http://[::1]/'],
    ['http://[fe80::1%eth0]:80', 'http://[fe80::1%eth0]/'],
    ['http://[fe80::1%25eth0]/', 'http://[fe80::1%eth0]/'],
    ['http://例子.test/模型', 'http://例子.test/模型'],
    ['http://host/npm/@scope:a', 'http://host/npm/@scope:a'],
    ['http://[::1]:8000/@scope', 'http://[::1]:8000/@scope'],
    ['http://user:pw@host/', 'http://host/'],
  ])('%s is %s', (text, canonical) => {
    expect(formatTarget(target(text))).toBe(canonical);
  });

  it('keeps how an address was written, because clients compare texts', () => {
    expect(target('http://127.1/').host).toMatchObject({ kind: 'address', written: '127.1' });
    expect(target('http://[0:0::1]/').host).toMatchObject({ kind: 'address', written: '0:0::1' });
  });

  it('has its host and port for people and for CONNECT', () => {
    expect(targetAuthority(target('http://127.1'))).toBe('127.0.0.1:80');
    expect(targetAuthority(target('https://[::1]/'))).toBe('[::1]:443');
    expect(targetAuthority(target('http://Example.test.:8000/'))).toBe('example.test.:8000');
  });

  it('gives the URL of another path of the same service', () => {
    expect(formatTarget(target('http://[::1]:8000/v1?a=b'), '/v1/models')).toBe(
      'http://[::1]:8000/v1/models',
    );
  });
});

describe('a slip in a URL', () => {
  it.each<[string, UrlProblem['kind'], number, string | undefined]>([
    ['', 'empty', 0, undefined],
    ['  ', 'empty', 0, undefined],
    ['http://127.0.0.1:8000:8000/v1/models', 'port-twice', 21, 'http://127.0.0.1:8000/v1/models'],
    ['127.0.0.1:8000:8000', 'port-twice', 14, 'http://127.0.0.1:8000'],
    ['http://localhost::8000/', 'port-twice', 17, 'http://localhost:8000/'],
    ['http://127.0.0.1:8000:9000/', 'port-twice', 21, undefined],
    ['http：／／127.0.0.1：8000', 'full-width', 4, 'http://127.0.0.1:8000'],
    ['http://127。0。0。1:8000/', 'full-width', 10, 'http://127.0.0.1:8000/'],
    ['http://127.0.0.1:８０００/', 'full-width', 17, 'http://127.0.0.1:8000/'],
    ['http://host/v1／models', 'full-width', 14, 'http://host/v1/models'],
    ['http：／／127。0。0。1：8000：8000/', 'full-width', 4, 'http://127.0.0.1:8000/'],
    ['http:/host', 'scheme-slashes', 6, 'http://host'],
    ['https:host/v1', 'scheme-slashes', 6, 'https://host/v1'],
    ['http//host', 'scheme-slashes', 4, 'http://host'],
    ['http;//host', 'scheme-slashes', 4, 'http://host'],
    ['http:\\\\host\\v1', 'scheme-slashes', 5, 'http://host/v1'],
    ['//host/v1', 'scheme-slashes', 0, 'http://host/v1'],
    ['://host/v1', 'scheme-slashes', 0, 'http://host/v1'],
    ['http:///127.0.0.1:8000', 'scheme-slashes', 7, 'http://127.0.0.1:8000'],
    ['http:///v1/models', 'scheme-slashes', 7, undefined],
    ['http:8000/v1', 'scheme-slashes', 5, undefined],
    ['http://http://host', 'scheme-twice', 7, 'http://host'],
    ['https://https://host/v1', 'scheme-twice', 8, 'https://host/v1'],
    ['http://HTTPS://host', 'scheme-twice', 7, 'HTTPS://host'],
    ['http://http://http://host', 'scheme-twice', 7, 'http://host'],
    ['htp://host', 'unknown-scheme', 0, 'http://host'],
    ['thtp://host', 'unknown-scheme', 0, 'http://host'],
    ['htps://host', 'unknown-scheme', 0, 'https://host'],
    ['httpd://host', 'unknown-scheme', 0, undefined],
    ['ftp://host', 'unknown-scheme', 0, undefined],
    ['http://::1:8000/', 'bracket', 7, 'http://[::1]:8000/'],
    ['http://::1/', 'bracket', 7, 'http://[::1]/'],
    ['http://[::1:8000/', 'bracket', 7, 'http://[::1]:8000/'],
    ['http://::1]:8000/', 'bracket', 7, 'http://[::1]:8000/'],
    ['http://fe80::1:8000/', 'bracket', 7, undefined],
    ['http://[::1]8000/', 'bracket', 12, undefined],
    ['http://[127.0.0.1]:8000/', 'bracket', 7, 'http://127.0.0.1:8000/'],
    ['http://[::g]/', 'bad-host', 8, undefined],
    ['http://', 'no-host', 7, undefined],
    ['http://:8000/', 'no-host', 7, undefined],
    ['/v1/models', 'no-host', 0, undefined],
    ['8000', 'no-host', 0, 'http://127.0.0.1:8000'],
    ['8000/v1', 'no-host', 0, 'http://127.0.0.1:8000/v1'],
    [':8000', 'no-host', 0, 'http://127.0.0.1:8000'],
    [':8000/v1?a=b', 'no-host', 0, 'http://127.0.0.1:8000/v1?a=b'],
    ['８０００', 'full-width', 0, 'http://127.0.0.1:8000'],
    ['0', 'no-host', 0, undefined],
    ['99999/v1', 'no-host', 0, undefined],
    ['http://host:/v1', 'port-not-number', 11, 'http://host/v1'],
    ['http://host:80a/', 'port-not-number', 14, undefined],
    ['http://host:0/', 'port-out-of-range', 12, undefined],
    ['http://host:65536/', 'port-out-of-range', 12, undefined],
    ['http://127.0.0.1 :8000/', 'blank', 16, 'http://127.0.0.1:8000/'],
    ['http://host:8000\u3000', 'blank', 16, 'http://host:8000'],
    ['http://host/a b', 'blank', 13, undefined],
    ['http://ho\u202est/', 'control-character', 9, 'http://host/'],
    ['\ufeffhttp://host/', 'control-character', 0, 'http://host/'],
    ['http://host/\u001b[31m', 'control-character', 12, 'http://host/[31m'],
    ['http://256.0.0.1/', 'bad-host', 7, undefined],
    ['http://127.0.0.1.8000/', 'bad-host', 7, undefined],
    ['http://a..b/', 'bad-host', 9, undefined],
    ['http://a$b/', 'bad-host', 8, undefined],
    ['http://host\\v1', 'bad-host', 11, 'http://host/v1'],
    [`http://${'a'.repeat(64)}/`, 'bad-host', 7, undefined],
    [`http://host/${'a'.repeat(2048)}`, 'too-long', 2048, undefined],
  ])('%j: %s at %i, meant %s', (text, kind, at, suggestion) => {
    expect(problem(text)).toMatchObject({ kind, at });
    expect(problem(text).suggestion).toBe(suggestion);
  });

  it('quotes no more of a long text than a URL may have', () => {
    expect(problem('x'.repeat(1_000_000)).text).toHaveLength(2048);
  });
});

describe('a password in a URL', () => {
  it.each([
    ['http://me:hunter2@host:80:80/', 'http://me:***@host:80:80/', 'http://me:***@host:80/'],
    ['http：／／me：hunter2＠host/', 'http：／／me：***＠host/', 'http://me:***@host/'],
    ['me:hunter2@host:80a', 'me:***@host:80a', undefined],
    ['http:/me:hunter2@host', 'http:/me:***@host', 'http://me:***@host'],
    ['http://me:hun/ter2@host/', 'http://me:***/***@host/', undefined],
    ['http://me:hun#ter2@host/', 'http://me:***#***@host/', undefined],
    ['http://me:hun@ter2@host:x/', 'http://me:***@***@host:x/', undefined],
    ['http://me:100%ter2@host:x/', 'http://me:***%***@host:x/', undefined],
    ['http://me:hun%2Fter2@host:x/', 'http://me:***@host:x/', undefined],
  ])('never leaves: %s', (text, shown, suggestion) => {
    expect(problem(text).text).toBe(shown);
    expect(problem(text).suggestion).toBe(suggestion);
  });

  it('is noted and dropped where the URL is good', () => {
    const read = target('http://me:hunter2@host/');
    expect(read.hasUserinfo).toBe(true);
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});

describe('laws of URLs', () => {
  const piece = fc.constantFrom(
    ...[
      'http',
      'https',
      'htp',
      ':',
      '::',
      '//',
      '/',
      '\\',
      '[',
      ']',
      '@',
      '?',
      '#',
      '.',
      ' ',
      '%25',
      '：',
      '／',
    ],
    ...[
      '。',
      '８',
      '127.0.0.1',
      '::1',
      'localhost',
      '8000',
      '0',
      '70000',
      'me:pw',
      '例子',
      '\u202e',
      '-',
      '0x7f.1',
    ],
  );
  const slipped = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
  );

  it('any text gives a target or a problem that points into it, and a suggestion that parses', () => {
    fc.assert(
      fc.property(slipped, (text) => {
        const read = parseTarget(text);
        if (read.ok) return;
        const { at, suggestion, text: shown } = read.problem;
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(shown.length);
        if (suggestion !== undefined) expect(parseTarget(suggestion).ok).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('the canonical text of a target is its own canonical text', () => {
    fc.assert(
      fc.property(slipped, (text) => {
        const read = parseTarget(text);
        if (!read.ok) return;
        const canonical = formatTarget(read.value);
        expect(formatTarget(target(canonical))).toBe(canonical);
      }),
      { numRuns: 5000 },
    );
  });

  it('formatting and parsing give back the same target', () => {
    const host = fc.oneof(
      anyAddress.map((address) => ({ kind: 'address', address, written: formatAddress(address) }) as const),
      fc
        .constantFrom('localhost', 'a.example.test', 'my_service')
        .map((name) => ({ kind: 'name', name, written: name }) as const),
    );
    const anyTarget: fc.Arbitrary<Target> = fc.record({
      scheme: fc.constantFrom('http', 'https'),
      host,
      port: fc.integer({ min: 1, max: 65535 }),
      isPortWritten: fc.constant(true),
      path: fc.constantFrom('/', '/v1', '/v1/models', '/@a:b'),
      query: fc.constantFrom('', '?', '?a=b&c=d@e'),
      hasUserinfo: fc.constant(false),
    });
    fc.assert(
      fc.property(anyTarget, (value) => {
        const isPortWritten = value.port !== (value.scheme === 'http' ? 80 : 443);
        expect(target(formatTarget(value))).toEqual({ ...value, isPortWritten });
      }),
    );
  });

  it('a planted password is in no text that leaves', () => {
    const secret = 'CANARY7';
    const text = fc
      .tuple(
        fc.constantFrom('http://', 'http:/', 'https:', '', 'http：／／', '//'),
        fc.constantFrom('', '/', '#', '?', '@', ':', '\\'),
        fc.constantFrom('host', '127.0.0.1:80:80', '::1', 'host:x', '[::1'),
      )
      .map(([start, odd, host]) => `${start}me:a${odd}${secret}@${host}/v1`);
    fc.assert(
      fc.property(text, (typed) => {
        expect(JSON.stringify(parseTarget(typed))).not.toContain(secret);
      }),
      { numRuns: 1000 },
    );
  });
});
