import { describe, expect, it } from 'vitest';
import { authChallenge } from './auth-challenge.ts';

const challenged = (...headers: (readonly [string, string])[]) =>
  authChallenge({
    status: 407,
    httpVersion: '1.1',
    headers,
    bodyStart: '',
    bodyBytes: 0,
    isTruncated: false,
    hadControl: false,
  });

describe('authChallenge', () => {
  it.each([
    ['Basic realm="Squid proxy"', 'Basic', 'Squid proxy'],
    ['Basic', 'Basic', ''],
    ['Bearer', 'Bearer', ''],
    ['Basic realm=plain', 'Basic', 'plain'],
    ['Digest realm="a, Basic b", qop="auth", nonce="x="', 'Digest', 'a, Basic b'],
    ['Basic realm="with \\"quotes\\""', 'Basic', 'with "quotes"'],
    ['Basic charset="UTF-8", realm="later"', 'Basic', 'later'],
    ['Negotiate, Basic realm="second"', 'Basic', 'second'],
    ['Negotiate YII=', 'Negotiate', ''],
    ['NTLM', 'NTLM', ''],
  ])('%s', (value, scheme, realm) => {
    expect(challenged(['proxy-authenticate', value])).toEqual({ scheme, realm });
  });

  it('takes the scheme that a person can answer, whatever its line', () => {
    const lines = ['Negotiate', 'NTLM', 'Basic realm="Corp"'].map(
      (value) => ['proxy-authenticate', value] as const,
    );
    expect(challenged(...lines)).toEqual({ scheme: 'Basic', realm: 'Corp' });
  });

  it("prefers the proxy's challenge to the service's", () => {
    expect(challenged(['www-authenticate', 'Bearer'], ['proxy-authenticate', 'Basic realm="p"'])).toEqual({
      scheme: 'Basic',
      realm: 'p',
    });
    expect(challenged(['www-authenticate', 'Bearer realm="api"'])).toEqual({
      scheme: 'Bearer',
      realm: 'api',
    });
  });

  it('is nothing without a challenge', () => {
    expect(challenged()).toBeUndefined();
    expect(challenged(['proxy-authenticate', ''])).toBeUndefined();
  });
});
