import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { ModelService } from '../network.ts';

/** What each program says of itself. */
const MANNERS = {
  vllm: { server: 'uvicorn', ownedBy: 'vllm', notFound: '{"detail":"Not Found"}' },
  ollama: { server: undefined, ownedBy: 'library', notFound: '404 page not found' },
  'llama-server': {
    server: 'llama.cpp',
    ownedBy: 'llamacpp',
    notFound: '{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}',
  },
} as const;

const CREATED = 1_760_000_000;

/** An OpenAI-compatible API as far as a client that looks around needs it: models, and a chat that says one word. */
export const modelServer = (service: ModelService): Server => {
  const manners = MANNERS[service.family];
  return createServer((request, response) => {
    response.sendDate = true;
    if (manners.server !== undefined) response.setHeader('Server', manners.server);
    const path = (request.url ?? '/').split('?')[0];
    if (service.status !== undefined)
      sendJson(response, service.status, { error: { message: 'engine failed' } });
    else if (!isAllowed(service, request)) sendJson(response, 401, { error: 'Unauthorized' });
    else if (request.method === 'GET' && path === '/v1/models') sendJson(response, 200, modelList(service));
    else if (request.method === 'POST' && path === '/v1/chat/completions') readThenChat(request, response);
    else if (path === '/' && service.family === 'ollama')
      send(response, 200, 'text/plain', 'Ollama is running');
    else send(response, 404, 'application/json', manners.notFound);
  });
};

const isAllowed = ({ apiKey }: ModelService, request: IncomingMessage): boolean =>
  apiKey === undefined || request.headers.authorization === `Bearer ${apiKey}`;

const modelList = ({ models, family }: ModelService): unknown => ({
  object: 'list',
  data: models.map((id) => ({ id, object: 'model', created: CREATED, owned_by: MANNERS[family].ownedBy })),
});

const readThenChat = (request: IncomingMessage, response: ServerResponse): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const asked = parse(Buffer.concat(chunks).toString('utf8'));
    if (asked === undefined) sendJson(response, 400, { error: { message: 'not JSON' } });
    else if (asked.stream === true) streamChat(response, asked.model);
    else sendJson(response, 200, { ...completion(asked.model, 'chat.completion'), choices: [MESSAGE] });
  });
};

const parse = (text: string): { readonly model: string; readonly stream?: boolean } | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const MESSAGE = { index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'length' };

const completion = (model: string, object: string): object => ({
  id: 'chatcmpl-lab',
  object,
  created: CREATED,
  model,
});

/** Server-sent events as vLLM sends them: the role, the token, the end. */
const streamChat = (response: ServerResponse, model: string): void => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  const event = (delta: object, finish: string | null): void => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    response.write(`data: ${JSON.stringify({ ...completion(model, 'chat.completion.chunk'), choices })}\n\n`);
  };
  event({ role: 'assistant', content: '' }, null);
  event({ content: 'Hello' }, 'length');
  response.end('data: [DONE]\n\n');
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  send(response, status, 'application/json', JSON.stringify(body));

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
};
