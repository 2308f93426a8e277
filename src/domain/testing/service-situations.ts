import type { Answer } from '../facts/observation.ts';
import type { Answering } from './answers.ts';
import { fails, lists, responds, squidSays } from './answers.ts';
import type { Situations } from './situation.ts';
import { byPort, byRoute, here } from './situation.ts';

const VLLM = 'vllm 812 0.0.0.0:8000';
const LOCAL = 'http://127.0.0.1:8000/v1';

type NoResponse = Extract<Answer, { kind: 'no-response' }>;

/** It connects, and then this comes instead of a response. */
const says =
  (failure: 'silent' | 'closed' | 'reset' | 'not-http', firstBytes = ''): Answering =>
  ({ connectTo }): NoResponse => ({
    kind: 'no-response',
    connectedTo: connectTo[0] ?? { address: '', port: 0 },
    failedAttempts: [],
    failure: { at: 'response', failure, firstBytes },
    tookMs: 1,
  });

const UVICORN_404 = responds(404, [['server', 'uvicorn']], { bodyStart: '{"detail":"Not Found"}' });
const PASSED_ON_404 = responds(404, [
  ['server', 'uvicorn'],
  ['via', '1.1 gate (squid/5.7)'],
]);
const PAGE = { bodyStart: '<!doctype html><title>Backups</title>' };

/** Models under `/v1` alone. */
const under =
  (base: string, there: Answering, otherwise: Answering = UVICORN_404): Answering =>
  (question) =>
    (new URL(question.url).pathname.startsWith(`${base}/`) &&
      !new URL(question.url).pathname.startsWith(`${base}${base}`)
      ? there
      : otherwise)(question);

const chat =
  (answer: Answering, list: Answering): Answering =>
  (question) =>
    (question.kind === 'chat' ? answer : list)(question);

const NO_SUCH_MODEL = responds(404, [['server', 'uvicorn']], {
  bodyStart: '{"error":{"message":"The model `m` does not exist.","type":"NotFoundError","code":404}}',
});

const BAD_GATEWAY = responds(502, [['server', 'nginx/1.22.1']], {
  bodyStart: '<html><head><title>502 Bad Gateway</title></head><center>nginx/1.22.1</center></html>',
});

const byHost =
  (allowed: Answering, otherwise: Answering): Answering =>
  (question) =>
    (question.kind === 'http-get' && question.hostHeader !== undefined ? allowed : otherwise)(question);

const SGLANG = here({
  listeners: ['sglang 9 0.0.0.0:30000'],
  commands: { 9: 'python3 -m sglang.launch_server --model-path m --host 0.0.0.0' },
  environments: { 9: { http_proxy: 'http://10.0.0.2:3128' } },
});

