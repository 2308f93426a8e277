import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Variable } from '../facts/fact.ts';
import { extendNoProxy } from './extend-no-proxy.ts';
import { endsHttpx } from './httpx-mounts.ts';
import { localNames } from './local-names.ts';
import { CLIENTS } from './registry.ts';
import { environment, targetOf } from './testing/choice-in-words.ts';

const extended = (env: string, ...hosts: readonly string[]): string => {
  const [lower, upper] = extendNoProxy(environment(env), hosts);
  expect(upper?.value).toBe(lower?.value);
  return lower?.value ?? '';
};

describe('an extended exception list', () => {
  it.each([
    ['', 'a,b'],
    ['no_proxy=x', 'x,a,b'],
    ['NO_PROXY=x', 'x,a,b'],
    ['no_proxy=x,y NO_PROXY=y,z', 'x,y,z,a,b'],
    ['no_proxy=b,x', 'b,x,a'],
    ['no_proxy=␣x␣␣,,y→z,', 'x,y,z,a,b'],
    ['no_proxy= NO_PROXY=x', 'x,a,b'],
    ['no_proxy=*', '*'],
    ['NO_PROXY=*', '*'],
    ['no_proxy=x,*', 'x,*,a,b'],
    ['No_Proxy=x', 'a,b'],
    ['no_proxy=[::1]', '[::1],a,b'],
    ['no_proxy=x NO_PROXY=[::1],::1,fd00::/8', 'x,::1,a,b'],
  ])('of %j is %s', (env, expected) => {
    expect(extended(env, 'a', 'b')).toBe(expected);
  });
});

describe('laws of extending', () => {
  const entry = fc.oneof(
    fc.constantFrom(
      '*',
      '.',
      'a.test',
      '.a.test',
      '127.0.0.1',
      '10.0.0.0/8',
      '::1',
      '[::1]',
      'x:80',
      'LOCALHOST',
    ),
    fc.string({ maxLength: 8 }),
  );
  const list = fc
    .array(fc.tuple(entry, fc.constantFrom(',', ' ', ', ', '\t', '')), { maxLength: 6 })
    .map((parts) => parts.flat().join(''));
  const prior: fc.Arbitrary<readonly Variable[]> = fc
    .array(fc.tuple(fc.constantFrom('no_proxy', 'NO_PROXY'), list), { maxLength: 2 })
    .map((pairs) => pairs.map(([name, value]) => ({ name, value })));
  const host = fc.oneof(
    fc.constantFrom('localhost', '127.0.0.1', 'a.test', 'my-service', '192.168.3.84'),
    fc.tuple(fc.nat(255), fc.nat(255)).map(([c, d]) => `10.0.${c}.${d}`),
  );
  const hosts = fc.array(host, { maxLength: 3 });
  const split = (value: string): readonly string[] => value.split(/[,\s]+/).filter((part) => part !== '');

  it('twice is once', () => {
    fc.assert(
      fc.property(prior, hosts, (variables, added) => {
        const once = extendNoProxy(variables, added);
        expect(extendNoProxy(once, added)).toEqual(once);
      }),
    );
  });

  it('nothing is dropped that every client lives with, and nothing stands twice', () => {
    fc.assert(
      fc.property(prior, hosts, (variables, added) => {
        const [{ value } = { value: '' }] = extendNoProxy(variables, added);
        if (value === '*') return;
        const first = ['no_proxy', 'NO_PROXY'].flatMap((name) =>
          split(variables.find((variable) => variable.name === name)?.value ?? ''),
        );
        const parts = split(value);
        expect(parts).toEqual([...new Set(parts)]);
        const kept = first.filter((part) => !endsHttpx(part));
        expect(parts).toEqual(expect.arrayContaining([...kept, ...added]));
      }),
    );
  });

  it('afterwards every client goes direct to every host that was added', () => {
    const versions = {
      curl: ['7.74.0', '7.88.1', '8.14.1', undefined],
      requests: ['2.28.1', undefined],
      httpx: ['0.23.3', '0.28.1', undefined],
      aiohttp: ['3.8.4', undefined],
      'aiohttp-trust-env': ['3.8.4', '3.14.3', undefined],
      node: ['v20.20.2', 'v22.23.3', 'v24.21.0', undefined],
    } as const;
    const proxies = environment('http_proxy=http://p:1 HTTP_PROXY=http://p:1 NODE_USE_ENV_PROXY=1');
    fc.assert(
      fc.property(prior, hosts, fc.constantFrom('', ':8000'), (variables, added, port) => {
        const lists = extendNoProxy(variables, added);
        for (const name of added) {
          for (const client of CLIENTS) {
            for (const version of versions[client.name]) {
              const target = targetOf(`http://${name}${port}/`);
              if (client.choose(version, [...proxies, ...variables], target).kind === 'dies') continue;
              const made = client.choose(version, [...proxies, ...lists], target);
              expect([client.name, version, name, lists[0]?.value, made.kind]).toContain('direct');
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the names of a target that a list has to hold', () => {
  it.each([
    ['http://127.0.0.1:8000/', '127.0.0.1 localhost ::1'],
    ['http://localhost/', '127.0.0.1 localhost ::1'],
    ['http://[::1]/', '127.0.0.1 localhost ::1'],
    ['http://127.1/', '127.0.0.1 localhost ::1 127.1'],
    ['http://127.0.0.2/', '127.0.0.1 localhost ::1 127.0.0.2'],
    ['http://api.localhost/', '127.0.0.1 localhost ::1 api.localhost'],
    ['http://localhost./', '127.0.0.1 localhost ::1 localhost.'],
    ['http://192.168.3.84/', '192.168.3.84'],
    ['http://0300.0250.3.84/', '192.168.3.84 0300.0250.3.84'],
    ['http://Ollama:11434/', 'ollama'],
    ['http://[FD00::5]/', 'fd00::5 FD00::5'],
  ])('%s: %s', (url, expected) => {
    expect(localNames(targetOf(url).host).join(' ')).toBe(expected);
  });
});
