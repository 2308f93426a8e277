import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPassword } from '../net/mask-password.ts';
import { parseTarget } from '../net/parse-target.ts';
import { CLIENTS } from './registry.ts';
import { targetOf } from './testing/choice-in-words.ts';

const NAMES = [
  ...[
    'http_proxy',
    'HTTP_PROXY',
    'https_proxy',
    'HTTPS_PROXY',
    'all_proxy',
    'ALL_PROXY',
    'no_proxy',
    'NO_PROXY',
  ],
  ...['NODE_OPTIONS', 'REQUEST_METHOD', '_proxy', 'Http_Proxy'],
];
const PIECES = [
  ...[
    'http',
    'https',
    'socks5',
    ':',
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
    '%',
    ',',
    '*',
    '-',
  ],
  ...[
    '127.0.0.1',
    '::1',
    'localhost',
    'a.test',
    'xn--a',
    '8000',
    '0',
    '70000',
    'me',
    'münchen',
    '10.0.0.0/8',
  ],
];
const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map((pieces) => pieces.join('')),
);
const variables = fc.array(fc.record({ name: fc.constantFrom(...NAMES), value: text }), { maxLength: 5 });
const version = fc.constantFrom(
  undefined,
  '',
  '7.74.0',
  '7.86.0',
  '8.14.1',
  '2.20.0',
  'v20.20.2',
  'v22.21.0',
  'v24.0.0',
);
const ON = { name: 'NODE_USE_ENV_PROXY', value: '1' };

describe('every client', () => {
  it('has an answer to any environment and any URL', () => {
    fc.assert(
      fc.property(version, variables, text, (of, env, url) => {
        const target = parseTarget(url);
        if (!target.ok) return;
        for (const client of CLIENTS) {
          expect(['direct', 'proxy', 'dies']).toContain(client.choose(of, [...env, ON], target.value).kind);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every password to itself', () => {
    const value = fc
      .tuple(
        fc.constantFrom('http://', '', 'socks5://', 'http:'),
        fc.constantFrom('', '/', '@', '#', '%', ' '),
      )
      .map(([start, odd]) => `${start}me:a${odd}CANARY@127.0.0.1:1`);
    fc.assert(
      fc.property(version, fc.constantFrom(...NAMES.slice(0, 6)), value, (of, name, secret) => {
        for (const client of CLIENTS) {
          const made = client.choose(of, [{ name, value: secret }, ON], targetOf('http://a.test/'));
          expect(JSON.stringify(made)).not.toContain('CANARY');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('makes the same choice when the password is hidden before', () => {
    const login = fc.constantFrom(
      'me:secret',
      'me:se/cret',
      'me:se@cret',
      'me:%zz',
      'me:100%',
      'me:',
      'me',
      'me:a b',
    );
    const start = fc.constantFrom('http://', '', 'https://', 'http:/');
    fc.assert(
      fc.property(version, start, login, (of, scheme, userinfo) => {
        const raw = `${scheme}${userinfo}@proxy.test:3128`;
        const hidden = maskPassword(raw);
        for (const client of CLIENTS) {
          const kinds = [raw, hidden].map((value) => {
            const made = client.choose(of, [{ name: 'http_proxy', value }, ON], targetOf('http://a.test/'));
            return made.kind === 'proxy' ? { ...made.proxy, text: '' } : made.kind;
          });
          expect(kinds[1]).toEqual(kinds[0]);
        }
      }),
    );
  });
});
