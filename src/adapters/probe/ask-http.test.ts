import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Answer, HttpResponse } from '../../domain/facts/observation.ts';
import type { Limits } from './limits.ts';
import { ask, httpGet } from './testing/ask.ts';
import { answerWith, httpText, serve } from './testing/serve.ts';
import { startServed } from './testing/start-served.ts';

/** Asks a server that behaves like this, and waits until it has seen the connection end. */
const askOf = async (onConnection: (socket: Socket) => void, limits?: Partial<Limits>): Promise<Answer> => {
  const server = await startServed(onConnection);
  const answer = await ask(httpGet(`${server.url}/v1/models`, [server.endpoint]), limits);
  await server.quiet();
  return answer;
};

const responseOf = (answer: Answer): HttpResponse => {
  if (answer.kind !== 'response') throw new Error(`no response: ${JSON.stringify(answer)}`);
  return answer.response;
};

const failureOf = (answer: Answer) => (answer.kind === 'no-response' ? answer.failure : answer);

const answering = (text: string | Buffer) => askOf(answerWith(text));

/** A port that nobody holds. */
const unusedEndpoint = async () => {
  const server = await serve(() => undefined);
  await server.close();
  return server.endpoint;
};

describe('a direct request', () => {
  it('is written as curl writes it', async () => {
    const server = await startServed(answerWith(httpText('ok')));
    await ask(httpGet(`${server.url}/v1/models?a=b#c`, [server.endpoint]));
    expect(server.received).toEqual([
      `GET /v1/models?a=b HTTP/1.1\r\nHost: 127.0.0.1:${server.endpoint.port}\r\nUser-Agent: tongtu/dev\r\nAccept: */*\r\n\r\n`,
    ]);
  });

  it('reports status, headers in order, body and times', async () => {
    const answer = await answering(httpText('{"a":1}', ['Server: x', 'X-A: 1', 'X-A: 2'], '404 Not Found'));
    expect(answer).toMatchObject({
      kind: 'response',
      failedAttempts: [],
      response: {
        status: 404,
        httpVersion: '1.1',
        headers: [
          ['server', 'x'],
          ['x-a', '1'],
          ['x-a', '2'],
          ['content-length', '7'],
        ],
        bodyStart: '{"a":1}',
        bodyBytes: 7,
        isTruncated: false,
        hadControl: false,
      },
    });
    if (answer.kind !== 'response') return;
    const { connectMs, firstByteMs, totalMs } = answer.timing;
    expect([connectMs, firstByteMs, totalMs].toSorted((a, b) => a - b)).toEqual([
      connectMs,
      firstByteMs,
      totalMs,
    ]);
    expect([connectMs, firstByteMs, totalMs].map((ms) => Math.round(ms * 100) / 100)).toEqual([
      connectMs,
      firstByteMs,
      totalMs,
    ]);
  });

  it('does not follow a redirect', async () => {
    const server = await startServed(answerWith(httpText('', ['Location: /elsewhere'], '302 Found')));
    const answer = await ask(httpGet(server.url, [server.endpoint]));
    expect(responseOf(answer).status).toBe(302);
    expect(server.received).toHaveLength(1);
  });

  it('reaches ::1', async () => {
    const server = await startServed(answerWith(httpText('six')), '::1');
    expect(responseOf(await ask(httpGet(server.url, [server.endpoint]))).bodyStart).toBe('six');
    expect(server.received[0]).toContain(`Host: [::1]:${server.endpoint.port}\r\n`);
  });

  it('connects in the order given, and tells which attempts failed', async () => {
    const refusing = await unusedEndpoint();
    const first = await startServed(answerWith(httpText('first')));
    const second = await startServed(answerWith(httpText('second')));
    const answer = await ask(httpGet('http://service.test/', [refusing, first.endpoint, second.endpoint]));
    expect(answer).toMatchObject({
      kind: 'response',
      connectedTo: first.endpoint,
      failedAttempts: [{ to: refusing, failure: 'refused' }],
      response: { bodyStart: 'first' },
    });
    expect(second.received).toEqual([]);
    expect(first.received[0]).toContain('Host: service.test\r\n');
  });

  it('says refused where no address accepts', async () => {
    const refusing = await unusedEndpoint();
    expect(await ask(httpGet('http://127.0.0.1/', [refusing, refusing]))).toMatchObject({
      kind: 'no-response',
      failure: { at: 'connect' },
      failedAttempts: [{ failure: 'refused' }, { failure: 'refused' }],
    });
  });

  it('does not resolve names', async () => {
    expect(await ask(httpGet('http://localhost/', [{ address: 'localhost', port: 80 }]))).toMatchObject({
      failedAttempts: [{ failure: 'other' }],
    });
  });

  it('does not ask what is no URL', async () => {
    expect(await ask(httpGet('http://127.0.0.1:8000:8000/', []))).toEqual({
      kind: 'not-askable',
      why: 'unsupported',
    });
  });
});