/** What can be wrong at the service itself. */
export const SERVICE_SITUATIONS: Situations = {
  'an OpenAI client is given the root, and appends nothing before its request': {
    url: 'http://127.0.0.1:8000',
    meaning: 'api-base',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: under('/v1', lists('m')),
    finds: ['wrong-path broken control-probe'],
  },
  'the root as a URL is a service’s, and fine': {
    url: 'http://127.0.0.1:8000',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: under('/v1', lists('m')),
    finds: [],
  },
  'the version stands in it twice': {
    url: 'http://127.0.0.1:8000/v1/v1',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: under('/v1', lists('m')),
    finds: ['wrong-path broken control-probe'],
  },
  'a whole request is given as the base': {
    url: 'http://127.0.0.1:8000/v1/chat/completions',
    meaning: 'api-base',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: (question) =>
      (/\/v1\/(?:models|chat\/completions)$/.test(question.url) ? lists('m') : UVICORN_404)(question),
    finds: ['wrong-path broken control-probe'],
  },
  'another API is asked for': {
    url: 'http://127.0.0.1:8000/api/tags',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: under('/v1', lists('m')),
    finds: ['wrong-path broken control-probe'],
  },
  'the path takes another method than GET, and so is no wrong one': {
    url: 'http://127.0.0.1:8000/v1/rerank',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: responds(405, [['allow', 'POST']]),
    finds: [],
  },
  'nothing lists models anywhere': {
    url: 'http://127.0.0.1:8000/generate',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: UVICORN_404,
    finds: [],
  },
  'the model has another name': {
    url: LOCAL,
    model: 'q/Llama-3.3-70B',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: chat(NO_SUCH_MODEL, lists('/q/Llama-3.3-70B')),
    finds: ['wrong-model broken stated-by-peer'],
  },
  'the model is not listed, and the service gives a token of it': {
    url: LOCAL,
    model: 'an-adapter',
    machines: { here: here({ listeners: [VLLM] }) },
    answering: lists('m'),
    finds: [],
  },
  'another instance has the model': {
    url: LOCAL,
    model: 'wanted',
    machines: { here: here({ listeners: [VLLM, 'ollama 90 127.0.0.1:11434'] }) },
    answering: chat(NO_SUCH_MODEL, byPort({ 11434: lists('wanted') }, lists('other'))),
    finds: ['wrong-model broken control-probe'],
  },
  'the service says that the host name is not allowed': {
    url: 'http://ollama.test:11434/v1',
    machines: {
      here: here({ listeners: ['ollama 90 127.0.0.1:11434'], names: { 'ollama.test': ['127.0.0.1'] } }),
    },
    answering: byHost(lists('m'), responds(403)),
    finds: ['forbidden broken control-probe'],
  },
  'the service forbids, whatever the host name': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: responds(403, [['server', 'uvicorn']]),
    finds: ['forbidden broken stated-by-peer'],
  },
  'a reverse proxy before the service says 502': {
    url: 'http://127.0.0.1:8080/v1',
    machines: { here: here({ listeners: ['nginx 5 0.0.0.0:8080'] }) },
    answering: BAD_GATEWAY,
    finds: ['service-error broken stated-by-peer'],
  },
  'the page of a web application fails inside, and no proxy is in it': {
    url: 'http://127.0.0.1:7860/',
    machines: { here: here({ listeners: ['python3 7 127.0.0.1:7860'] }) },
    answering: (question) =>
      (question.url.endsWith('/v1/models') ? UVICORN_404 : responds(500, [['server', 'uvicorn']]))(question),
    finds: ['service-error broken stated-by-peer'],
  },
  'the service takes the request and says nothing': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: says('silent'),
    finds: ['service-silent broken control-probe'],
  },
  'the service closes without a byte': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: says('closed'),
    finds: ['service-silent broken control-probe'],
  },
  'the service lists its models, and a chat request hangs': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: chat(says('silent'), lists('m')),
    finds: ['service-silent broken control-probe'],
  },
  'the port speaks the protocol of a message queue': {
    url: LOCAL,
    machines: { here: here({ listeners: [VLLM] }) },
    answering: says('not-http', '\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x7f'),
    finds: ['port-conflict broken stated-by-peer'],
  },
  'another program has the port, and the service another one': {
    url: LOCAL,
    machines: { here: here({ listeners: ['backup 4 0.0.0.0:8000', 'vllm 812 0.0.0.0:8001'] }) },
    answering: byPort({ 8001: lists('m') }, responds(404, [], PAGE)),
    finds: ['port-conflict broken control-probe'],
  },
  'two programs have the port, each in one address family': {
    url: LOCAL,
    machines: { here: here({ listeners: ['vllm 812 127.0.0.1:8000', 'vllm 900 [::1]:8000'] }) },
    answering: (question) => (question.connectTo[0]?.address === '::1' ? lists('b') : lists('a'))(question),
    finds: ['port-conflict warning control-probe'],
  },
  'two programs have the port, and serve the same': {
    url: LOCAL,
    machines: { here: here({ listeners: ['vllm 812 127.0.0.1:8000', 'vllm 900 0.0.0.0:8000'] }) },
    answering: lists('m'),
    finds: [],
  },
  'through a proxy another service is asked, which has its API under another path': {
    url: LOCAL,
    model: 'm',
    machines: { here: here({ environment: { http_proxy: 'http://10.0.0.2:3128' }, listeners: [VLLM] }) },
    answering: byRoute(
      (question) => (question.url.includes('/v1/') ? PASSED_ON_404 : lists('x'))(question),
      lists('m'),
    ),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'through a proxy another service lists other models': {
    url: LOCAL,
    model: 'm',
    machines: { here: here({ environment: { http_proxy: 'http://10.0.0.2:3128' }, listeners: [VLLM] }) },
    answering: byRoute(chat(NO_SUCH_MODEL, lists('x')), lists('m')),
    finds: ['proxy-intercepts-local broken control-probe'],
  },
  'a service that checks itself was started with a proxy variable': {
    url: 'http://127.0.0.1:30000/v1',
    machines: { here: SGLANG },
    answering: byRoute(squidSays(403, 'ERR_ACCESS_DENIED'), lists('m')),
    finds: ['proxy-intercepts-local warning control-probe'],
  },
  'a service that checks itself has its own names in its exceptions': {
    url: 'http://127.0.0.1:30000/v1',
    machines: {
      here: { ...SGLANG, environments: { 9: { http_proxy: 'http://10.0.0.2:3128', no_proxy: '0.0.0.0' } } },
    },
    answering: byRoute(squidSays(403, 'ERR_ACCESS_DENIED'), lists('m')),
    finds: [],
  },
  'a service that never asks itself was started with a proxy variable': {
    url: LOCAL,
    machines: {
      here: here({
        listeners: [VLLM],
        commands: { 812: 'vllm serve m' },
        environments: { 812: { http_proxy: 'http://10.0.0.2:3128' } },
      }),
    },
    answering: lists('m'),
    finds: [],
  },
  'nothing answers at all, and the port is another machine’s': {
    url: 'http://10.0.0.9:8000/v1',
    machines: { here: here() },
    answering: fails('timed-out'),
    finds: [],
  },
};
