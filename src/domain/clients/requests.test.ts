import { describe, expect, it } from 'vitest';
import { requests } from './requests.ts';
import { choiceOf, environment, targetOf } from './testing/choice-in-words.ts';

const OLD = '2.28.1';
const NEW = '2.34.2';

const choice = (version: string | undefined, env: string, url: string): string =>
  choiceOf(requests, version, env, url);

describe('which variable requests reads', () => {
  it.each([
    ['', 'http://a.test/', 'direct, no-variable'],
    ['HTTP_PROXY=http://p:1', 'http://a.test/', 'http://p:1 absolute by HTTP_PROXY'],
    ['Http_Proxy=http://p:1', 'http://a.test/', 'http://p:1 absolute by Http_Proxy'],
    ['http_proxy=http://l:1 HTTP_PROXY=http://u:1', 'http://a.test/', 'http://l:1 absolute by http_proxy'],
    ['http_proxy= HTTP_PROXY=http://u:1', 'http://a.test/', 'direct, no-variable'],
    ['http_proxy=http://l:1 HTTP_PROXY=', 'http://a.test/', 'http://l:1 absolute by http_proxy'],
    ['HTTP_PROXY=http://p:1 REQUEST_METHOD=', 'http://a.test/', 'direct, no-variable'],
    ['http_proxy=http://p:1 REQUEST_METHOD=GET', 'http://a.test/', 'http://p:1 absolute by http_proxy'],
    ['HTTPS_PROXY=http://p:1', 'http://a.test/', 'direct, no-variable'],
    ['HTTPS_PROXY=http://p:1', 'https://a.test/', 'http://p:1 connect by HTTPS_PROXY'],
    ['ALL_PROXY=http://p:1', 'https://a.test/', 'http://p:1 connect by ALL_PROXY'],
    ['ALL_PROXY=http://p:1 http_proxy=http://q:1', 'http://a.test/', 'http://q:1 absolute by http_proxy'],
    ['http://a.test_proxy=http://p:1', 'http://a.test/', 'http://p:1 absolute by http://a.test_proxy'],
    ['http_proxy=http://p:1 no_proxy= NO_PROXY=a.test', 'http://a.test/', 'direct, NO_PROXY has a.test'],
    ['http_proxy=http://p:1 No_Proxy=a.test', 'http://a.test/', 'direct, No_Proxy has a.test'],
    [
      'http_proxy=http://p:1 no_proxy=b.test NO_PROXY=a.test',
      'http://a.test/',
      'http://p:1 absolute by http_proxy',
    ],
  ])('%s · %s: %s', (env, url, expected) => {
    for (const version of [OLD, NEW]) expect(choice(version, env, url)).toBe(expected);
  });
});

describe('how requests reads the value', () => {
  it.each([
    ['proxy.test', 'http://proxy.test:80 absolute by http_proxy'],
    ['proxy.test:3128', 'http://proxy.test:3128 absolute by http_proxy'],
    ['//proxy.test:3128', 'http://proxy.test:3128 absolute by http_proxy'],
    ['HTTPS://proxy.test', 'https://proxy.test:443 absolute by http_proxy'],
    ['http://p@ss@proxy.test', 'http://proxy.test:80 absolute by http_proxy'],
    ['http://proxy.test:3128/path', 'http://proxy.test:3128 absolute by http_proxy'],
    ['http://[fd00::9]:3128', 'http://fd00::9:3128 absolute by http_proxy'],
    ['socks5h://proxy.test', 'socks5h://proxy.test:1080 socks by http_proxy'],
    ['localhost:3128', 'dies of missing-scheme'],
    ['me:pw@proxy.test:3128', 'dies of missing-scheme'],
    ['http:proxy.test', 'dies of bad-proxy-url'],
    ['http:///proxy.test', 'dies of bad-proxy-url'],
    ['http://', 'dies of bad-proxy-url'],
    [':3128', 'dies of bad-proxy-url'],
    ['␣', 'dies of bad-proxy-url'],
    ['http://proxy.test:99999', 'dies of bad-proxy-url'],
    ['http://me:a/b@proxy.test', 'dies of bad-proxy-url'],
    ['socks://proxy.test', 'dies of unsupported-scheme'],
    ['ftp://proxy.test', 'dies of unsupported-scheme'],
  ])('%s: %s', (value, expected) => {
    expect(choice(NEW, `http_proxy=${value}`, 'http://a.test/')).toBe(expected);
  });

  it('took a name and a port for a scheme before 2.27', () => {
    expect(choice('2.25.1', 'http_proxy=proxy.test:3128', 'a.test')).toBe('dies of missing-scheme');
  });

  it.each([
    ['http://me:pw@p', true],
    ['http://me:@p', true],
    ['http://me@p', false],
    ['http://:pw@p', false],
    ['http://p', false],
  ])('logs in with %s: %s', (value, hasCredentials) => {
    const made = requests.choose(NEW, environment(`http_proxy=${value}`), targetOf('a.test'));
    expect(made).toMatchObject({ proxy: { hasCredentials } });
  });
});

