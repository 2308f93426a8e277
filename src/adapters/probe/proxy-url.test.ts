import { describe, expect, it } from 'vitest';
import { parseProxyUrl } from './proxy-url.ts';

describe('parseProxyUrl', () => {
  it.each([
    ['http://proxy.example.com:3128', { scheme: 'http', host: 'proxy.example.com' }],
    ['proxy:3128', { scheme: 'http', host: 'proxy' }],
    ['HTTP://Proxy/', { scheme: 'http', host: 'Proxy' }],
    ['https://[::1]:8443/x', { scheme: 'https', host: '::1' }],
    ['socks5h://127.0.0.1:1080', { scheme: 'socks5h', host: '127.0.0.1' }],
    ['socks://p', { scheme: 'socks4', host: 'p' }],
    ['http://me:p%40ss@p:1', { scheme: 'http', host: 'p', userinfo: { user: 'me', password: 'p@ss' } }],
    ['http://me:a:b@p:1', { scheme: 'http', host: 'p', userinfo: { user: 'me', password: 'a:b' } }],
    ['http://me:p/a@s#s@p:1', { scheme: 'http', host: 'p', userinfo: { user: 'me', password: 'p/a@s#s' } }],
    ['http://me@p:1', { scheme: 'http', host: 'p', userinfo: { user: 'me', password: '' } }],
    ['http://me:%E5%AF%86%zz@p', { scheme: 'http', host: 'p', userinfo: { user: 'me', password: '密%zz' } }],
    ['http://@p:1', { scheme: 'http', host: 'p' }],
  ])('%s', (text, expected) => {
    expect(parseProxyUrl(text)).toEqual(expected);
  });

  it.each(['ftp://p', 'quic://me:secret@p:1'])('%s is none', (text) => {
    expect(parseProxyUrl(text)).toBeUndefined();
  });
});
