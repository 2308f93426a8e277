import { describe, expect, it } from 'vitest';
import { meantVariable } from './meant-variable.ts';

describe('the variable that was meant', () => {
  it.each([
    ['HTTP_PORXY', 'HTTP_PROXY'],
    ['http_poxy', 'http_proxy'],
    ['htpp_proxy', 'http_proxy'],
    ['http-proxy', 'http_proxy'],
    ['HTTPSPROXY', 'HTTPS_PROXY'],
    ['NOPROXY', 'NO_PROXY'],
    ['no-proxy', 'no_proxy'],
    ['no_porxy', 'no_proxy'],
    ['on_proxy', 'no_proxy'],
    ['ALLPROXY', 'ALL_PROXY'],
  ])('of %s is %s', (name, meant) => expect(meantVariable(name)).toBe(meant));

  it.each([
    ...[
      'http_proxy',
      'HTTPS_PROXY',
      'No_Proxy',
      'ftp_proxy',
      'GOPROXY',
      'go_proxy',
      'my_proxy',
      'smtp_proxy',
    ],
    ...[
      'ntp_proxy',
      'rtsp_proxy',
      'http_proxy2',
      '_http_proxy',
      'old_http_proxy',
      'PROXY',
      'proxy_on',
      'HOME',
      '',
    ],
    ...['npm_config_proxy', 'npm_config_https_proxy', 'socks_proxy', 'httpd_proxy'],
  ])('of %j is none', (name) => expect(meantVariable(name)).toBeUndefined());
});
