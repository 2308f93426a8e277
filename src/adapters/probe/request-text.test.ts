import { describe, expect, it } from 'vitest';
import { parseRequestUrl, requestText } from './request-text.ts';

const lines = (url: string): readonly string[] => {
  const parsed = parseRequestUrl(url);
  return parsed === undefined ? [] : requestText(parsed).split('\r\n').slice(0, 3);
};

describe('requestText', () => {
  it.each([
    ['http://127.0.0.1:8000/v1', 'GET /v1 HTTP/1.1', 'Host: 127.0.0.1:8000'],
    ['http://127.0.0.1:80', 'GET / HTTP/1.1', 'Host: 127.0.0.1'],
    ['https://a.test:443/?q', 'GET /?q HTTP/1.1', 'Host: a.test'],
    ['https://a.test:80/', 'GET / HTTP/1.1', 'Host: a.test:80'],
    ['http://[::1]:8000/', 'GET / HTTP/1.1', 'Host: [::1]:8000'],
    ['http://[::1]/', 'GET / HTTP/1.1', 'Host: [::1]'],
    ['http://[fe80::1%eth0]:8000/', 'GET / HTTP/1.1', 'Host: [fe80::1]:8000'],
    ['http://[fe80::1%25eth0]/', 'GET / HTTP/1.1', 'Host: [fe80::1]'],
    ['http://中文.test/', 'GET / HTTP/1.1', 'Host: xn--fiq228c.test'],
  ])('%s', (url, request, host) => {
    expect(lines(url).slice(0, 2)).toEqual([request, host]);
  });

  it('authenticates with what the URL holds', () => {
    expect(lines('http://me:p%40ss@a.test/')[2]).toBe(`Authorization: Basic ${btoa('me:p@ss')}`);
    expect(lines('http://a.test/')[2]).toMatch(/^User-Agent: tongtu\//);
  });

  it('is one request whatever the URL holds', () => {
    for (const url of [
      'http://a.test/\r\nX: y',
      'http://a.test/ HTTP/1.1\r\nX: y',
      'http://me:%0d%0aX@a.test/',
    ]) {
      const parsed = parseRequestUrl(url);
      expect(
        parsed === undefined
          ? []
          : requestText(parsed)
              .split('\r\n')
              .filter((line) => line.startsWith('X')),
      ).toEqual([]);
    }
  });
});

describe('parseRequestUrl', () => {
  it.each(['', 'a.test', 'ftp://a.test/', 'http://', 'http://a:b:c/', 'http://[::1/'])(
    '%j is none',
    (text) => {
      expect(parseRequestUrl(text)).toBeUndefined();
    },
  );
});
