import { at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const OLLAMA = vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11434)] });

/** The name by which a tunnel or a reverse proxy passes it on. */
const NAMED = { hosts: ['127.0.0.1 localhost', '127.0.0.1 ollama.example.test'] } as const;

/** Who says no, and whether a Host header is why. */
const forbids: readonly Scenario[] = [
  scenario({
    name: 'host-name-not-allowed',
    reports: ['ollama/ollama#3269'],
    network: office({ desk: [OLLAMA] }, NAMED),
    url: 'http://ollama.example.test:11434/v1',
    expect: {
      exit: 1,
      findings: [broken('forbidden', { proof: 'control-probe', shows: ['answered', 'control-host'] })],
      must: ['host-check', 'ollama.example.test', 'localhost:11434'],
    },
  }),
  scenario({
    name: 'host-name-not-allowed-behind-nginx',
    reports: ['ollama/ollama#3269'],
    network: office({ desk: [OLLAMA, { kind: 'nginx', port: 8080, upstream: '127.0.0.1:11434' }] }, NAMED),
    url: 'http://ollama.example.test:8080/v1',
    expect: {
      exit: 1,
      findings: [broken('forbidden', { proof: 'control-probe', shows: ['control-host'] })],
      must: ['host-check', 'proxy_set_header Host'],
    },
  }),
  scenario({
    name: 'service-forbids',
    network: office({ desk: [vllm({ status: 403 })] }),
    expect: {
      exit: 1,
      findings: [broken('forbidden', { proof: 'stated-by-peer' })],
      must: ['403', 'uvicorn'],
    },
  }),
  // vLLM has no 403 of its own: what says it is the proxy on the way.
  scenario({
    name: 'proxy-forbids-local-service',
    network: office({ desk: [vllm()], gate: [squid({ kind: 'deny' })] }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: [broken('proxy-intercepts-local'), broken('proxy-denies')],
      must: ['403', 'squid'],
    },
  }),
];

/** Errors of a reverse proxy, of the service, and of a web application's own page. */
const fails: readonly Scenario[] = [
  scenario({
    name: 'nginx-before-nothing',
    network: office({ desk: [{ kind: 'nginx', port: 8080, upstream: '127.0.0.1:8000' }] }),
    url: 'http://127.0.0.1:8080/v1',
    expect: {
      exit: 1,
      findings: [broken('service-error', { proof: 'stated-by-peer', shows: ['answered', 'listens'] })],
      must: ['502', 'nginx', 'proxy-between'],
    },
  }),
  scenario({
    name: 'nginx-before-the-wrong-port',
    network: office({
      desk: [{ kind: 'nginx', port: 8080, upstream: '127.0.0.1:8001' }, vllm()],
    }),
    url: 'http://127.0.0.1:8080/v1',
    expect: {
      exit: 1,
      findings: [broken('service-error', { shows: ['control-elsewhere'] })],
      must: ['proxy-between', 'http://127.0.0.1:8000/v1', 'OpenCUA-7B'],
    },
  }),
  scenario({
    name: 'nginx-before-a-silent-service',
    waits: true,
    network: office({
      desk: [
        { kind: 'nginx', port: 8080, upstream: '127.0.0.1:8000' },
        { kind: 'misbehaving-service', behaviour: 'silence', listen: [at('127.0.0.1')] },
      ],
    }),
    url: 'http://127.0.0.1:8080/v1',
    expect: { exit: 1, findings: [broken('service-error')], must: ['504', 'nginx', 'proxy-between'] },
  }),
  scenario({
    name: 'nginx-passes-an-error-on',
    network: office({
      desk: [{ kind: 'nginx', port: 8080, upstream: '127.0.0.1:8000' }, vllm({ status: 503 })],
    }),
    url: 'http://127.0.0.1:8080/v1',
    expect: {
      exit: 1,
      findings: [broken('service-error', { proof: 'stated-by-peer' })],
      must: ['503', '"who":"service"', 'engine failed'],
    },
  }),
  scenario({
    name: 'chat-fails-inside',
    network: office({ desk: [vllm({ chat: 500 })] }),
    expect: { exit: 1, findings: [broken('service-error')], must: ['"to":"chat"', '500'] },
  }),
  scenario({
    name: 'page-fails-and-no-proxy-is-in-it',
    reports: ['Plachtaa/seed-vc#154'],
    network: office({
      desk: [vllm({ family: 'gradio', models: [], listen: [at('127.0.0.1', 7860)], pageStatus: 500 })],
    }),
    url: 'http://127.0.0.1:7860',
    expect: {
      exit: 1,
      findings: [broken('service-error', { proof: 'stated-by-peer' })],
      must: ['"to":"page"', '500', 'uvicorn'],
    },
  }),
];

export const API_ERRORS: readonly Scenario[] = [...forbids, ...fails];
