import type { AddressInfo, Server } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Misbehaviour, ModelService } from '../network.ts';
import { misbehavingServer } from './misbehaving-server.ts';
import { modelServer } from './model-server.ts';
import { otherServer } from './other-server.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const portOf = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    servers.push(server);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

describe('a model service', () => {
  const VLLM: ModelService = { kind: 'model-service', family: 'vllm', listen: [], models: ['OpenCUA-7B'] };

  const ask = async (service: ModelService, path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${await portOf(modelServer(service))}${path}`, {
      ...init,
      headers: { Connection: 'close', ...init.headers },
    });
    return { status: response.status, server: response.headers.get('server'), text: await response.text() };
  };
  const chat = (stream: boolean) => ({
    method: 'POST',
    body: JSON.stringify({ model: 'OpenCUA-7B', stream }),
  });

  test('lists its models in the manner of its program', async () => {
    const list = await ask(VLLM, '/v1/models');
    expect(list).toMatchObject({ status: 200, server: 'uvicorn' });
    expect(JSON.parse(list.text)).toMatchObject({ data: [{ id: 'OpenCUA-7B', owned_by: 'vllm' }] });
    const ollama = await ask({ ...VLLM, family: 'ollama' }, '/v1/models');
    expect(ollama).toMatchObject({ status: 200, server: null });
    expect(JSON.parse(ollama.text)).toMatchObject({ data: [{ owned_by: 'library' }] });
  });

  test('answers a chat at once, or streamed to the end', async () => {
    expect(JSON.parse((await ask(VLLM, '/v1/chat/completions', chat(false))).text)).toMatchObject({
      choices: [{ message: { content: 'Hello' } }],
    });
    const events = (await ask(VLLM, '/v1/chat/completions', chat(true))).text.split('\n\n').filter(Boolean);
    expect(events).toHaveLength(3);
    expect(JSON.parse(events[1]?.slice('data: '.length) ?? '')).toMatchObject({
      choices: [{ delta: { content: 'Hello' } }],
    });
    expect(events[2]).toBe('data: [DONE]');
  });

  test('wants its key, if it has one', async () => {
    const withKey = { ...VLLM, apiKey: 'sk-1' };
    expect(await ask(withKey, '/v1/models')).toMatchObject({ status: 401 });
    const headers = { Authorization: 'Bearer sk-1' };
    expect(await ask(withKey, '/v1/models', { headers })).toMatchObject({ status: 200 });
  });

  test('refuses a model that it does not have, in the words of its program', async () => {
    const other = { method: 'POST', body: JSON.stringify({ model: 'other' }) };
    expect(await ask(VLLM, '/v1/chat/completions', other)).toMatchObject({
      status: 404,
      text: expect.stringContaining('The model `other` does not exist.'),
    });
    const ollama: ModelService = { ...VLLM, family: 'ollama', models: ['qwen2.5:latest'] };
    expect(await ask(ollama, '/v1/chat/completions', other)).toMatchObject({
      status: 404,
      text: expect.stringContaining('try pulling it first'),
    });
    const untagged = { method: 'POST', body: JSON.stringify({ model: 'qwen2.5' }) };
    expect(await ask(ollama, '/v1/chat/completions', untagged)).toMatchObject({ status: 200 });
  });

  test('has a page of its own, which may fail, where it is a web application', async () => {
    const gradio: ModelService = { ...VLLM, family: 'gradio' };
    expect(await ask(gradio, '/')).toMatchObject({ status: 200 });
    expect(await ask({ ...gradio, pageStatus: 500 }, '/')).toMatchObject({ status: 500 });
    expect(await ask(gradio, '/v1/models')).toMatchObject({ status: 404 });
  });

  test('fails as told, and knows no other path', async () => {
    expect(await ask({ ...VLLM, status: 500 }, '/v1/models')).toMatchObject({ status: 500 });
    expect(await ask(VLLM, '/v2/models')).toMatchObject({ status: 404 });
  });
});

describe('a service that misbehaves', () => {
  /** What comes back, up to `limitBytes`, and whether the other side ended it. */
  const listen = async (behaviour: Misbehaviour, limitBytes: number) => {
    const socket = connect(await portOf(misbehavingServer(behaviour)), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const chunks: Buffer[] = [];
    let bytes = 0;
    const isEnded = await new Promise<boolean>((resolve) => {
      socket.on('data', (chunk) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > limitBytes) resolve(false);
      });
      socket.once('end', () => resolve(true));
    });
    socket.destroy();
    return { text: Buffer.concat(chunks).toString('utf8'), bytes, isEnded };
  };

  test('sends escapes in what JSON and HTTP allow, or where HTTP forbids them', async () => {
    const allowed = await listen('escapes', 100_000);
    const [head = '', body = ''] = allowed.text.split('\r\n\r\n');
    expect(head).not.toContain('\u001b');
    expect(head).toContain('\u202e');
    expect(JSON.parse(body).data[0].id).toContain('\u001b[2J');
    expect((await listen('escapes-in-head', 100_000)).text.split('\r\n\r\n')[0]).toContain('\u001b[2J');
  });

  test('goes on for ever in the head, or long after it', async () => {
    const head = await listen('endless-head', 2_000_000);
    expect(head).toMatchObject({ isEnded: false });
    expect(head.text).not.toContain('\r\n\r\n');
    const body = await listen('huge-body', 2_000_000);
    expect(body).toMatchObject({ isEnded: false });
    expect(body.text).toContain('Content-Length: 5368709120\r\n');
  });

  test('sends bytes that are no HTTP, or none', async () => {
    expect((await listen('garbage', 100_000)).text).not.toContain('HTTP');
    expect(await listen('close', 100_000)).toEqual({ text: '', bytes: 0, isEnded: true });
  });
});

test('something else answers with a page, or talks first', async () => {
  const page = await fetch(`http://127.0.0.1:${await portOf(otherServer('web-page'))}/v1/models`, {
    headers: { Connection: 'close' },
  });
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  const socket = connect(await portOf(otherServer('banner')), '127.0.0.1');
  const first = await new Promise<string>((resolve) =>
    socket.once('data', (chunk) => resolve(String(chunk))),
  );
  socket.destroy();
  expect(first).toMatch(/^SSH-2\.0-/);
});

test.each([
  ['zmtp', '\u00ff\u0000'],
  ['http2', '\u0000\u0000\u0012\u0004'],
  ['redis', '-ERR'],
] as const)('%s talks as its protocol does', async (speaks, start) => {
  const socket = connect(await portOf(otherServer(speaks)), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\n\r\n');
  const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.destroy();
  expect(first.toString('latin1').startsWith(start)).toBe(true);
});
