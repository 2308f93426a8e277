import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directEnvironment, withChanges } from './direct-environment.ts';
import type { ProgramKind } from './program-kind.ts';
import { clientsIn, possibleKinds } from './program-kind.ts';
import { environment, targetOf } from './testing/choice-in-words.ts';

const HOSTS = ['127.0.0.1', 'localhost', '::1'];

const listOf = (env: string, ...kinds: readonly ProgramKind[]): string | undefined => {
  const { changes } = directEnvironment(environment(env), HOSTS, kinds);
  return changes.find(({ name }) => name === 'no_proxy')?.after;
};

describe('the exceptions of one command', () => {
  it('are added to both spellings', () => {
    const { changes } = directEnvironment(environment('http_proxy=http://p:1 NO_PROXY=a.test'), HOSTS, [
      'curl',
    ]);
    const value = 'a.test,127.0.0.1,localhost,::1';
    expect(changes).toEqual([
      { name: 'no_proxy', before: undefined, after: value },
      { name: 'NO_PROXY', before: 'a.test', after: value },
    ]);
  });

  it.each(['no_proxy=a.test', 'NODE_USE_ENV_PROXY=1', 'http_proxy='])(
    'are left alone where no proxy is set: %s',
    (env) => {
      expect(directEnvironment(environment(env), HOSTS, []).changes).toEqual([]);
    },
  );

  it.each(['HTTPS_PROXY', 'all_proxy', 'Http_Proxy', 'npm_config_proxy', 'GLOBAL_AGENT_HTTP_PROXY'])(
    'are wanted where %s is set',
    (name) => {
      expect(listOf(`${name}=http://p:1`)).toBe('127.0.0.1,localhost,::1');
    },
  );

  it('stay as they are when they hold everything, or are right already', () => {
    expect(listOf('http_proxy=http://p:1 no_proxy=* NO_PROXY=*', 'curl')).toBeUndefined();
    expect(
      listOf('http_proxy=http://p:1 no_proxy=127.0.0.1,localhost,::1 NO_PROXY=127.0.0.1,localhost,::1'),
    ).toBeUndefined();
  });

  it('name hosts beside a * for wget, which takes it for a name', () => {
    expect(listOf('http_proxy=http://p:1 no_proxy=*', 'wget')).toBe('*,127.0.0.1,localhost,::1');
  });

  it('have brackets too where Node or npm may read them', () => {
    expect(listOf('http_proxy=http://p:1', 'node')).toBe('127.0.0.1,localhost,::1,[::1]');
    expect(listOf('http_proxy=http://p:1', 'curl')).toBe('127.0.0.1,localhost,::1');
    expect(listOf('http_proxy=http://p:1', 'python')).toBe('127.0.0.1,localhost,::1');
  });

  it('keep what only Python read', () => {
    expect(listOf('http_proxy=http://p:1 No_Proxy=a.test', 'python')).toBe('a.test,127.0.0.1,localhost,::1');
    expect(listOf('http_proxy=http://p:1 No_Proxy=a.test', 'curl')).toBe('127.0.0.1,localhost,::1');
  });

  it('come with a scheme for a proxy that a client would die of for want of it', () => {
    const env = environment('http_proxy=10.0.0.2:3128 NODE_USE_ENV_PROXY=1');
    expect(directEnvironment(env, HOSTS, ['node']).changes).toContainEqual({
      name: 'http_proxy',
      before: '10.0.0.2:3128',
      after: 'http://10.0.0.2:3128',
    });
    expect(directEnvironment(env, HOSTS, ['curl']).changes.map(({ name }) => name)).toEqual([
      'no_proxy',
      'NO_PROXY',
    ]);
  });
});

