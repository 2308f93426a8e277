import { describe, expect, it } from 'vitest';
import { formatAddress } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { node } from './node.ts';
import { bundledUndici } from './node-undici.ts';
import { choiceOf, environment, targetOf } from './testing/choice-in-words.ts';

const NODE22 = 'v22.23.3';
const NODE24 = 'v24.21.0';
const NODE26 = 'v26.10.0';

const choice = (version: string | undefined, env: string, url: string): string =>
  choiceOf(node, version, env, url);

describe('when fetch reads proxy variables', () => {
  const PROXY = 'http_proxy=http://p:1234';
  const USED = 'http://p:1234 connect by http_proxy';
  const UNUSED = 'direct, ignores-environment';
  it.each([
    ['v20.20.2', 'NODE_USE_ENV_PROXY=1', UNUSED],
    ['v20.20.2', 'NODE_OPTIONS=--use-env-proxy', 'dies of option-not-allowed'],
    ['v22.20.0', 'NODE_USE_ENV_PROXY=1', UNUSED],
    ['v22.21.0', 'NODE_USE_ENV_PROXY=1', USED],
    ['v22.21.0', '', UNUSED],
    ['v23.11.1', 'NODE_USE_ENV_PROXY=1', UNUSED],
    ['v24.0.0', 'NODE_USE_ENV_PROXY=0', USED],
    ['v24.0.0', 'NODE_OPTIONS=--use-env-proxy', 'dies of option-not-allowed'],
    ['v24.5.0', 'NODE_USE_ENV_PROXY=0', UNUSED],
    ['v24.5.0', 'NODE_USE_ENV_PROXY=true', UNUSED],
    ['v24.5.0', 'NODE_OPTIONS=--use-env-proxy', USED],
    ['v24.5.0', 'NODE_OPTIONS=--use_env_proxy=false', USED],
    ['v24.5.0', 'NODE_USE_ENV_PROXY=1 NODE_OPTIONS=--no-use-env-proxy', UNUSED],
    ['v24.5.0', 'NODE_OPTIONS=--use-env-proxy␣--no-use-env-proxy', UNUSED],
    ['v24.5.0', 'NODE_OPTIONS=--no-use-env-proxy␣--use-env-proxy', USED],
    ['v24.5.0', 'NODE_USE_ENV_PROXY=1 NODE_OPTIONS=--max-old-space-size=100', USED],
  ])('%s with %s: %s', (version, env, expected) => {
    expect(choice(version, `${PROXY} ${env}`, 'http://a.test/')).toBe(expected);
  });

  it('says what would make it, where anything would', () => {
    const because = (version: string): unknown =>
      node.choose(version, environment(PROXY), targetOf('http://a.test/'));
    expect(because('v20.20.2')).toEqual({ kind: 'direct', because: { kind: 'ignores-environment' } });
    expect(because(NODE24)).toEqual({
      kind: 'direct',
      because: { kind: 'ignores-environment', wouldNeed: 'NODE_USE_ENV_PROXY=1' },
    });
  });

  it('ignores nothing where nothing is set', () => {
    expect(choice('v20.20.2', 'no_proxy=x', 'http://a.test/')).toBe('direct, no-variable');
  });
});

const on = (version: string, env: string, url: string): string =>
  choice(version, `NODE_USE_ENV_PROXY=1 ${env}`, url);

