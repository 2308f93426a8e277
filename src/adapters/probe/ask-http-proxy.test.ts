import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, ProbeRoute } from '../../domain/facts/observation.ts';
import { ask, httpGet } from './testing/ask.ts';
import { CERTIFICATE } from './testing/certificate.ts';
import { tunnelTo } from './testing/relay.ts';
import type { Served } from './testing/serve.ts';
import { answerWith, httpText, serve } from './testing/serve.ts';

const servers: Served[] = [];
const start = async (onConnection: (socket: Socket) => void): Promise<Served> => {
  const server = await serve(onConnection);
  servers.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

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
    const proxy = await start(answerWith(httpText('from the proxy')));
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
    const proxy = await start(answerWith(httpText('')));
    await ask(httpGet('http://127.0.0.1:8000/', [proxy.endpoint], through('absolute', proxyUrl)));
    const encoded = Buffer.from(credentials, 'utf8').toString('base64');
    expect(proxy.received[0]?.split('\r\n').slice(1, 3)).toEqual([
      'Host: 127.0.0.1:8000',
      `Proxy-Authorization: Basic ${encoded}`,
    ]);
  });

  it('sends no credentials where none are written', async () => {
    const proxy = await start(answerWith(httpText('')));
    await ask(httpGet('http://127.0.0.1:8000/', [proxy.endpoint], through('absolute', 'http://proxy:1')));
    expect(proxy.received[0]).not.toContain('Authorization');
  });
});

describe('a request through a tunnel', () => {
  it('is sent inside it in origin form', async () => {
    const service = await start(answerWith(httpText('inside')));
    const proxy = await start(tunnelTo(service.endpoint));
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
    const service = await start(overTls(answerWith(httpText('encrypted'))));
    const proxy = await start(tunnelTo(service.endpoint));
    const question = httpGet('https://service.test/v1', [proxy.endpoint], through('connect', proxy.url));
    expect(bodyOf(await ask(question))).toBe('encrypted');
    expect(proxy.received[0]).toMatch(/^CONNECT service\.test:443 /);
  });

  it('writes an IPv6 target in brackets, with its port', async () => {
    const proxy = await start(answerWith(httpText('', [], '403 Forbidden')));
    await ask(httpGet('http://[::1]:8000/', [proxy.endpoint], through('connect', proxy.url)));
    expect(proxy.received[0]).toMatch(/^CONNECT \[::1\]:8000 HTTP\/1\.1\r\nHost: \[::1\]:8000\r\n/);
  });

  it('fails at the tunnel with what the proxy says', async () => {
    const proxy = await start(answerWith(httpText('denied', ['Server: squid/5.7'], '403 Forbidden')));
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
    const proxy = await start((socket) => socket.once('data', () => socket.write(early)));
    const answer = await ask(httpGet('http://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    expect(bodyOf(answer)).toBe('early');
  });

  it('is closed where the proxy accepts first and then cannot connect', async () => {
    const proxy = await start((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 Connection established\r\n\r\n'));
    });
    const plain = await ask(httpGet('http://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    expect(plain).toMatchObject({ failure: { at: 'response', failure: 'closed' } });
    const tls = await ask(httpGet('https://x.test/', [proxy.endpoint], through('connect', proxy.url)));
    expect(tls).toMatchObject({ failure: { at: 'tls', detail: 'closed' } });
  });
});

describe('TLS', () => {
  it('reaches an https service whose certificate nobody vouches for', async () => {
    const service = await start(overTls(answerWith(httpText('own'))));
    expect(bodyOf(await ask(httpGet('https://127.0.0.1/', [service.endpoint])))).toBe('own');
    await service.quiet();
  });

  it('fails by name where the service speaks plain text', async () => {
    const service = await start(answerWith(httpText('plain')));
    expect(await ask(httpGet('https://127.0.0.1/', [service.endpoint]))).toMatchObject({
      failure: { at: 'tls', detail: expect.stringMatching(/^ERR_SSL_/) },
    });
  });

  it('fails in time where the service says nothing', async () => {
    const service = await start(() => undefined);
    expect(await ask(httpGet('https://127.0.0.1/', [service.endpoint]), { exchangeMs: 200 })).toMatchObject({
      failure: { at: 'tls', detail: 'silent' },
    });
    await service.quiet();
  });

  it('reaches a proxy, and a service inside its tunnel', async () => {
    const service = await start(overTls(answerWith(httpText('twice'))));
    const proxy = await start(overTls(tunnelTo(service.endpoint)));
    const absolute = await start(overTls(answerWith(httpText('once'))));
    expect(
      bodyOf(
        await ask(httpGet('https://service.test/', [proxy.endpoint], through('connect', 'https://proxy:1'))),
      ),
    ).toBe('twice');
    expect(
      bodyOf(
        await ask(
          httpGet('http://service.test/', [absolute.endpoint], through('absolute', 'https://proxy:1')),
        ),
      ),
    ).toBe('once');
    await Promise.all([proxy.quiet(), absolute.quiet(), service.quiet()]);
  });

  it('gives no password to a proxy whose certificate nobody vouches for', async () => {
    const inside: string[] = [];
    const proxy = await start(
      overTls((socket) => {
        socket.on('data', (bytes) => inside.push(bytes.toString()));
      }),
    );
    const route = through('absolute', 'https://me:secret@127.0.0.1:1');
    expect(await ask(httpGet('http://x.test/', [proxy.endpoint], route))).toMatchObject({
      failure: { at: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
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
