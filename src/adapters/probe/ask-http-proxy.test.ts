import type { AddressInfo, Socket } from 'node:net';
import { createServer, TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Answer, Endpoint, ProbeRoute } from '../../domain/facts/observation.ts';
import { ask, FROM, httpGet } from './testing/ask.ts';
import { CERTIFICATE } from './testing/certificate.ts';
import { tunnelTo } from './testing/relay.ts';
import { answerWith, httpText } from './testing/serve.ts';
import { startServed } from './testing/start-served.ts';

const through = (form: 'absolute' | 'connect', proxyUrl: string): ProbeRoute => ({
  kind: 'proxy',
  proxyUrl,
  form,
});

/** Speaks TLS on accepted sockets, and gives the plain side to `inside`. */
const overTls =
  (inside: (socket: Socket) => void) =>
  (socket: Socket): void => {
    const tls = new TLSSocket(socket, { isServer: true, ...CERTIFICATE });
    tls.on('error', () => undefined);
    inside(tls);
  };

const bodyOf = (answer: Answer): string =>
  answer.kind === 'response' ? answer.response.bodyStart : JSON.stringify(answer);

describe('a request in absolute form', () => {
  it('is written as curl writes it', async () => {
    const proxy = await startServed(answerWith(httpText('from the proxy')));
    const question = httpGet(
      'http://127.0.0.1:8000/v1/models',
      [proxy.endpoint],
      through('absolute', proxy.url),
    );
    expect(bodyOf(await ask(question))).toBe('from the proxy');
    expect(proxy.received).toEqual([
      'GET http://127.0.0.1:8000/v1/models HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUser-Agent: tongtu/dev\r\nAccept: */*\r\nProxy-Connection: Keep-Alive\r\n\r\n',
    ]);
  });

  it.each([
    ['http://me:secret@proxy:1', 'me:secret'],
    ['me:secret@proxy:1', 'me:secret'],
    ['http://m%40e:p%3A%2Fss%25@proxy:1', 'm@e:p:/ss%'],
    ['http://me:p@ss@proxy:1', 'me:p@ss'],
    ['http://me@proxy:1', 'me:'],
    ['http://:secret@proxy:1', ':secret'],
    ['http://me:100%@proxy:1', 'me:100%'],
    ['http://用户:密码@proxy:1', '用户:密码'],
  ])('authenticates: %s', async (proxyUrl, credentials) => {
    const proxy = await startServed(answerWith(httpText('')));
    await ask(httpGet('http://127.0.0.1:8000/', [proxy.endpoint], through('absolute', proxyUrl)));
    const encoded = Buffer.from(credentials, 'utf8').toString('base64');
    expect(proxy.received[0]?.split('\r\n').slice(1, 3)).toEqual([
      'Host: 127.0.0.1:8000',
      `Proxy-Authorization: Basic ${encoded}`,
    ]);
  });

  it('sends no credentials where none are written', async () => {
    const proxy = await startServed(answerWith(httpText('')));
    await ask(httpGet('http://127.0.0.1:8000/', [proxy.endpoint], through('absolute', 'http://proxy:1')));
    expect(proxy.received[0]).not.toContain('Authorization');
  });
});