describe('which variable fetch reads', () => {
  it.each([
    ['HTTP_PROXY=http://u:1', 'http://a.test/', 'http://u:1 absolute by HTTP_PROXY'],
    ['HTTP_PROXY=http://u:1 http_proxy=http://l:1', 'http://a.test/', 'http://l:1 absolute by http_proxy'],
    ['HTTP_PROXY=http://u:1 http_proxy=', 'http://a.test/', 'direct, no-variable'],
    ['http_proxy=http://p:1', 'https://a.test/', 'http://p:1 connect by http_proxy'],
    ['http_proxy=http://p:1 https_proxy=', 'https://a.test/', 'http://p:1 connect by http_proxy'],
    ['http_proxy=http://p:1 https_proxy=http://s:1', 'https://a.test/', 'http://s:1 connect by https_proxy'],
    ['https_proxy=http://s:1', 'http://a.test/', 'direct, no-variable'],
    ['all_proxy=http://p:1 https_proxy=http://s:1', 'http://a.test/', 'direct, no-variable'],
    [
      'http_proxy=http://p:1 no_proxy=x NO_PROXY=a.test',
      'http://a.test/',
      'http://p:1 absolute by http_proxy',
    ],
    [
      'http_proxy=http://p:1 no_proxy= NO_PROXY=a.test',
      'http://a.test/',
      'http://p:1 absolute by http_proxy',
    ],
  ])('%s · %s: %s', (env, url, expected) => {
    expect(on(NODE26, env, url)).toBe(expected);
  });

  it.each([
    [NODE22, 'connect'],
    [NODE24, 'connect'],
    ['v26.4.0', 'connect'],
    ['v26.5.0', 'absolute'],
  ])('%s asks a proxy for an http URL by %s', (version, form) => {
    expect(on(version, 'http_proxy=http://p:1', 'http://a.test/')).toBe(`http://p:1 ${form} by http_proxy`);
  });
});

describe('how fetch reads the value', () => {
  it.each([
    [NODE22, 'http:proxy.test:3128', 'http://proxy.test:3128 connect by http_proxy'],
    [NODE22, 'http://proxy.test/', 'http://proxy.test:80 connect by http_proxy'],
    [NODE22, '␣https://proxy.test␣', 'https://proxy.test:443 connect by http_proxy'],
    [NODE22, 'http://127.1:3128', 'http://127.0.0.1:3128 connect by http_proxy'],
    [NODE22, 'socks5://proxy.test', 'dies of unsupported-scheme'],
    [NODE24, 'socks5://proxy.test', 'socks5h://proxy.test:1080 socks by http_proxy'],
    [NODE24, 'socks5h://proxy.test', 'dies of unsupported-scheme'],
    [NODE24, 'proxy.test:3128', 'dies of missing-scheme'],
    [NODE24, 'localhost:3128', 'dies of missing-scheme'],
    [NODE24, '10.0.0.1:3128', 'dies of missing-scheme'],
    [NODE24, 'http://proxy.test/path', 'dies of bad-proxy-url'],
    [NODE24, 'http://proxy.test?x', 'dies of bad-proxy-url'],
    [NODE24, 'http://me:100%@proxy.test', 'dies of bad-proxy-url'],
    [NODE24, 'http://proxy.test↵', 'dies of bad-proxy-url'],
    [NODE24, 'http://u%:@proxy.test', 'dies of bad-proxy-url'],
    ['v24.0.0', 'http://u%:@proxy.test', 'http://proxy.test:80 connect by http_proxy'],
    ['v24.0.0', 'http://proxy.test↵', 'http://proxy.test:80 connect by http_proxy'],
    [NODE24, '␣', 'dies of bad-proxy-url'],
  ])('%s: %s: %s', (version, value, expected) => {
    expect(on(version, `http_proxy=${value}`, 'http://a.test/')).toBe(expected);
  });

  it('dies at its start of a variable that the URL has no part in', () => {
    expect(on(NODE24, 'https_proxy=proxy:1 no_proxy=*', 'http://a.test/')).toBe('dies of missing-scheme');
  });

  it.each([
    [NODE24, 'http://me@p', false],
    [NODE24, 'http://me:pw@p', true],
    [NODE26, 'http://me@p', true],
    [NODE26, 'http://p', false],
  ])('%s logs in with %s: %s', (version, value, hasCredentials) => {
    const env = environment(`NODE_USE_ENV_PROXY=1 http_proxy=${value}`);
    expect(node.choose(version, env, targetOf('a.test'))).toMatchObject({ proxy: { hasCredentials } });
  });
});

