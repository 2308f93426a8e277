import { describe, expect, it } from 'vitest';
import { formatAddress } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { curl } from './curl.ts';
import { choiceOf, environment, targetOf } from './testing/choice-in-words.ts';

const OLD = '7.74.0';
const BOOKWORM = '7.88.1';
const TRIXIE = '8.14.1';
const NEW = '8.23.0';

const choice = (version: string | undefined, env: string, url: string): string =>
  choiceOf(curl, version, env, url);

describe('which variable curl reads', () => {
  it.each([
    ['', 'http://a.test/', 'direct, no-variable'],
    ['http_proxy=http://p:1', 'http://a.test/', 'http://p:1 absolute by http_proxy'],
    ['HTTP_PROXY=http://p:1', 'http://a.test/', 'direct, no-variable'],
    ['HTTPS_PROXY=http://p:1', 'https://a.test/', 'http://p:1 connect by HTTPS_PROXY'],
    ['HTTPS_PROXY=http://u:1 https_proxy=http://l:1', 'https://a.test/', 'http://l:1 connect by https_proxy'],
    ['https_proxy= HTTPS_PROXY=http://u:1', 'https://a.test/', 'http://u:1 connect by HTTPS_PROXY'],
    ['http_proxy=http://p:1', 'https://a.test/', 'direct, no-variable'],
    ['ALL_PROXY=http://p:1', 'http://a.test/', 'http://p:1 absolute by ALL_PROXY'],
    ['ALL_PROXY=http://u:1 all_proxy=http://l:1', 'http://a.test/', 'http://l:1 absolute by all_proxy'],
    ['ALL_PROXY=http://p:1 http_proxy=http://q:1', 'http://a.test/', 'http://q:1 absolute by http_proxy'],
    ['http_proxy=http://p:1 REQUEST_METHOD=GET', 'http://a.test/', 'http://p:1 absolute by http_proxy'],
    ['http_proxy=http://p:1 http_proxy=http://q:1', 'http://a.test/', 'http://p:1 absolute by http_proxy'],
    [
      'http_proxy=http://p:1 no_proxy=b.test NO_PROXY=a.test',
      'http://a.test/',
      'http://p:1 absolute by http_proxy',
    ],
    ['http_proxy=http://p:1 no_proxy= NO_PROXY=a.test', 'http://a.test/', 'direct, NO_PROXY has a.test'],
    ['http_proxy=http://p:1', 'http://127.0.0.1:8000/', 'http://p:1 absolute by http_proxy'],
    ['http_proxy=http://p:1 no_proxy=127.0.0.1', 'http://localhost/', 'http://p:1 absolute by http_proxy'],
  ])('%s · %s: %s', (env, url, expected) => {
    for (const version of [OLD, BOOKWORM, TRIXIE, NEW]) expect(choice(version, env, url)).toBe(expected);
  });
});

describe('how curl reads the value', () => {
  it.each([
    [NEW, 'proxy.test', 'http://proxy.test:80 absolute'],
    [TRIXIE, 'proxy.test', 'http://proxy.test:1080 absolute'],
    [TRIXIE, 'http://proxy.test/', 'http://proxy.test:1080 absolute'],
    [NEW, 'https://proxy.test', 'https://proxy.test:443 absolute'],
    [NEW, 'HTTP://proxy.test:3128/path?x#y', 'http://proxy.test:3128 absolute'],
    [NEW, 'http:///proxy.test:3128', 'http://proxy.test:3128 absolute'],
    [NEW, 'localhost:3128', 'http://localhost:3128 absolute'],
    [NEW, 'http://[fd00::9]:3128', 'http://fd00::9:3128 absolute'],
    [NEW, 'http://me:p%40ss@proxy.test:3128', 'http://proxy.test:3128 absolute'],
    [NEW, 'socks://proxy.test', 'socks4://proxy.test:1080 socks'],
    [NEW, 'socks5h://proxy.test', 'socks5h://proxy.test:1080 socks'],
    [NEW, 'ftp.proxy.test:3128', 'http://ftp.proxy.test:3128 absolute'],
    [NEW, 'http://proxy.test:0', 'http://proxy.test:0 absolute'],
  ])('%s: %s is %s', (version, value, expected) => {
    expect(choice(version, `http_proxy=${value}`, 'http://a.test/')).toBe(`${expected} by http_proxy`);
  });

  it.each([
    [NEW, 'http:proxy.test', 'bad-proxy-url'],
    [NEW, 'http:////proxy.test', 'bad-proxy-url'],
    [NEW, '//proxy.test:3128', 'bad-proxy-url'],
    [NEW, 'proxy.test:', 'bad-proxy-url'],
    [NEW, ':3128', 'bad-proxy-url'],
    [NEW, 'http://', 'bad-proxy-url'],
    [NEW, 'http://proxy.test:99999', 'bad-proxy-url'],
    [NEW, 'http://p@ss@proxy.test', 'bad-proxy-url'],
    [NEW, 'http://me:a/b@proxy.test', 'bad-proxy-url'],
    [NEW, 'http://proxy.test↵', 'bad-proxy-url'],
    [NEW, '␣', 'bad-proxy-url'],
    [NEW, 'foo://proxy.test', 'unsupported-scheme'],
    [TRIXIE, 'ftp.proxy.test:3128', 'unsupported-scheme'],
    [OLD, 'http://proxy.test:0', 'bad-proxy-url'],
  ])('%s: of %s it dies as %s', (version, value, why) => {
    expect(choice(version, `http_proxy=${value}`, 'http://a.test/')).toBe(`dies of ${why}`);
  });

  it('hides the password in all that it hands on', () => {
    const made = curl.choose(NEW, environment('http_proxy=http://me:hunter2@p:1'), targetOf('a.test'));
    expect(JSON.stringify(made)).not.toContain('hunter2');
    expect(made).toMatchObject({ proxy: { text: 'http://me:***@p:1', hasCredentials: true } });
  });

  it.each([
    ['socks5://p', 'client'],
    ['socks4://p', 'client'],
    ['socks5h://p', 'proxy'],
    ['socks4a://p', 'proxy'],
    ['http://p', 'proxy'],
  ])('through %s the name is looked up by the %s', (value, who) => {
    const made = curl.choose(NEW, environment(`http_proxy=${value} no_proxy=x`), targetOf('a.test'));
    expect(made).toMatchObject({ resolvesName: who, exceptions: { name: 'no_proxy', value: 'x' } });
  });
});

