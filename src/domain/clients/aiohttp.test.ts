import { describe, expect, it } from 'vitest';
import { parseAddress } from '../net/parse-address.ts';
import { aiohttp, aiohttpTrustEnv } from './aiohttp.ts';
import { choiceOf, environment, targetOf } from './testing/choice-in-words.ts';

const OLD = '3.8.4';
const NEW = '3.14.3';
const ALL = [OLD, NEW] as const;

const choice = (version: string | undefined, env: string, url: string): string =>
  choiceOf(aiohttpTrustEnv, version, env, url);

describe('aiohttp as it comes', () => {
  it('reads no proxy variable, and says what would make it', () => {
    const env = environment('http_proxy=http://p:1');
    expect(aiohttp.choose(NEW, env, targetOf('a.test'))).toEqual({
      kind: 'direct',
      because: { kind: 'ignores-environment', wouldNeed: 'trust_env=True' },
    });
    expect(choiceOf(aiohttp, NEW, 'all_proxy=http://p:1', 'a.test')).toBe('direct, no-variable');
  });
});

describe('which variable aiohttp reads with trust_env', () => {
  it.each([
    ['HTTP_PROXY=http://p:1', 'http://a.test/', 'http://p:1 absolute by HTTP_PROXY'],
    ['http_proxy= HTTP_PROXY=http://u:1', 'http://a.test/', 'direct, no-variable'],
    ['HTTPS_PROXY=http://p:1', 'https://a.test/', 'http://p:1 connect by HTTPS_PROXY'],
    ['HTTPS_PROXY=http://p:1', 'http://a.test/', 'direct, no-variable'],
    ['ALL_PROXY=http://p:1', 'http://a.test/', 'direct, no-variable'],
    ['http_proxy=http://p:1 NO_PROXY=a.test', 'http://a.test/', 'direct, NO_PROXY has a.test'],
  ])('%s · %s: %s', (env, url, expected) => {
    for (const version of ALL) expect(choice(version, env, url)).toBe(expected);
  });
});

describe('how aiohttp reads the value', () => {
  it.each([
    ['http://proxy.test', 'http://proxy.test:80 absolute by http_proxy'],
    ['␣http://p@ss@proxy.test:1/x', 'http://proxy.test:1 absolute by http_proxy'],
    ['//proxy.test:3128', 'http://proxy.test:3128 absolute by http_proxy'],
    ['foo://proxy.test:1', 'http://proxy.test:1 absolute by http_proxy'],
    ['socks5://proxy.test:1080', 'http://proxy.test:1080 absolute by http_proxy'],
    ['socks5://proxy.test', 'dies of unsupported-scheme'],
    ['https://proxy.test', 'direct, no-variable'],
    ['http://', 'direct, no-variable'],
    ['proxy.test:3128', 'dies of missing-scheme'],
    ['none', 'dies of missing-scheme'],
    ['http:proxy.test:3128', 'dies of bad-proxy-url'],
    ['http://proxy.test:99999', 'dies of bad-proxy-url'],
    ['http://m%3ae:pw@proxy.test', 'dies of bad-proxy-url'],
  ])('%s: %s', (value, expected) => {
    for (const version of ALL)
      expect(choice(version, `http_proxy=${value}`, 'http://a.test/')).toBe(expected);
  });

  it('reads also those that another URL would need, but not for a target of the list', () => {
    expect(choice(NEW, 'ws_proxy=http://p:x', 'http://a.test/')).toBe('dies of bad-proxy-url');
    expect(choice(NEW, 'ws_proxy=http://p:x NO_PROXY=a.test', 'http://a.test/')).toBe('direct, no-variable');
  });

  it('takes a port of 0 and a password alone by their word since 3.11', () => {
    expect(choice(OLD, 'http_proxy=http://p:0', 'a.test')).toBe('http://p:80 absolute by http_proxy');
    expect(choice(NEW, 'http_proxy=http://p:0', 'a.test')).toBe('http://p:0 absolute by http_proxy');
    const logsIn = ALL.filter((version) => {
      const made = aiohttpTrustEnv.choose(
        version,
        environment('http_proxy=http://:pw@p'),
        targetOf('a.test'),
      );
      return made.kind === 'proxy' && made.proxy.hasCredentials;
    });
    expect(logsIn).toEqual([NEW]);
  });
});

describe('which entry of NO_PROXY holds the target for aiohttp', () => {
  it.each<[list: string, url: string, versions: readonly string[]]>([
    ['*', 'http://10.1.2.3/', ALL],
    ['x,*', 'http://a.test/', []],
    ['a.test', 'http://www.a.test:8000/', ALL],
    ['.a.test', 'http://a.test/', ALL],
    ['a.test', 'http://nota.test/', []],
    ['a.test:8000', 'http://a.test:8000/', []],
    ['10.0.0.0/8', 'http://10.1.2.3/', []],
    ['::1', 'http://[::1]:8000/', ALL],
    ['[::1]', 'http://[::1]/', []],
    ['fd00::5', 'http://[FD00:0::5]/', ALL],
    ['münchen.test', 'http://xn--mnchen-3ya.test/', ALL],
    ['xn--mnchen-3ya.test', 'http://münchen.test/', []],
    ['fe80::1%lo', 'http://[fe80::1%lo]/', ALL],
  ])('%j for %s: %j', (list, url, versions) => {
    const env = `http_proxy=http://p:1 NO_PROXY=${list}`;
    expect(ALL.filter((version) => choice(version, env, url).startsWith('direct'))).toEqual(versions);
  });
});

describe('where aiohttp connects', () => {
  it('refuses an IPv4 address in an old spelling since 3.14.1', () => {
    expect(choice(OLD, '', 'http://127.1/')).toBe('direct, no-variable');
    expect(choice(NEW, '', 'http://127.1/')).toBe('dies of invalid-url');
    expect(choice(NEW, 'http_proxy=http://p:1', 'http://127.1/')).toBe('http://p:1 absolute by http_proxy');
  });

  it('lets the families take turns since 3.10', () => {
    const addresses = ['10.0.0.1', '10.0.0.2', 'fd00::1'].flatMap((text) => parseAddress(text) ?? []);
    const order = (version: string) => aiohttp.attempts(version, addresses).map(({ family }) => family);
    expect(order(OLD)).toEqual([4, 4, 6]);
    expect(order(NEW)).toEqual([4, 6, 4]);
  });
});
