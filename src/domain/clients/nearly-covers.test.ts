import { describe, expect, it } from 'vitest';
import { parseAddress } from '../net/parse-address.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Target } from '../net/target.ts';
import { coversPlainly, findNearlyCovering } from './nearly-covers.ts';

const targetOf = (url: string): Target => {
  const target = parseTarget(url);
  if (!target.ok) throw new Error(`${url} is no URL`);
  return target.value;
};

const found = (list: string, url: string, ...addresses: readonly string[]) => {
  const parsed = addresses.map(parseAddress).filter((address) => address !== undefined);
  return findNearlyCovering(list, targetOf(url), parsed);
};

describe('an entry that was meant for the target and does not hold it', () => {
  it.each([
    ['10.0.0.0/8', 'http://10.1.2.3:8000', 'block'],
    ['fd00::/8', 'http://[fd00::5]:8000', 'block'],
    ['10.*', 'http://10.1.2.3:8000', 'wildcard'],
    ['10.1.2.*', 'http://10.1.2.3:8000', 'wildcard'],
    ['*.example.test', 'http://api.example.test', 'wildcard'],
    ['*', 'http://10.1.2.3', 'star-in-list'],
    ['10.1.2.3:8000', 'http://10.1.2.3:8000', 'port'],
    ['[::1]', 'http://[::1]:8000', 'address-form'],
    ['0:0:0:0:0:0:0:1', 'http://[::1]:8000', 'address-form'],
    ['.example.test', 'http://example.test', 'leading-dot'],
    ['example.test', 'http://api.example.test', 'subdomain'],
    ['localhost', 'http://127.0.0.1:8000', 'loopback-spelling'],
    ['127.0.0.1', 'http://localhost:8000', 'loopback-spelling'],
    ['localhost', 'http://0.0.0.0:8000', 'loopback-spelling'],
    ['http://10.1.2.3:8000/v1', 'http://10.1.2.3:8000', 'url'],
    ['"10.1.2.3"', 'http://10.1.2.3:8000', 'quotes'],
    ['LOCALHOST', 'http://localhost:8000', 'case'],
  ])('%s for %s: %s', (entry, url, why) => {
    expect(found(`other.test,${entry}`, url)).toEqual({ entry, why });
  });

  it('is listed by the address of the name, or by a block of it', () => {
    expect(found('10.1.2.3', 'http://gpu-box:8000', '10.1.2.3')).toEqual({
      entry: '10.1.2.3',
      why: 'address-of-name',
    });
    expect(found('10.0.0.0/8', 'http://gpu-box:8000', '10.1.2.3')).toEqual({
      entry: '10.0.0.0/8',
      why: 'block-of-name',
    });
  });

  it('stands after a blank or a semicolon', () => {
    expect(found('a.test; 10.1.2.3', 'http://10.1.2.3')).toEqual({ entry: '10.1.2.3', why: 'blank' });
    expect(found('a.test 10.1.2.3', 'http://10.1.2.3')).toEqual({ entry: '10.1.2.3', why: 'blank' });
  });

  it.each([
    ['192.168.0.0/16', 'http://10.1.2.3'],
    ['10.1.2.3:9000', 'http://10.1.2.3:8000'],
    ['notexample.test', 'http://example.test'],
    ['localhost', 'http://10.1.2.3'],
    ['', 'http://10.1.2.3'],
  ])('is not %s for %s', (list, url) => {
    expect(found(list, url)).toBeUndefined();
  });
});

it('a list that names the target in so many words covers it plainly', () => {
  expect(coversPlainly('a.test,127.0.0.1', targetOf('http://127.0.0.1:8000'))).toBe(true);
  expect(coversPlainly('localhost', targetOf('http://127.0.0.1:8000'))).toBe(false);
});