describe('laws of the environment of one command', () => {
  const VERSIONS: Readonly<Record<string, readonly (string | undefined)[]>> = {
    curl: ['7.74.0', '7.88.1', '8.14.1', undefined],
    requests: ['2.28.1', undefined],
    httpx: ['0.24.1', '0.28.1', undefined],
    aiohttp: ['3.8.4', undefined],
    'aiohttp-trust-env': ['3.8.4', undefined],
    node: ['v20.20.2', 'v22.23.3', 'v24.21.0', undefined],
  };
  const entry = fc.oneof(
    fc.constantFrom('a.test', '.a.test', '10.0.0.0/8', 'fd00::/8', 'fe80::/10', '::1/128', '::1', '[::1]'),
    fc.constantFrom(
      'x:80',
      'x:y',
      'LOCALHOST',
      'http://a.test',
      'münchen.test',
      '*.a.test',
      '127.0.0.0/8',
      '[fd00::5]',
    ),
    fc.stringMatching(/^[\w.:/[\]-]{1,8}$/),
  );
  const separator = fc.constantFrom(',', ', ', ' ', '\t', ',,');
  const list = fc.array(fc.tuple(entry, separator), { maxLength: 6 }).map((parts) => parts.flat().join(''));
  const prior = fc
    .array(fc.tuple(fc.constantFrom('no_proxy', 'NO_PROXY'), list), { maxLength: 2 })
    .map((pairs) => pairs.map(([name, value]) => ({ name, value })));
  const kinds = fc.constantFrom<readonly ProgramKind[]>(
    [],
    ['curl'],
    ['python'],
    ['node'],
    ['npm', 'node'],
    ['go'],
  );
  const proxies = environment(
    'http_proxy=http://p:1 HTTP_PROXY=http://p:1 https_proxy=http://p:1 NODE_USE_ENV_PROXY=1',
  );
  const hosts = [...HOSTS, '172.28.4.55', 'workstation', 'fd00::5'];
  const urls = hosts.map((host) => `http://${host.includes(':') ? `[${host}]` : host}:8000/v1`);

  it('every client that the command may be goes direct to this machine, and none dies', () => {
    fc.assert(
      fc.property(prior, kinds, fc.constantFrom(...urls), (variables, of, url) => {
        const before = [...proxies, ...variables];
        const after = withChanges(before, directEnvironment(before, hosts, of).changes);
        for (const client of clientsIn(of)) {
          for (const version of VERSIONS[client.name] ?? [undefined]) {
            // Brackets are what Node until 24 wants and httpx dies of: where it may be either, it lives.
            const isTorn =
              client.name === 'node' && url.includes('[') && possibleKinds(of).includes('python');
            const { kind } = client.choose(version, after, targetOf(url));
            expect([client.name, version, after.at(-1)?.value, isTorn ? 'direct' : kind]).toContain('direct');
            expect([client.name, kind]).not.toContain('dies');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('twice is once', () => {
    fc.assert(
      fc.property(prior, kinds, (variables, of) => {
        const before = [...proxies, ...variables];
        const after = withChanges(before, directEnvironment(before, hosts, of).changes);
        expect(directEnvironment(after, hosts, of).changes).toEqual([]);
      }),
    );
  });

  it('what was direct elsewhere stays so, and what was not is not', () => {
    const plain = fc.constantFrom('a.test', '.b.test', '10.1.2.3', 'c.test:8000');
    const targets = fc.constantFrom(
      'http://a.test/',
      'http://x.b.test/',
      'http://10.1.2.3/',
      'http://other.test/',
    );
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), kinds, targets, (entries, of, url) => {
        const both = ['no_proxy', 'NO_PROXY'].map((name) => ({ name, value: entries.join(',') }));
        const before = [...proxies, ...both];
        const after = withChanges(before, directEnvironment(before, hosts, of).changes);
        for (const client of clientsIn(of)) {
          const [was, is] = [before, after].map((env) => client.choose(undefined, env, targetOf(url)).kind);
          expect([client.name, is]).toEqual([client.name, was]);
        }
      }),
    );
  });
});
