import { at, office, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const V4_ONLY = [vllm()];
const V6_ONLY = [vllm({ listen: [at('::1')] })];

const SHOWN = ['no-answer', 'listens', 'control-elsewhere'] as const;

const MISMATCH = broken('address-family-mismatch', {
  proof: 'control-probe',
  clients: ['curl', 'requests', 'httpx', 'node'],
  shows: SHOWN,
});

/** curl has its own `localhost` since 7.78, both addresses of it, so the hosts file cannot mislead it. */
const NOT_CURL = broken('address-family-mismatch', {
  proof: 'control-probe',
  clients: ['requests', 'httpx', 'node'],
  shows: [...SHOWN, 'name-resolves'],
});

/** The service is on one family's loopback, and the URL leads to the other's. */
export const ADDRESS_FAMILY: readonly Scenario[] = [
  scenario({
    name: 'service-on-ipv6-url-ipv4',
    network: office({ desk: V6_ONLY }),
    expect: { exit: 1, findings: [MISMATCH], must: ['::1', 'vllm'] },
  }),
  scenario({
    name: 'service-on-ipv4-url-ipv6',
    network: office({ desk: V4_ONLY }),
    url: 'http://[::1]:8000/v1/models',
    expect: { exit: 1, findings: [MISMATCH], must: ['127.0.0.1', 'vllm'] },
  }),
  scenario({
    name: 'localhost-is-only-ipv6',
    reports: ['ollama/ollama-js#102'],
    network: office({ desk: V4_ONLY }, { hosts: ['::1 localhost', '127.0.1.1 desk'] }),
    url: 'http://localhost:8000/v1/models',
    expect: { exit: 1, findings: [NOT_CURL], must: ['localhost', '127.0.0.1', 'vllm'] },
  }),
  scenario({
    name: 'localhost-is-only-ipv4',
    network: office({ desk: V6_ONLY }, { hosts: ['127.0.0.1 localhost', '127.0.1.1 desk'] }),
    url: 'http://localhost:8000/v1/models',
    expect: { exit: 1, findings: [NOT_CURL], must: ['localhost', '::1', 'vllm'] },
  }),
];
