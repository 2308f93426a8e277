import { describe, expect, it } from 'vitest';
import { httpx } from './httpx.ts';
import { choiceOf, environment, targetOf } from './testing/choice-in-words.ts';

const OLD = '0.23.3';
const NEW = '0.28.1';
const NEXT = '2.13.1';
const ALL = [OLD, NEW, NEXT] as const;

const choice = (version: string | undefined, env: string, url: string): string =>
  choiceOf(httpx, version, env, url);

describe('which variable httpx reads', () => {
  it.each([
    ['', 'http://a.test/', 'direct, no-variable'],
    ['HTTP_PROXY=http://p:1', 'http://a.test/', 'http://p:1 absolute by HTTP_PROXY'],
    ['http_proxy=http://l:1 HTTP_PROXY=http://u:1', 'http://a.test/', 'http://l:1 absolute by http_proxy'],
    ['http_proxy= HTTP_PROXY=http://u:1', 'http://a.test/', 'direct, no-variable'],
    ['HTTP_PROXY=http://p:1 REQUEST_METHOD=', 'http://a.test/', 'direct, no-variable'],
    ['HTTPS_PROXY=http://p:1', 'http://a.test/', 'direct, no-variable'],
    ['HTTPS_PROXY=http://p:1', 'https://a.test/', 'http://p:1 connect by HTTPS_PROXY'],
    ['ALL_PROXY=http://p:1', 'https://a.test/', 'http://p:1 connect by ALL_PROXY'],
    ['ALL_PROXY=http://p:1 http_proxy=http://q:1', 'http://a.test/', 'http://q:1 absolute by http_proxy'],
    [
      'http_proxy=http://p:1 no_proxy= NO_PROXY=a.test',
      'http://a.test/',
      'http://p:1 absolute by http_proxy',
    ],
    ['http_proxy=http://p:1 NO_PROXY=a.test', 'http://a.test/', 'direct, NO_PROXY has a.test'],
    ['NO_PROXY=a.test', 'http://a.test/', 'direct, no-variable'],
  ])('%s · %s: %s', (env, url, expected) => {
    for (const version of ALL) expect(choice(version, env, url)).toBe(expected);
  });
});

describe('how httpx reads the value', () => {
  it.each([
    ['proxy.test', 'http://proxy.test:80 absolute by http_proxy'],
    ['localhost:3128', 'http://localhost:3128 absolute by http_proxy'],
    ['HTTPS://proxy.test', 'https://proxy.test:443 absolute by http_proxy'],
    ['http://proxy.test:0', 'http://proxy.test:80 absolute by http_proxy'],
    ['http://[fd00::9]:3128/path', 'http://fd00::9:3128 absolute by http_proxy'],
    ['socks5://proxy.test', 'socks5h://proxy.test:1080 socks by http_proxy'],
    ['socks://proxy.test', 'dies of unsupported-scheme'],
    ['socks4://proxy.test', 'dies of unsupported-scheme'],
    ['http:proxy.test:3128', 'dies of bad-proxy-url'],
    ['http://', 'dies of bad-proxy-url'],
    ['␣', 'dies of bad-proxy-url'],
    ['http://proxy.test:99999', 'dies of bad-proxy-url'],
    ['http://me:a/b@proxy.test', 'dies of bad-proxy-url'],
  ])('%s: %s', (value, expected) => {
    for (const version of ALL)
      expect(choice(version, `http_proxy=${value}`, 'http://a.test/')).toBe(expected);
  });

  it('knows socks5h since 0.28, and bears no line break since 0.24', () => {
    expect(choice(OLD, 'all_proxy=socks5h://p', 'a.test')).toBe('dies of unsupported-scheme');
    expect(choice(NEW, 'all_proxy=socks5h://p', 'a.test')).toBe('socks5h://p:1080 socks by all_proxy');
    expect(choice(OLD, 'all_proxy=http://p:1↵', 'a.test')).toBe('http://p:1 absolute by all_proxy');
    expect(choice(NEW, 'all_proxy=http://p:1↵', 'a.test')).toBe('dies of bad-proxy-url');
  });

  it.each([
    ['http://me:pw@p', true],
    ['http://me@p', true],
    ['http://:pw@p', true],
    ['http://:@p', false],
    ['http://p', false],
  ])('logs in with %s: %s', (value, hasCredentials) => {
    for (const version of ALL) {
      const made = httpx.choose(version, environment(`http_proxy=${value}`), targetOf('a.test'));
      expect(made).toMatchObject({ proxy: { hasCredentials } });
    }
  });
});

