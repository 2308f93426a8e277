import { describe, expect, it } from 'vitest';
import type { Variable } from '../facts/fact.ts';
import { schemeNotForAll, withoutSpareSocks } from './spare-socks.ts';

const environment = (text: string): readonly Variable[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ name: word.slice(0, word.indexOf('=')), value: word.slice(word.indexOf('=') + 1) }));

const BOTH = 'http_proxy=http://10.0.0.2:7890 HTTPS_PROXY=10.0.0.2:7890';
const taken = (text: string, kinds: Parameters<typeof withoutSpareSocks>[1] = ['python']) =>
  withoutSpareSocks(environment(text), kinds).map(({ name, after }) => [name, after]);

describe('ALL_PROXY with a SOCKS proxy', () => {
  it('is taken away from Python where two other variables say what to use', () => {
    expect(taken(`${BOTH} ALL_PROXY=socks5://10.0.0.2:7891`)).toEqual([['ALL_PROXY', undefined]]);
    expect(taken(`${BOTH} all_proxy=socks5h://a:1 ALL_PROXY=SOCKS://a:1`)).toEqual([
      ['all_proxy', undefined],
      ['ALL_PROXY', undefined],
    ]);
  });

  it.each([
    ['a scheme has no other', 'http_proxy=http://a:1 ALL_PROXY=socks5://a:1', ['python']],
    ['the other is taken back by an empty one', `${BOTH} https_proxy= ALL_PROXY=socks5://a:1`, ['python']],
    [
      'the other is SOCKS too',
      'http_proxy=http://a:1 https_proxy=socks5://a:1 all_proxy=socks5://a:1',
      ['python'],
    ],
    ['it is no SOCKS', `${BOTH} ALL_PROXY=http://a:1`, ['python']],
    ['it is no Python', `${BOTH} ALL_PROXY=socks5://a:1`, ['curl']],
    ['nothing tells what it is', `${BOTH} ALL_PROXY=socks5://a:1`, []],
  ] as const)('stays where %s', (_, text, kinds) => {
    expect(taken(text, kinds)).toEqual([]);
  });
});

describe('a proxy that some of Python cannot use', () => {
  it.each([
    ['ALL_PROXY=socks5://10.0.0.2:1080', ['python'], 'socks5'],
    ['https_proxy=https://10.0.0.2:1080', ['curl', 'python'], 'https'],
    ['http_proxy=10.0.0.2:3128', ['python'], undefined],
    ['ALL_PROXY=socks5://10.0.0.2:1080', ['curl'], undefined],
    ['ALL_PROXY=', ['python'], undefined],
  ] as const)('%s for %s', (text, kinds, scheme) => {
    expect(schemeNotForAll(environment(text), kinds)).toBe(scheme);
  });
});
