import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Endpoint, ProbeRoute } from '../../domain/facts/observation.ts';
import { ask, httpGet } from './testing/ask.ts';
import { answerWith, httpText } from './testing/serve.ts';
import { startServed } from './testing/start-served.ts';

const through = (proxyUrl: string): ProbeRoute => ({ kind: 'proxy', proxyUrl, form: 'connect' });

/** A SOCKS server that answers each message with the next of `replies`, then joins the client with `to`. */
const socksServer =
  (replies: readonly (readonly number[])[], to: Endpoint, messages: number[][]) =>
  (socket: Socket): void => {
    const left = [...replies];
    const onData = (bytes: Buffer): void => {
      messages.push([...bytes]);
      socket.write(Buffer.from(left.shift() ?? []));
      if (left.length > 0) return;
      socket.off('data', onData);
      const target = connect(to.port, to.address);
      target.on('error', () => socket.destroy());
      socket.on('close', () => target.destroy());
      socket.pipe(target).pipe(socket);
    };
    socket.on('data', onData);
  };

const NO_AUTH = [5, 0];
const OPENED = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const bytesOf = (text: string): readonly number[] => [...Buffer.from(text)];

const askThrough = async (scheme: string, url: string, replies: readonly (readonly number[])[]) => {
  const service = await startServed(answerWith(httpText('inside')));
  const messages: number[][] = [];
  const proxy = await startServed(socksServer(replies, service.endpoint, messages));
  const answer = await ask(httpGet(url, [proxy.endpoint], through(`${scheme}proxy:1080`)));
  return { answer, messages };
};

describe('SOCKS 5', () => {
  it('opens a tunnel to an address', async () => {
    const { answer, messages } = await askThrough('socks5://', 'http://127.0.0.1:8000/', [NO_AUTH, OPENED]);
    expect(answer).toMatchObject({ kind: 'response', response: { bodyStart: 'inside' } });
    expect(messages).toEqual([
      [5, 1, 0],
      [5, 1, 0, 1, 127, 0, 0, 1, 0x1f, 0x40],
    ]);
  });

  it('opens a tunnel to an IPv6 address', async () => {
    const { messages } = await askThrough('socks5://', 'http://[fd00::1:2]/', [NO_AUTH, OPENED]);
    expect(messages[1]).toEqual([5, 1, 0, 4, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 80]);
  });

  it('leaves a name to the proxy, and authenticates', async () => {
    const { answer, messages } = await askThrough('socks5h://me:p%40ss@', 'http://service.test/', [
      [5, 2],
      [1, 0],
      OPENED,
    ]);
    expect(answer.kind).toBe('response');
    expect(messages).toEqual([
      [5, 2, 0, 2],
      [1, 2, ...bytesOf('me'), 4, ...bytesOf('p@ss')],
      [5, 1, 0, 3, 12, ...bytesOf('service.test'), 0, 80],
    ]);
  });

  it.each([
    ['refuses the connection', [NO_AUTH, [5, 5, 0, 1, 0, 0, 0, 0, 0, 0]], '\\x05\\x05\\x00\\x01\\x00'],
    ['wants a password', [[5, 0xff]], '\\x05\\xff'],
  ])('tells the proxy’s own bytes where it %s', async (_, replies, firstBytes) => {
    const { answer } = await askThrough('socks5://', 'http://127.0.0.1/', replies);
    expect(answer).toMatchObject({ failure: { at: 'response', failure: 'not-http', firstBytes } });
  });

  it('tells an HTTP proxy that is taken for SOCKS', async () => {
    const proxy = await startServed(answerWith(httpText('', [], '400 Bad Request')));
    const answer = await ask(httpGet('http://127.0.0.1/', [proxy.endpoint], through('socks5://proxy:1')));
    expect(answer).toMatchObject({ failure: { at: 'response', failure: 'not-http', firstBytes: 'HT' } });
  });

  it('is closed where the proxy closes', async () => {
    const proxy = await startServed((socket) => socket.once('data', () => socket.end()));
    const answer = await ask(httpGet('http://127.0.0.1/', [proxy.endpoint], through('socks5://proxy:1')));
    expect(answer).toMatchObject({ failure: { at: 'response', failure: 'closed' } });
  });
});

describe('SOCKS 4', () => {
  const GRANTED = [0, 0x5a, 0, 0, 0, 0, 0, 0];

  it('opens a tunnel to an address', async () => {
    const { answer, messages } = await askThrough('socks4://', 'http://127.0.0.1:8000/', [GRANTED]);
    expect(answer).toMatchObject({ kind: 'response', response: { bodyStart: 'inside' } });
    expect(messages).toEqual([[4, 1, 0x1f, 0x40, 127, 0, 0, 1, 0]]);
  });

  it('leaves a name to a 4a proxy', async () => {
    const { messages } = await askThrough('socks4a://me@', 'http://x.test/', [GRANTED]);
    expect(messages).toEqual([[4, 1, 0, 80, 0, 0, 0, 1, ...bytesOf('me'), 0, ...bytesOf('x.test'), 0]]);
  });
});

describe('a name that the client would have to resolve', () => {
  it.each(['socks5://', 'socks4://', 'socks://'])('is not asked through %s', async (scheme) => {
    expect(await ask(httpGet('http://service.test/', [], through(`${scheme}proxy:1`)))).toEqual({
      kind: 'not-askable',
      why: 'unsupported',
    });
  });
});
