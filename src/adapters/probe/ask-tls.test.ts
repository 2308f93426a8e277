import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Endpoint, Question } from '../../domain/facts/observation.ts';
import { ask, FROM } from './testing/ask.ts';
import { CERTIFICATE } from './testing/certificate.ts';
import { answerWith, serve } from './testing/serve.ts';

const tls = (to: Endpoint, serverName: string): Question => ({ kind: 'tls', from: FROM, to, serverName });

const withTlsServer = (names: string[], use: (to: Endpoint) => Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer({
      ...CERTIFICATE,
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      use({ address: '127.0.0.1', port })
        .then(() => server.close(() => resolve()))
        .catch(reject);
    });
  });

describe('a TLS question', () => {
  it('tells protocol, subject and what is wrong with the certificate', async () => {
    const names: string[] = [];
    await withTlsServer(names, async (to) => {
      expect(await ask(tls(to, 'service.test'))).toEqual({
        kind: 'tls',
        tookMs: expect.any(Number),
        protocol: 'TLSv1.3',
        subject: 'service.test',
        problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
    });
    expect(names).toEqual(['service.test']);
  });

  it('sends no address as a server name', async () => {
    const names: string[] = [];
    await withTlsServer(names, async (to) => {
      expect(await ask(tls(to, '127.0.0.1'))).toMatchObject({ kind: 'tls', protocol: 'TLSv1.3' });
    });
    expect(names).toEqual([]);
  });

  it.each([
    ['plain HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', /^plain-http$/],
    ['HTTP/0.9', '<!DOCTYPE HTML>\n<html lang="en">Error code: 400', /^plain-http$/],
    ['something else', 'SSH-2.0-OpenSSH_9.2p1\r\n', /^ERR_SSL_WRONG_VERSION_NUMBER$/],
    ['nothing, and closes', '', /^closed$/],
  ])('fails in the handshake with who speaks %s', async (_, text, problem) => {
    const server = await serve(answerWith(text));
    expect(await ask(tls(server.endpoint, 'x.test'))).toMatchObject({
      kind: 'tls',
      protocol: '',
      problem: expect.stringMatching(problem),
    });
    await server.close();
    expect(await ask(tls(server.endpoint, 'x.test'))).toMatchObject({ kind: 'failed', failure: 'refused' });
  });

  it('ends in time with who says nothing', async () => {
    const server = await serve(() => undefined);
    expect(await ask(tls(server.endpoint, 'x.test'), { exchangeMs: 100 })).toMatchObject({
      problem: 'silent',
    });
    await server.quiet();
    await server.close();
  });
});

describe('a TCP question', () => {
  const tcp = (to: Endpoint): Question => ({ kind: 'tcp', from: FROM, to });

  it('is a connection, on which nothing is sent', async () => {
    const server = await serve(() => undefined);
    expect(await ask(tcp(server.endpoint))).toEqual({ kind: 'connected', tookMs: expect.any(Number) });
    await server.quiet();
    expect(server.received).toEqual(['']);
    await server.close();
    expect(await ask(tcp(server.endpoint))).toMatchObject({ kind: 'failed', failure: 'refused' });
  });

  it('fails as the kernel fails it', async () => {
    expect(await ask(tcp({ address: '::ffff:127.0.0.1', port: 1 }))).toMatchObject({ failure: 'refused' });
    expect(await ask(tcp({ address: 'ff02::1', port: 1 }))).toMatchObject({
      failure: expect.stringMatching(/unreachable|other|address-not-available/),
    });
  });
});

describe('an echo question', () => {
  it('is asked of addresses only', async () => {
    const echo = (address: string): Question => ({ kind: 'echo', from: FROM, address });
    for (const address of ['-f', 'localhost', '']) {
      expect(await ask(echo(address))).toEqual({ kind: 'not-askable', why: 'unsupported' });
    }
  });
});