describe('a request through a tunnel', () => {
  it('is sent inside it in origin form', async () => {
    const service = await startServed(answerWith(httpText('inside')));
    const proxy = await startServed(tunnelTo(service.endpoint));
    const question = httpGet(
      'http://service.test/v1',
      [proxy.endpoint],
      through('connect', 'http://me:secret@proxy:1'),
    );
    expect(bodyOf(await ask(question))).toBe('inside');
    expect(proxy.received[0]).toMatch(
      /^CONNECT service\.test:80 HTTP\/1\.1\r\nHost: service\.test:80\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n/,
    );
    expect(service.received).toEqual([
      'GET /v1 HTTP/1.1\r\nHost: service.test\r\nUser-Agent: tongtu/dev\r\nAccept: */*\r\n\r\n',
    ]);
  });

  it('carries TLS for an https URL', async () => {
    const service = await startServed(overTls(answerWith(httpText('encrypted'))));
    const proxy = await startServed(tunnelTo(service.endpoint));
    const question = httpGet('https://service.test/v1', [proxy.endpoint], through('connect', proxy.url));
    expect(bodyOf(await ask(question))).toBe('encrypted');
    expect(proxy.received[0]).toMatch(/^CONNECT service\.test:443 /);
  });

  it('writes an IPv6 target in brackets, with its port', async () => {
    const proxy = await startServed(answerWith(httpText('', [], '403 Forbidden')));
    await ask(httpGet('http://[::1]:8000/', [proxy.endpoint], through('connect', proxy.url)));
    expect(proxy.received[0]).toMatch(/^CONNECT \[::1\]:8000 HTTP\/1\.1\r\nHost: \[::1\]:8000\r\n/);
  });

  it('fails at the tunnel with what the proxy says', async () => {
    const proxy = await startServed(answerWith(httpText('denied', ['Server: squid/5.7'], '403 Forbidden')));
    const answer = await ask(httpGet('https://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    await proxy.quiet();
    expect(answer).toMatchObject({
      kind: 'no-response',
      connectedTo: proxy.endpoint,
      failure: {
        at: 'tunnel',
        response: { status: 403, bodyStart: 'denied', headers: [['server', 'squid/5.7'], expect.anything()] },
      },
    });
  });

  it('reads what came with the reply as the service’s', async () => {
    const early = `HTTP/1.1 200 OK\r\n\r\n${httpText('early')}`;
    const proxy = await startServed((socket) => socket.once('data', () => socket.write(early)));
    const answer = await ask(httpGet('http://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    expect(bodyOf(answer)).toBe('early');
  });

  it('is closed where the proxy accepts first and then cannot connect', async () => {
    const proxy = await startServed((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 Connection established\r\n\r\n'));
    });
    const plain = await ask(httpGet('http://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    expect(plain).toMatchObject({ failure: { at: 'response', failure: 'closed' } });
    const tls = await ask(httpGet('https://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    expect(tls).toMatchObject({ failure: { at: 'tls', detail: 'closed' } });
  });
});

describe('TLS', () => {
  const SELF_SIGNED = 'DEPTH_ZERO_SELF_SIGNED_CERT';
  const problemsOf = (answer: Answer) =>
    answer.kind === 'response' || answer.kind === 'no-response'
      ? [answer.tlsProblem, answer.proxyTlsProblem]
      : answer;

  it('reaches an https service whose certificate nobody vouches for, and says so', async () => {
    const service = await startServed(overTls(answerWith(httpText('own'))));
    const answer = await ask(httpGet('https://127.0.0.1/', [service.endpoint]));
    expect(bodyOf(answer)).toBe('own');
    expect(problemsOf(answer)).toEqual([SELF_SIGNED, undefined]);
    await service.quiet();
  });

  it('carries a long body to its end, and leaves one that has none', async () => {
    const long = 'x'.repeat(900_000);
    const service = await startServed(overTls(answerWith(`HTTP/1.1 200 OK\r\n\r\n${long}`)));
    const whole = await ask(httpGet('https://127.0.0.1/', [service.endpoint]));
    expect(whole).toMatchObject({ response: { bodyBytes: 900_000, isTruncated: false } });
    let sent = 0;
    const endless = await startServed(
      overTls((socket) => {
        const more = (): void => {
          do sent += long.length;
          while (socket.write(long));
        };
        socket.on('drain', more);
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          more();
        });
      }),
    );
    const left = await ask(httpGet('https://127.0.0.1/', [endless.endpoint]));
    await endless.quiet();
    expect(left).toMatchObject({ response: { bodyBytes: 1024 * 1024, isTruncated: true } });
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  it('says so too where no response comes', async () => {
    const service = await startServed(overTls((socket) => socket.once('data', () => socket.end())));
    const answer = await ask(httpGet('https://127.0.0.1/', [service.endpoint]));
    expect(answer).toMatchObject({ failure: { at: 'response', failure: 'closed' }, tlsProblem: SELF_SIGNED });
  });

  it('says nothing of certificates where nobody shows one', async () => {
    const service = await startServed(answerWith(httpText('plain')));
    const answer = await ask(httpGet(service.url, [service.endpoint]));
    expect(Object.keys(answer)).not.toContain('tlsProblem');
    expect(Object.keys(answer)).not.toContain('proxyTlsProblem');
  });

  it('sends neither password nor query to a service whose certificate nobody vouches for', async () => {
    const inside: string[] = [];
    const service = await startServed(
      overTls((socket) => {
        socket.on('data', (bytes) => inside.push(bytes.toString()));
        answerWith(httpText('who I am'))(socket);
      }),
    );
    const question = httpGet('https://me:secret@127.0.0.1/v1/models?key=secret', [service.endpoint]);
    expect(await ask(question)).toMatchObject({ kind: 'response', tlsProblem: SELF_SIGNED });
    expect(inside).toEqual([
      'GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: tongtu/dev\r\nAccept: */*\r\n\r\n',
    ]);
  });

  it.each([
    ['with a status line', httpText('plain')],
    ['without one', '<html>bad request</html>'],
  ])('fails by name where the service answers in HTTP %s', async (_, text) => {
    const service = await startServed(answerWith(text));
    expect(await ask(httpGet('https://127.0.0.1/', [service.endpoint]))).toMatchObject({
      kind: 'no-response',
      failure: { at: 'tls', detail: 'plain-http' },
    });
  });

  it('tells whether it was the proxy or the service inside the tunnel that answers in HTTP', async () => {
    const plain = await startServed(answerWith(httpText('plain')));
    const atProxy = httpGet('https://x.test/', [plain.endpoint], through('connect', 'https://proxy:1'));
    expect(await ask(atProxy)).toMatchObject({
      failure: { at: 'tls', detail: 'plain-http', peer: 'proxy' },
    });
    const proxy = await startServed(tunnelTo(plain.endpoint));
    const atService = await ask(
      httpGet('https://x.test/', [proxy.endpoint], through('connect', 'http://proxy:1')),
    );
    expect(atService).toMatchObject({ failure: { at: 'tls', detail: 'plain-http' } });
    expect(JSON.stringify(atService)).not.toContain('peer');
  });

  it('of a port that is asked in plain HTTP shows in a handshake: OpenSSL closes without a byte', async () => {
    const server = createServer(CERTIFICATE);
    server.on('tlsClientError', () => undefined);
    const to = await new Promise<Endpoint>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        resolve({ address: '127.0.0.1', port });
      });
    });
    const plain = await ask(httpGet(`http://127.0.0.1:${to.port}/`, [to]));
    expect(plain).toMatchObject({
      failure: { at: 'response', failure: expect.stringMatching(/^(?:closed|reset)$/), firstBytes: '' },
    });
    expect(await ask({ kind: 'tls', from: FROM, to, serverName: '127.0.0.1' })).toMatchObject({
      kind: 'tls',
      protocol: 'TLSv1.3',
      problem: SELF_SIGNED,
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('fails in time where the service says nothing', async () => {
    const service = await startServed(() => undefined);
    expect(await ask(httpGet('https://127.0.0.1/', [service.endpoint]), { exchangeMs: 200 })).toMatchObject({
      failure: { at: 'tls', detail: 'silent' },
    });
    await service.quiet();
  });

  it('reaches a proxy, and a service inside its tunnel', async () => {
    const service = await startServed(overTls(answerWith(httpText('twice'))));
    const proxy = await startServed(overTls(tunnelTo(service.endpoint)));
    const absolute = await startServed(overTls(answerWith(httpText('once'))));
    const inTunnel = await ask(
      httpGet('https://service.test/', [proxy.endpoint], through('connect', 'https://proxy:1')),
    );
    expect(bodyOf(inTunnel)).toBe('twice');
    expect(problemsOf(inTunnel)).toEqual([SELF_SIGNED, SELF_SIGNED]);
    const toProxy = await ask(
      httpGet('http://service.test/', [absolute.endpoint], through('absolute', 'https://proxy:1')),
    );
    expect(bodyOf(toProxy)).toBe('once');
    expect(problemsOf(toProxy)).toEqual([undefined, SELF_SIGNED]);
    await Promise.all([proxy.quiet(), absolute.quiet(), service.quiet()]);
  });

  it('gives no password to a proxy whose certificate nobody vouches for', async () => {
    const inside: string[] = [];
    const proxy = await startServed(
      overTls((socket) => {
        socket.on('data', (bytes) => inside.push(bytes.toString()));
      }),
    );
    const route = through('absolute', 'https://me:secret@127.0.0.1:1');
    expect(await ask(httpGet('http://x.test/', [proxy.endpoint], route))).toMatchObject({
      failure: { at: 'tls', detail: SELF_SIGNED, peer: 'proxy' },
      proxyTlsProblem: SELF_SIGNED,
    });
    expect(inside).toEqual([]);
  });
});

describe('a proxy URL of another kind', () => {
  it('is not asked', async () => {
    expect(await ask(httpGet('http://x.test/', [], through('absolute', 'ftp://proxy:1')))).toEqual({
      kind: 'not-askable',
      why: 'unsupported',
    });
  });
});