describe('what ends every client of httpx', () => {
  it.each([
    ['a value that another URL would need', 'https_proxy=foo://p NO_PROXY=a.test', ALL],
    ['an IPv6 block in the list', 'NO_PROXY=fd00::/8', [NEW]],
    ['an IPv6 address in brackets', 'NO_PROXY=[::1]', [NEW, NEXT]],
    ['letters outside ASCII', 'NO_PROXY=münchen.test', ALL],
    ['their DNS form', 'NO_PROXY=xn--mnchen-3ya.test', [NEXT]],
    ['a port that is no number', 'NO_PROXY=a.test:abc', [NEW, NEXT]],
    ['nothing, where the list turns all proxies off', 'http_proxy=foo://p NO_PROXY=[::1],*', []],
  ])('%s: %s', (_, env, versions) => {
    expect(ALL.filter((version) => choice(version, env, 'http://a.test/').startsWith('dies'))).toEqual(
      versions,
    );
  });

  it('names the entry', () => {
    const env = environment('NO_PROXY=localhost,fd00::/8');
    expect(httpx.choose(NEW, env, targetOf('a.test'))).toEqual({
      kind: 'dies',
      why: 'bad-no-proxy-entry',
      variable: { name: 'NO_PROXY', value: 'localhost,fd00::/8' },
      entry: 'fd00::/8',
    });
  });

  it('names the package that a SOCKS proxy needs, also where the list holds the target', () => {
    const env = environment('all_proxy=socks5://p NO_PROXY=a.test');
    for (const version of ALL) {
      expect(httpx.choose(version, env, targetOf('a.test'), ['socksio'])).toMatchObject({
        why: 'missing-package',
        variable: { name: 'all_proxy' },
        package: 'socksio',
      });
    }
  });
});

describe('which entry of NO_PROXY holds the target for httpx', () => {
  it.each<[list: string, url: string, versions: readonly string[]]>([
    ['*', 'http://10.1.2.3/', ALL],
    ['x,*', 'http://a.test/', ALL],
    ['a.test', 'http://www.a.test/', ALL],
    ['a.test', 'http://nota.test/', []],
    ['.a.test', 'http://a.test/', []],
    ['.a.test', 'http://www.a.test/', ALL],
    ['*.a.test', 'http://www.a.test/', []],
    ['A.TEST', 'http://a.test/', ALL],
    ['x,␣a.test', 'http://a.test/', ALL],
    ['x␣a.test', 'http://a.test/', []],
    ['a.test:8000', 'http://a.test:8000/', ALL],
    ['a.test:80', 'http://a.test:80/', []],
    [':8000', 'http://a.test:8000/', ALL],
    ['localhost', 'http://x.localhost/', [OLD]],
    ['127.0.0.1', 'http://127.0.0.1:8000/', ALL],
    ['10.0.0.0/8', 'http://10.1.2.3/', []],
    ['2.3', 'http://10.1.2.3/', ALL],
    ['::1', 'http://[::1]:8000/', [NEW, NEXT]],
    ['fd00::5', 'http://[FD00::5]/', []],
    ['http://a.test', 'http://a.test/', [NEW, NEXT]],
    ['http://a.test', 'https://a.test/', []],
  ])('%j for %s: %j', (list, url, versions) => {
    const env = `all_proxy=http://p:1 NO_PROXY=${list}`;
    expect(ALL.filter((version) => choice(version, env, url).startsWith('direct'))).toEqual(versions);
  });
});

describe('URLs that httpx refuses', () => {
  it('an IPv4 address with leading zeros since 0.24, an encoded zone only where nobody else takes it', () => {
    expect(choice(OLD, '', 'http://127.000.000.1/')).toBe('direct, no-variable');
    expect(choice(NEW, '', 'http://127.000.000.1/')).toBe('dies of invalid-url');
    expect(choice(NEW, '', 'http://127.1/')).toBe('direct, no-variable');
    expect(choice(OLD, '', 'http://[fe80::1%eth0]/')).toBe('dies of zone-in-url');
    expect(choice(NEW, '', 'http://[fe80::1%eth0]/')).toBe('direct, no-variable');
    expect(choice(OLD, 'http_proxy=http://p:1', 'http://[fe80::1%eth0]/')).toBe(
      'http://p:1 absolute by http_proxy',
    );
  });
});
