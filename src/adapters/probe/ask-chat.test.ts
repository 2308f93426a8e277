import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../domain/facts/observation.ts';
import { ask, chat } from './testing/ask.ts';
import type { Served } from './testing/serve.ts';
import { answerWith, httpText } from './testing/serve.ts';
import { startServed } from './testing/start-served.ts';

const askOf = async (onConnection: (socket: Socket) => void, chatMs = 5_000): Promise<[Answer, Served]> => {
  const server = await startServed(onConnection);
  const answer = await ask(chat(`${server.url}/v1/chat/completions`, [server.endpoint]), { chatMs });
  await server.quiet();
  return [answer, server];
};

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n';
const delta = (fields: object): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: fields }] })}\n\n`;

describe('a chat request', () => {
  it('asks for one streamed token', async () => {
    const [, server] = await askOf(answerWith(httpText('{}')));
    const [head = '', body = ''] = server.received[0]?.split('\r\n\r\n') ?? [];
    expect(head.split('\r\n')).toEqual([
      'POST /v1/chat/completions HTTP/1.1',
      `Host: 127.0.0.1:${server.endpoint.port}`,
      'User-Agent: tongtu/dev',
      'Accept: */*',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ]);
    expect(JSON.parse(body)).toEqual({
      model: 'qwen2.5-7b',
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 1,
      stream: true,
    });
  });

  it('asks for a few where a few are wanted', async () => {
    const server = await startServed(answerWith(httpText('{}')));
    await ask({ ...chat(`${server.url}/v1/chat/completions`, [server.endpoint]), maxTokens: 8 });
    await server.quiet();
    const [, body = ''] = server.received[0]?.split('\r\n\r\n') ?? [];
    expect(JSON.parse(body)).toMatchObject({ max_tokens: 8, stream: true });
  });

  it('counts tokens until the stream says that it is over, though the connection stays', async () => {
    const [answer] = await askOf((socket) => {
      socket.once('data', () => {
        socket.write(HEAD + delta({ role: 'assistant', content: '' }));
        setTimeout(
          () => socket.write(`${delta({ content: 'Hel' })}${delta({ content: 'lo' })}data: [DONE]\n\n`),
          30,
        );
      });
    });
    expect(answer).toMatchObject({
      kind: 'response',
      stream: { tokens: 2 },
      response: { isTruncated: false },
    });
    if (answer.kind !== 'response') return;
    expect(answer.stream?.firstTokenMs).toBeGreaterThan(answer.timing.firstByteMs);
    expect(answer.stream?.firstTokenMs).toBeLessThanOrEqual(answer.timing.totalMs);
  });

  it('gives an error as it came, without a stream', async () => {
    const error = '{"object":"error","message":"The model `x` does not exist."}';
    const [answer] = await askOf(answerWith(httpText(error, [], '404 Not Found')));
    expect(answer).toMatchObject({ kind: 'response', response: { status: 404, bodyStart: error } });
    expect(answer).not.toHaveProperty('stream');
  });

  it('gives an answer that is not streamed', async () => {
    const body = '{"choices":[{"message":{"content":"Hello"}}]}';
    const [answer] = await askOf(answerWith(httpText(body)));
    expect(answer).toMatchObject({ kind: 'response', response: { bodyStart: body } });
    expect(answer).not.toHaveProperty('stream');
  });

  it('is over in time where the stream never ends', async () => {
    const [answer] = await askOf((socket) => {
      socket.write(HEAD);
      const timer = setInterval(() => socket.write(delta({ content: 'x' })), 5);
      socket.on('close', () => clearInterval(timer));
    }, 200);
    expect(answer).toMatchObject({ response: { status: 200, isTruncated: true } });
    if (answer.kind !== 'response') return;
    expect(answer.stream?.tokens).toBeGreaterThan(0);
  });
});
