import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withChanges } from './direct-environment.ts';
import type { ProgramKind } from './program-kind.ts';
import { clientsIn } from './program-kind.ts';
import { proxyForCommand } from './proxy-for-command.ts';
import { proxyVariables } from './proxy-variables.ts';
import { environment, targetOf } from './testing/choice-in-words.ts';

const proxyOf = (text: string, ...kinds: readonly ProgramKind[]): string => {
  const read = proxyForCommand(text, kinds);
  return read.ok ? read.value : read.problem.kind;
};

describe('a proxy as it is typed', () => {
  it.each([
    ['10.0.0.2:3128', 'http://10.0.0.2:3128'],
    ['http://proxy.test', 'http://proxy.test:80'],
    ['http://proxy.test:3128/', 'http://proxy.test:3128'],
    ['HTTPS://proxy.test', 'https://proxy.test:443'],
    ['socks5h://h:1080', 'socks5h://h:1080'],
    ['socks://h', 'socks5h://h:1080'],
    ['http://[::1]:3128', 'http://[::1]:3128'],
    ['http://me:p@ss@h:1', 'http://me:p%40ss@h:1'],
    ['http://me:a/b#c@h:1', 'http://me:a%2Fb%23c@h:1'],
    ['http://me:a%40b@h:1', 'http://me:a%40b@h:1'],
    ['http://me:100%@h:1', 'http://me:100%25@h:1'],
    ['http://me@h:1', 'http://me@h:1'],
    ['http://h:0', 'not-an-address'],
    ['http://h:70000', 'not-an-address'],
    ['http://h:1/path', 'not-an-address'],
    ['http://h:1:2', 'not-an-address'],
    ['http://', 'not-an-address'],
    ['http://a b:1', 'not-an-address'],
    ['http://h:1\nX', 'not-an-address'],
    ['::1', 'not-an-address'],
    ['ftp://h:1', 'unknown-scheme'],
  ])('%j is %s', (text, expected) => {
    expect(proxyOf(text)).toBe(expected);
  });

  it.each<readonly [ProgramKind, string, string]>([
    ['wget', 'socks5://h:1', 'not-spoken'],
    ['wget', 'https://h:1', 'not-spoken'],
    ['node', 'socks5h://h:1', 'not-spoken'],
    ['go', 'socks5h://h:1', 'socks5://h:1'],
    ['python', 'socks5h://h:1', 'socks5h://h:1'],
    ['python', 'socks4://h:1', 'not-spoken'],
    ['curl', 'socks4a://h:1', 'socks4a://h:1'],
  ])('for %s %s is %s', (kind, text, expected) => {
    expect(proxyOf(text, kind)).toBe(expected);
  });

  it('holds no line break, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (login, host) => {
        const read = proxyForCommand(`http://${login}@${host}`, []);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the launcher reads lines
        expect(read.ok && /[\u0000-\u0020\u007f]/.test(read.value)).toBe(false);
      }),
    );
  });
});

describe('the variables of a proxy', () => {
  const variablesAfter = (env: string, ...kinds: readonly ProgramKind[]): string => {
    const variables = environment(env);
    return withChanges(variables, proxyVariables(variables, 'http://new:1', kinds))
      .map(({ name, value }) => `${name}=${value}`)
      .sort()
      .join(' ');
  };

  it('are the four usual ones, and what was set for all schemes', () => {
    const four =
      'HTTPS_PROXY=http://new:1 HTTP_PROXY=http://new:1 http_proxy=http://new:1 https_proxy=http://new:1';
    expect(variablesAfter('')).toBe(four);
    expect(variablesAfter('http_proxy=http://old:1')).toBe(four);
    expect(variablesAfter('Http_Proxy=http://old:1')).toBe(four);
    expect(variablesAfter('ALL_PROXY=http://old:1')).toBe(`ALL_PROXY=http://new:1 ${four}`);
  });

  it('come with the switch that Node wants', () => {
    expect(variablesAfter('', 'node')).toContain('NODE_USE_ENV_PROXY=1');
    expect(variablesAfter('', 'curl')).not.toContain('NODE_USE_ENV_PROXY');
  });

  it('send every client through it that reads them, whatever was set before', () => {
    const name = fc.constantFrom(
      'http_proxy',
      'HTTP_PROXY',
      'https_proxy',
      'all_proxy',
      'ALL_PROXY',
      'Http_Proxy',
    );
    const value = fc.constantFrom('', 'http://old:1', 'old:1', 'socks5://old:1');
    const urls = fc.constantFrom('http://a.test/', 'https://a.test/');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), urls, (pairs, url) => {
        const variables = pairs.map(([key, text]) => ({ name: key, value: text }));
        for (const client of clientsIn(['curl', 'python', 'node'])) {
          const env = withChanges(variables, proxyVariables(variables, 'http://new:1', ['node', 'python']));
          const choice = client.choose(undefined, env, targetOf(url));
          if (choice.kind === 'direct') expect(choice.because.kind).toBe('ignores-environment');
          else expect([client.name, choice.kind === 'proxy' && choice.proxy.text]).toContain('http://new:1');
        }
      }),
    );
  });
});