describe('a body', () => {
  const list = '{"object":"list","data":[{"id":"qwen2.5-7b","object":"model","owned_by":"vllm"}]}';

  it('is read by its length though the connection stays open', async () => {
    const answer = await askOf((socket) => {
      socket.once('data', () => socket.write(httpText('stay')));
    });
    expect(responseOf(answer)).toMatchObject({ bodyStart: 'stay', isTruncated: false });
  });

  it('is put together from chunks', async () => {
    const answer = await answering(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n',
    );
    expect(responseOf(answer)).toMatchObject({ bodyStart: 'hello world', bodyBytes: 11, isTruncated: false });
  });

  it('ends with the connection where it has no length', async () => {
    expect(responseOf(await answering('HTTP/1.0 200 OK\r\n\r\nold'))).toMatchObject({
      bodyStart: 'old',
      isTruncated: false,
    });
  });

  it('is truncated where the connection ends before it', async () => {
    const answer = await answering('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    expect(responseOf(answer)).toMatchObject({ bodyStart: 'half', bodyBytes: 4, isTruncated: true });
  });

  it('comes after interim responses', async () => {
    const answer = await answering(
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${httpText('now')}`,
    );
    expect(responseOf(answer)).toMatchObject({ status: 200, bodyStart: 'now' });
  });

  it('gives the models that it lists', async () => {
    expect(responseOf(await answering(httpText(list))).models).toEqual({
      ids: ['qwen2.5-7b'],
      ownedBy: ['vllm'],
    });
    expect(responseOf(await answering(httpText('{"object":"list"}'))).models).toBeUndefined();
  });

  it('is nothing where it is no text', async () => {
    expect(responseOf(await answering(httpText('a\0b'))).bodyStart).toBe('');
    expect(responseOf(await answering(httpText('zip', ['Content-Encoding: gzip']))).bodyStart).toBe('');
  });

  it('is read in its own character set', async () => {
    const gbk = Buffer.concat([
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=GBK\r\nContent-Length: 4\r\n\r\n'),
      Buffer.from([0xb4, 0xed, 0xce, 0xf3]),
    ]);
    expect(responseOf(await answering(gbk)).bodyStart).toBe('错误');
  });
});

describe('no response', () => {
  it('is silent where nothing comes in time', async () => {
    const answer = await askOf(() => undefined, { exchangeMs: 200 });
    expect(failureOf(answer)).toEqual({ at: 'response', failure: 'silent', firstBytes: '' });
  });

  it('is closed where the peer closes without a byte', async () => {
    const answer = await askOf((socket) => socket.once('data', () => socket.end()));
    expect(failureOf(answer)).toEqual({ at: 'response', failure: 'closed', firstBytes: '' });
  });

  it('is closed or reset where the peer closes at once', async () => {
    const answer = await askOf((socket) => socket.destroy());
    expect(failureOf(answer)).toMatchObject({ at: 'response', firstBytes: '' });
    expect(['closed', 'reset']).toContain((failureOf(answer) as { failure: string }).failure);
  });

  it('is reset where the peer resets', async () => {
    const answer = await askOf((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(failureOf(answer)).toEqual({ at: 'response', failure: 'reset', firstBytes: '' });
  });

  it.each([
    ['a greeting', 'SSH-2.0-OpenSSH_9.2p1 Debian\r\n', 'SSH-2.0-OpenSSH_9.2p1 Debian'],
    ['a TLS alert', Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46]), '\\x15\\x03\\x01\\x00\\x02\\x02F'],
    ['HTTP/2', Buffer.from([0, 0, 0x12, 4, 0, 0, 0, 0, 0]), '\\x00\\x00\\x12\\x04\\x00\\x00\\x00\\x00\\x00'],
    ['other bytes', Buffer.from([0xff, 0xfe, 0x41]), '\\xff\\xfeA'],
    ['the echo of the request', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET / HTTP/1.1 Host: x'],
    ['a head that only begins like one', 'HTTP/1.1 abc\r\n\r\n', 'HTTP/1.1 abc'],
    ['terminal escapes', '\u001b]0;owned\u0007\u001b[31mred', '\\x1b]0;owned\\x07\\x1b[31mred'],
  ])('is not HTTP: %s', async (_, sent, firstBytes) => {
    expect(failureOf(await answering(sent))).toEqual({ at: 'response', failure: 'not-http', firstBytes });
  });

  it('is not HTTP though it comes byte by byte and never ends', async () => {
    const answer = await askOf((socket) => {
      const timer = setInterval(() => socket.write('x'), 2);
      socket.on('close', () => clearInterval(timer));
    });
    expect(failureOf(answer)).toMatchObject({
      failure: 'not-http',
      firstBytes: expect.stringMatching(/^x+$/),
    });
  });

  it('is a head that is too large, in time and memory bounded', async () => {
    let sent = 0;
    const answer = await askOf((socket) => {
      const more = (): void => {
        do sent += 1024;
        while (socket.write(`X-Filler: ${'a'.repeat(1012)}\r\n`));
      };
      socket.write('HTTP/1.1 200 OK\r\n');
      socket.on('drain', more);
      socket.once('data', more);
    });
    expect(failureOf(answer)).toMatchObject({
      failure: 'head-too-large',
      firstBytes: expect.stringMatching(/^HTTP/),
    });
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  it('is silent after a part of a head', async () => {
    const answer = await askOf((socket) => socket.write('HTTP/1.1 200 OK\r\nServer: slow'), {
      exchangeMs: 200,
    });
    expect(failureOf(answer)).toEqual({
      at: 'response',
      failure: 'silent',
      firstBytes: 'HTTP/1.1 200 OK Server: slow',
    });
  });
});

describe('a hostile server', () => {
  it('that sends 5 GB is left after one megabyte', async () => {
    const total = 5 * 1024 ** 3;
    const piece = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    const answer = await askOf((socket) => {
      const more = (): void => {
        while (sent < total) {
          sent += piece.length;
          if (!socket.write(piece)) return;
        }
      };
      socket.on('drain', more);
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${total}\r\n\r\n`);
        more();
      });
    });
    expect(responseOf(answer)).toMatchObject({ bodyBytes: 1024 * 1024, isTruncated: true });
    expect(responseOf(answer).bodyStart.length).toBeLessThan(4096);
    // What the kernels of both sides hold on top.
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  it('that drips its body is left when the time is over', async () => {
    const answer = await askOf(
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
        const timer = setInterval(() => socket.write('.'), 5);
        socket.on('close', () => clearInterval(timer));
      },
      { exchangeMs: 200 },
    );
    expect(responseOf(answer)).toMatchObject({
      status: 200,
      isTruncated: true,
      bodyStart: expect.stringMatching(/^\.+$/),
    });
  });

  it('cannot write to the terminal', async () => {
    const evil = '\u001b[2J\u001b]0;title\u0007a\u202eb\u0085c\u200fd\u0000';
    const answer = await answering(
      `HTTP/1.1 200 \u001b[31mOK\r\nServer: ${evil}\r\nX: tab\there\r\n\r\nbody\u001b[1A\u202e over`,
    );
    expect(responseOf(answer).headers[0]?.[1]).toBe('abcd');
    expect(responseOf(answer).bodyStart).toBe('body over');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
    expect(JSON.stringify(answer)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]|\\u00[01]/);
  });

  it('gets no more than 64 headers kept', async () => {
    const many = Array.from({ length: 500 }, (_, index) => `X-${index}: ${'v'.repeat(100)}`);
    expect(responseOf(await answering(httpText('', many))).headers).toHaveLength(64);
  });

  it.each([
    ['a length that is none', 'Content-Length: -1'],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 3'],
    ['an unknown coding', 'Transfer-Encoding: rot13'],
  ])('with %s is read until it closes', async (_, header) => {
    expect(responseOf(await answering(`HTTP/1.1 200 OK\r\n${header}\r\n\r\nbody`)).bodyStart).toBe('body');
  });

  it('with broken chunks gives what came before them', async () => {
    const answer = await answering(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\nzz\r\nbad\r\n',
    );
    expect(responseOf(answer)).toMatchObject({ bodyStart: 'ok', isTruncated: true });
  });

  it('that sends a byte a chunk is read like any other', async () => {
    const chunks = Buffer.alloc(6 * 100_000, '1\r\nx\r\n');
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const answer = await answering(Buffer.concat([Buffer.from(head), chunks]));
    expect(responseOf(answer)).toMatchObject({ bodyBytes: 100_000, isTruncated: true });
  });
});