describe('which entry of NO_PROXY holds the target for requests', () => {
  const both = [OLD, NEW];
  it.each<[list: string, url: string, versions: readonly string[]]>([
    ['*', 'http://10.1.2.3/', both],
    ['x,*', 'http://a.test/', []],
    ['a.test', 'http://www.a.test/', both],
    ['.a.test', 'http://a.test/', both],
    ['a.test', 'http://nota.test/', [OLD]],
    ['..a.test', 'http://www.a.test/', both],
    ['A.TEST', 'http://a.test/', both],
    ['a.test.', 'http://a.test/', []],
    ['x,␣a.test', 'http://a.test/', both],
    ['x␣a.test', 'http://a.test/', []],
    ['x␣a.test', 'http://xa.test/', both],
    ['a.test:8000', 'http://a.test:8000/', both],
    ['a.test:80', 'http://a.test:80/', both],
    ['a.test:80', 'http://a.test/', []],
    ['10.1.2.3:80', 'http://10.1.2.3:80/', []],
    ['10.0.0.0/8', 'http://10.1.2.3/', both],
    ['10.0/8', 'http://10.1.2.3/', both],
    ['10.0.0.0/8', 'http://167838211/', both],
    ['0.0.0.0/0', 'http://10.1.2.3/', []],
    ['.2.3', 'http://10.1.2.3/', both],
    ['127.0.0.1', 'http://127.1/', []],
    ['127.1', 'http://127.1/', both],
    ['::1', 'http://[::1]:8000/', both],
    ['[::1]', 'http://[::1]/', []],
    ['::5', 'http://[fd00::5]/', [OLD]],
    ['fd00::/8', 'http://[fd00::5]/', []],
    ['xn--mnchen-3ya.test', 'http://münchen.test/', both],
    ['münchen.test', 'http://münchen.test/', []],
  ])('%j for %s: %j', (list, url, versions) => {
    const env = `http_proxy=http://p:1 NO_PROXY=${list}`;
    expect(both.filter((version) => choice(version, env, url).startsWith('direct'))).toEqual(versions);
  });

  it('a zone cannot be looked up directly since 2.32, and can through a proxy', () => {
    const url = 'http://[fe80::1%eth0]/';
    expect(choice(NEW, '', url)).toBe('dies of zone-in-url');
    expect(choice(OLD, '', url)).toBe('direct, no-variable');
    expect(choice(NEW, 'http_proxy=http://p:1', url)).toBe('http://p:1 absolute by http_proxy');
  });
});

describe('without PySocks', () => {
  const env = environment('all_proxy=socks5://p NO_PROXY=a.test');

  it('requests gives up where it would need it, and only there', () => {
    expect(requests.choose(NEW, env, targetOf('b.test'), ['PySocks'])).toMatchObject({
      why: 'missing-package',
      package: 'PySocks',
    });
    expect(requests.choose(NEW, env, targetOf('a.test'), ['PySocks']).kind).toBe('direct');
  });
});
