import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import type { ModelService } from '../network.ts';

const UVICORN = { server: 'uvicorn', notFound: '{"detail":"Not Found"}' } as const;

/** What each program says of itself, by its source: FastAPI's and gin's 404, the owner in `/v1/models`. */
const MANNERS = {
  vllm: { ...UVICORN, ownedBy: 'vllm' },
  sglang: { ...UVICORN, ownedBy: 'sglang' },
  gradio: { ...UVICORN, ownedBy: '' },
  'xinference-local': { ...UVICORN, ownedBy: 'xinference' },
  ollama: { server: undefined, ownedBy: 'library', notFound: '404 page not found' },
  'text-generation-router': { server: undefined, ownedBy: 'huggingface', notFound: '' },
  lms: {
    server: undefined,
    ownedBy: 'organization_owner',
    notFound: '{"error":"Unexpected endpoint or method."}',
  },
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
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.sendDate = true;
    if (manners.server !== undefined) response.setHeader('Server', manners.server);
    const path = pathIn(service, request.url ?? '/');
    if (service.status !== undefined)
      sendJson(response, service.status, { error: { message: 'engine failed' } });
    else if (!isHostKnown(service, request)) send(response, 403, 'text/plain', '');
    else if (!isAllowed(service, request)) sendJson(response, 401, { error: 'Unauthorized' });
    else if (service.family === 'gradio') sendPage(response, path, service);
    else if (request.method === 'GET' && path === '/v1/models') sendJson(response, 200, modelList(service));
    else if (request.method === 'POST' && path === '/v1/chat/completions')
      readThenChat(service, request, response);
    else if (path === '/' && service.family === 'ollama')
      send(response, 200, 'text/plain', 'Ollama is running');
    else send(response, 404, typeOf(manners.notFound), manners.notFound);
  };
  return service.tls === undefined ? createServer(answer) : createTlsServer(service.tls, answer);
};

/** Go's server takes the absolute form that is meant for proxies (RFC 9112, 3.2.2) for its own, whatever host it names; uvicorn does not. */
const pathIn = ({ family }: ModelService, url: string): string | undefined =>
  (family === 'ollama' ? url.replace(/^https?:\/\/[^/?]*/, '') : url).split('?')[0];

const typeOf = (text: string): string => (text.startsWith('{') ? 'application/json' : 'text/plain');

/** Ollama, on a loopback address alone, only knows names of its own machine (server/routes.go: allowedHostsMiddleware). */
const isHostKnown = ({ family, listen }: ModelService, { headers, socket }: IncomingMessage): boolean => {
  const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';
  if (family !== 'ollama' || !listen.every(({ address }) => isLoopback(address))) return true;
  const host = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  if (isAddress) return isLoopback(host) || host === socket.localAddress || /^(?:10|192\.168)\./.test(host);
  return host === 'localhost' || /\.(?:localhost|local|internal)$/.test(host);
};

/** A Gradio application: FastAPI, with a page at its root; an exception in the page's own code is Starlette's 500. */
const sendPage = (response: ServerResponse, path: string | undefined, { pageStatus }: ModelService): void => {
  if (path !== '/') send(response, 404, 'application/json', MANNERS.gradio.notFound);
  else if (pageStatus !== undefined) send(response, pageStatus, 'text/plain', 'Internal Server Error');
  else send(response, 200, 'text/html', GRADIO_PAGE);
};

const GRADIO_PAGE =
  '<!doctype html><html><head><meta name="twitter:creator" content="@teamGradio" /></head></html>';

const isAllowed = ({ apiKey }: ModelService, request: IncomingMessage): boolean =>
  apiKey === undefined || request.headers.authorization === `Bearer ${apiKey}`;

const modelList = ({ models, family }: ModelService): unknown => ({
  object: 'list',
  data: models.map((id) => ({ id, object: 'model', created: CREATED, owned_by: MANNERS[family].ownedBy })),
});

const readThenChat = (service: ModelService, request: IncomingMessage, response: ServerResponse): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const asked = parse(Buffer.concat(chunks).toString('utf8'));
    if (service.chat === 'silent') return;
    if (service.chat !== undefined) sendJson(response, service.chat, { error: { message: 'engine failed' } });
    else if (asked === undefined) sendJson(response, 400, { error: { message: 'not JSON' } });
    else if (noSuchModel(service, asked.model) !== undefined)
      sendJson(response, 404, noSuchModel(service, asked.model));
    else if (asked.stream === true) streamChat(response, asked.model, asked.max_tokens ?? 1);
    else sendJson(response, 200, { ...completion(asked.model, 'chat.completion'), choices: [MESSAGE] });
  });
};

/** vLLM (entrypoints/openai) and Ollama (openai/openai.go) refuse a model that they do not have; the others take any name. */
const noSuchModel = ({ family, models }: ModelService, model: string): unknown => {
  if (models.includes(model) || models.includes(`${model}:latest`)) return undefined;
  if (family === 'vllm') {
    const message = `The model \`${model}\` does not exist.`;
    return { error: { message, type: 'NotFoundError', param: 'model', code: 404 } };
  }
  if (family !== 'ollama') return undefined;
  const message = `model "${model}" not found, try pulling it first`;
  return { error: { message, type: 'api_error', param: null, code: null } };
};

interface ChatRequest {
  readonly model: string;
  readonly stream?: boolean;
  readonly max_tokens?: number;
}

const parse = (text: string): ChatRequest | undefined => {
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

/** Between two tokens, as a small model has it. */
const TOKEN_MS = 10;

/** Server-sent events as vLLM sends them: the role, the tokens one by one, the end. */
const streamChat = (response: ServerResponse, model: string, maxTokens: number): void => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  const event = (delta: object, finish: string | null): void => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    response.write(`data: ${JSON.stringify({ ...completion(model, 'chat.completion.chunk'), choices })}\n\n`);
  };
  event({ role: 'assistant', content: '' }, null);
  const speak = (left: number): void => {
    event({ content: 'Hello' }, left === 1 ? 'length' : null);
    if (left === 1) response.end('data: [DONE]\n\n');
    else setTimeout(speak, TOKEN_MS, left - 1);
  };
  speak(Math.min(Math.max(1, maxTokens), 64));
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void =>
  send(response, status, 'application/json', JSON.stringify(body));

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
};
