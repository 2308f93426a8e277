import { at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const PROXIED = office({ desk: [vllm()], gate: [squid()] });

const SHOWN = ['answered', 'control-direct', 'variable', 'not-covered', 'proxy-elsewhere'] as const;

const INTERCEPTED = broken('proxy-intercepts-local', {
  proof: 'control-probe',
  clients: ['curl', 'requests', 'httpx'],
  shows: SHOWN,
});

const SQUID_REFUSED = ['ERR_CONNECT_FAIL', 'squid', '503', 'vllm'] as const;

/** A proxy variable is set, the exceptions lack the target, and the service runs. */
const plain: readonly Scenario[] = [
  scenario({
    name: 'http-proxy-set',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY },
    expect: { exit: 1, findings: [INTERCEPTED], must: [...SQUID_REFUSED, 'http_proxy', 'OpenCUA-7B'] },
  }),
  // curl ignores the upper-case spelling for http URLs.
  scenario({
    name: 'http-proxy-upper-case-only',
    network: PROXIED,
    env: { HTTP_PROXY: GATE_PROXY },
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', {
          proof: 'control-probe',
          clients: ['requests', 'httpx'],
          shows: SHOWN,
        }),
      ],
      must: [...SQUID_REFUSED, 'HTTP_PROXY'],
    },
  }),
  scenario({
    name: 'all-proxy-set',
    network: PROXIED,
    env: { ALL_PROXY: GATE_PROXY },
    expect: { exit: 1, findings: [INTERCEPTED], must: [...SQUID_REFUSED, 'ALL_PROXY'] },
  }),
  scenario({
    name: 'no-proxy-names-another-host',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY, NO_PROXY: 'localhost,10.213.1.3,example.test' },
    expect: {
      exit: 1,
      findings: [INTERCEPTED],
      must: [...SQUID_REFUSED, 'NO_PROXY', 'localhost,10.213.1.3,example.test'],
    },
  }),
  // The lower-case spelling hides the other, which would have helped.
  scenario({
    name: 'no-proxy-hidden-by-lower-case',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY, NO_PROXY: '127.0.0.1', no_proxy: 'example.test' },
    expect: { exit: 1, findings: [INTERCEPTED], must: [...SQUID_REFUSED, 'no_proxy', 'example.test'] },
  }),
  scenario({
    name: 'localhost-through-proxy',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY },
    url: 'http://localhost:8000/v1',
    expect: { exit: 1, findings: [INTERCEPTED], must: [...SQUID_REFUSED, 'http_proxy'] },
  }),
  scenario({
    name: 'tinyproxy-intercepts',
    network: office({ desk: [vllm()], gate: [{ kind: 'tinyproxy', port: 8888 }] }),
    env: { http_proxy: 'http://10.213.1.1:8888' },
    expect: { exit: 1, findings: [INTERCEPTED], must: ['tinyproxy', 'http_proxy', 'vllm'] },
  }),
];

/** Without the service the control fails too, and two things must change. */
const BOTH = [
  broken('proxy-intercepts-local', {
    proof: 'model',
    clients: ['curl', 'requests', 'httpx'],
    shows: ['answered', 'control-direct-failed', 'variable', 'not-covered', 'proxy-elsewhere'],
  }),
  broken('nothing-listening', {
    proof: 'model',
    clients: ['curl', 'requests', 'httpx', 'node'],
    shows: ['no-answer', 'nothing-listens'],
  }),
] as const;

/** The same, and the service is stopped. */
const stopped: readonly Scenario[] = [
  scenario({
    name: 'http-proxy-set-service-stopped',
    network: office({ gate: [squid()] }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: BOTH,
      must: ['ERR_CONNECT_FAIL', 'http_proxy'],
    },
  }),
];

/** Another service answers 200 on the proxy's own 127.0.0.1:8000; what Squid adds to the answer gives it away. */
const another: readonly Scenario[] = [
  scenario({
    name: 'another-service-same-model',
    network: office({ desk: [vllm()], gate: [squid(), vllm()] }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: [INTERCEPTED],
      must: ['http_proxy', 'squid.lab'],
    },
  }),
  scenario({
    name: 'another-service-other-model',
    network: office({
      desk: [vllm()],
      gate: [squid(), vllm({ family: 'ollama', models: ['qwen2.5:7b'] })],
    }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: [broken('proxy-intercepts-local', { proof: 'control-probe', shows: [...SHOWN, 'differs'] })],
      must: ['http_proxy', 'qwen2.5:7b', 'OpenCUA-7B'],
    },
  }),
  scenario({
    name: 'another-service-and-own-stopped',
    network: office({ gate: [squid(), vllm({ listen: [at('127.0.0.1')] })] }),
    env: { http_proxy: GATE_PROXY },
    expect: {
      exit: 1,
      findings: BOTH,
      must: ['http_proxy'],
    },
  }),
];

export const PROXY_INTERCEPTS_LOCAL: readonly Scenario[] = [...plain, ...stopped, ...another];