describe('which entry of NO_PROXY holds the target for fetch', () => {
  const all = [NODE22, NODE24, NODE26];
  it.each<[list: string, url: string, versions: readonly string[]]>([
    ['*', 'http://10.1.2.3/', all],
    ['␣*␣', 'http://a.test/', [NODE22]],
    ['x,*', 'http://a.test/', [NODE22]],
    ['a.test', 'http://a.test:8000/', all],
    ['a.test', 'http://www.a.test/', [NODE24, NODE26]],
    ['.a.test', 'http://www.a.test/', all],
    ['.a.test', 'http://a.test/', [NODE24, NODE26]],
    ['*.a.test', 'http://www.a.test/', all],
    ['*a.test', 'http://nota.test/', [NODE22]],
    ['A.TEST', 'http://a.test/', all],
    ['a.test.', 'http://a.test/', [NODE26]],
    ['a.test', 'http://a.test./', [NODE26]],
    ['x␣a.test→y', 'http://a.test/', all],
    ['a.test:80', 'http://a.test/', all],
    ['a.test:443', 'https://a.test/', all],
    ['a.test:81', 'http://a.test/', []],
    ['*:80', 'http://a.test/', [NODE22]],
    ['127.0.0.1', 'http://127.1/', all],
    ['127.0.0.1', 'http://2130706433/', all],
    ['127.1', 'http://127.1/', []],
    ['10.0.0.0/8', 'http://10.1.2.3/', []],
    ['::1', 'http://[::1]:8000/', [NODE26]],
    ['[::1]', 'http://[::1]:8000/', all],
    ['[::1]:8000', 'http://[::1]:8000/', all],
    ['[::1]:8001', 'http://[::1]:8000/', []],
    ['::1', 'http://[0:0::1]/', [NODE26]],
    ['xn--mnchen-3ya.test', 'http://münchen.test/', all],
  ])('%j for %s: %j', (list, url, versions) => {
    const env = `http_proxy=http://p:1 NO_PROXY=${list}`;
    expect(all.filter((version) => on(version, env, url).startsWith('direct'))).toEqual(versions);
  });
});

describe('a URL that fetch refuses', () => {
  it.each([
    ['http://me:pw@a.test/', 'userinfo-in-url'],
    ['http://[fe80::1%eth0]/', 'zone-in-url'],
    ['http://a.test:6000/', 'blocked-port'],
    ['http://xn--a/', 'invalid-url'],
  ])('%s: %s', (url, why) => {
    for (const version of ['v20.20.2', NODE26]) expect(choice(version, '', url)).toBe(`dies of ${why}`);
  });
});

describe('how fetch gets to a host', () => {
  it('asks the system for every name', () => {
    expect(node.lookup(NODE26, 'localhost')).toEqual({ kind: 'system' });
  });

  it.each([
    ['v20.20.2', '1.1.1.1 2.2.2.2 ::1', '1.1.1.1 ::1 2.2.2.2'],
    ['v20.20.2', '::1 127.0.0.1', '::1 127.0.0.1'],
    ['v18.20.0', '::1 127.0.0.1', '::1'],
  ])('%s tries %s in the order %s', (version, given, expected) => {
    const addresses = given.split(' ').flatMap((text) => parseAddress(text) ?? []);
    expect(node.attempts(version, addresses).map(formatAddress).join(' ')).toBe(expected);
  });

  it.each([
    ['v22.21.0', '6.22.0'],
    ['v24.14.0', '7.8.0'],
    ['v24.14.1', '7.24.4'],
    ['v26.10.0', '8.10.2'],
    [undefined, '8.10.2'],
  ])('%s behaves as undici %s', (version, undici) => {
    expect(bundledUndici(version)).toBe(undici);
  });
});