describe('which entry of NO_PROXY holds the target for curl', () => {
  const all = [OLD, BOOKWORM, TRIXIE, NEW];
  const since = (from: string): readonly string[] => all.slice(all.indexOf(from));
  it.each<[list: string, url: string, versions: readonly string[]]>([
    ['*', '10.1.2.3', all],
    ['x,*', 'a.test', []],
    ['a.test', 'a.test:8000', all],
    ['a.test', 'www.a.test', all],
    ['.a.test', 'a.test', all],
    ['a.test', 'nota.test', []],
    ['*.a.test', 'www.a.test', []],
    ['A.TEST', 'a.test', all],
    ['a.test:80', 'a.test', []],
    ['a.test.', 'a.test', since(BOOKWORM)],
    ['a.test', 'a.test.', since(BOOKWORM)],
    ['x,␣a.test␣,y', 'a.test', all],
    ['x␣a.test', 'a.test', [OLD, BOOKWORM]],
    ['x→a.test', 'a.test', [BOOKWORM]],
    ['a.test␣x', 'a.test', all],
    [',,a.test', 'a.test', all],
    ['"a.test"', 'a.test', []],
    ['2.3', '10.1.2.3', [OLD]],
    ['10.1.2.3', '10.1.2.3', all],
    ['127.0.0.1', '127.1', since(BOOKWORM)],
    ['127.1', '127.1', [OLD]],
    ['10.0.0.0/8', '10.1.2.3', since(BOOKWORM)],
    ['10.0.0.0/8', 'ten.test', []],
    ['0.0.0.0/0', '10.1.2.3', []],
    ['10.1.2.3/0', '10.1.2.3', since(BOOKWORM)],
    ['10.0.0.0/8x', '10.1.2.3', [BOOKWORM, TRIXIE]],
    ['10.0.0.0/33', '10.1.2.3', []],
    ['::1', '[::1]:8000', all],
    ['0:0::1', '[::1]', [NEW]],
    ['::1', '[0:0::1]', since(BOOKWORM)],
    ['[::1]', '[::1]', []],
    ['fd00::/8', '[fd00::5]', [NEW]],
    ['xn--mnchen-3ya.test', 'münchen.test', since(BOOKWORM)],
    ['münchen.test', 'münchen.test', [OLD]],
    ['MÜNCHEN.test', 'münchen.test', []],
  ])('%j for %s: %j', (list, url, versions) => {
    const env = `http_proxy=http://p:1 NO_PROXY=${list}`;
    const direct = all.filter((version) => choice(version, env, url).startsWith('direct'));
    expect(direct).toEqual(versions);
  });

  it.each([
    ['a.test', 'www.a.test', false],
    ['x,.a.test', 'www.a.test', true],
    ['.a.test,x', 'www.a.test', false],
    ['.a.test', 'xa.test', true],
    ['x,10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3,x', '10.1.2.3', false],
    ['10.0.0.0/8,x', '10.1.2.3', true],
  ])('7.86.0 alone: %s for %s: %s', (list, url, isDirect) => {
    const env = `http_proxy=http://p:1 no_proxy=${list}`;
    expect(choice('7.86.0', env, url).startsWith('direct')).toBe(isDirect);
  });
});

describe('how curl gets to a host', () => {
  it.each([
    ['7.77.0', 'localhost', 'system'],
    ['7.78.0', 'localhost', '127.0.0.1 ::1'],
    ['7.84.0', 'a.localhost', 'system'],
    ['7.85.0', 'a.localhost', '127.0.0.1 ::1'],
    ['8.2.1', 'localhost', '::1 127.0.0.1'],
    [undefined, 'localhost', '::1 127.0.0.1'],
    [undefined, 'localhost.test', 'system'],
  ])('%s looks %s up: %s', (version, name, expected) => {
    const lookup = curl.lookup(version, name);
    expect(lookup.kind === 'system' ? 'system' : lookup.addresses.join(' ')).toBe(expected);
  });

  it.each([
    ['7.88.1', '127.0.0.1 ::1', '127.0.0.1 ::1'],
    ['7.88.1', '::1 127.0.0.1', '::1 127.0.0.1'],
    ['7.88.1', '1.1.1.1 ::1 2.2.2.2 ::2', '1.1.1.1 2.2.2.2 ::1 ::2'],
    ['8.10.0', '1.1.1.1 ::1 2.2.2.2 ::2', '::1 ::2 1.1.1.1 2.2.2.2'],
    ['8.16.0', '1.1.1.1 ::1 2.2.2.2 3.3.3.3', '::1 1.1.1.1 2.2.2.2 3.3.3.3'],
    ['8.16.0', '1.1.1.1 2.2.2.2', '1.1.1.1 2.2.2.2'],
    ['8.16.0', '', ''],
  ])('%s tries %s in the order %s', (version, given, expected) => {
    const addresses = given.split(' ').flatMap((text) => parseAddress(text) ?? []);
    expect(curl.attempts(version, addresses).map(formatAddress).join(' ')).toBe(expected);
  });
});
