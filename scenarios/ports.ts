import type { OtherService } from '../src/lab/network.ts';
import { at, office, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario, warning } from './scenario.ts';

const other = (
  speaks: OtherService['speaks'],
  name: string,
  port = 8000,
  env: Readonly<Record<string, string>> = {},
): OtherService => ({ kind: 'other-service', speaks, name, listen: [at('127.0.0.1', port)], env });

const NOT_HTTP = broken('port-conflict', { proof: 'stated-by-peer', shows: ['first-bytes', 'listens'] });

/** Python's http.client waits for the end of a line that never ends, httpx too where the line is short; the probe looks at the first bytes. */
const WAITS_FOR_A_LINE = ['requests'];

/** Another protocol than HTTP. */
const foreign: readonly Scenario[] = [
  scenario({
    name: 'port-of-a-message-queue',
    reports: ['vllm-project/vllm#20119'],
    network: office({ desk: [other('zmtp', 'vllm')] }),
    expect: {
      exit: 1,
      findings: [NOT_HTTP],
      must: ['ZMTP', 'vllm'],
      differs: [...WAITS_FOR_A_LINE, 'httpx'],
    },
  }),
  // VLLM_PORT is for vLLM's own sockets: given to the API too, the API finds its port taken.
  scenario({
    name: 'port-that-vllm-took-for-itself',
    reports: ['vllm-project/vllm#5867'],
    network: office({ desk: [other('zmtp', 'vllm', 9000, { VLLM_PORT: '9000' })] }),
    url: 'http://127.0.0.1:9000/v1',
    expect: {
      exit: 1,
      findings: [NOT_HTTP],
      must: ['env -u VLLM_PORT vllm --host 127.0.0.1', 'ZMTP', 'vllm'],
      differs: [...WAITS_FOR_A_LINE, 'httpx'],
    },
  }),
  scenario({
    name: 'port-of-redis',
    network: office({ desk: [other('redis', 'redis-server')] }),
    expect: { exit: 1, findings: [NOT_HTTP], must: ['Redis', 'redis-server'] },
  }),
  scenario({
    name: 'port-of-a-grpc-server',
    network: office({ desk: [other('http2', 'tritonserver')] }),
    expect: { exit: 1, findings: [NOT_HTTP], must: ['HTTP/2', 'tritonserver'], differs: WAITS_FOR_A_LINE },
  }),
  scenario({
    name: 'port-of-an-ssh-server',
    network: office({ desk: [other('banner', 'sshd')] }),
    expect: { exit: 1, findings: [NOT_HTTP], must: ['SSH', 'sshd'] },
  }),
];

/** The same protocol, and another program. */
const taken: readonly Scenario[] = [
  scenario({
    name: 'port-taken-and-service-elsewhere',
    network: office({
      desk: [other('web-page', 'backup-web'), vllm({ listen: [at('127.0.0.1', 8001)] })],
    }),
    expect: {
      exit: 1,
      findings: [
        broken('port-conflict', { proof: 'control-probe', shows: ['answered', 'control-elsewhere'] }),
      ],
      must: ['backup-web', 'http://127.0.0.1:8001/v1'],
    },
  }),
  scenario({
    name: 'port-of-two-programs',
    network: office({
      desk: [
        vllm({ listen: [at('127.0.0.1')], models: ['mine'] }),
        vllm({ listen: [at('10.213.1.2')], models: ['theirs'] }),
      ],
    }),
    url: 'http://127.0.0.1:8000/v1',
    expect: {
      exit: 0,
      findings: [warning('port-conflict', { proof: 'control-probe', shows: ['control-elsewhere'] })],
      must: ['mine', 'theirs', '10.213.1.2'],
    },
  }),
  scenario({
    name: 'port-of-two-address-families',
    network: office({
      desk: [
        vllm({ listen: [at('127.0.0.1')], models: ['four'] }),
        vllm({ listen: [at('::1')], models: ['six'] }),
      ],
    }),
    url: 'http://127.0.0.1:8000/v1',
    expect: {
      exit: 0,
      findings: [warning('port-conflict', { proof: 'control-probe' })],
      must: ['four', 'six'],
    },
  }),
];

/** A URL or a default that names another port than the service has. */
const elsewhere: readonly Scenario[] = [
  scenario({
    name: 'url-without-a-port',
    reports: ['langchain-ai/langchain#28166'],
    network: office({
      desk: [vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11434)] })],
    }),
    url: 'http://127.0.0.1/v1',
    expect: {
      exit: 1,
      findings: [broken('wrong-port', { proof: 'control-probe' })],
      must: ['11434', 'ollama'],
    },
  }),
  // The client reads the variable; the server was started before it was set.
  scenario({
    name: 'port-of-a-variable-that-the-server-lacks',
    reports: ['ollama/ollama#15186'],
    network: office({
      desk: [vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('0.0.0.0', 11434)] })],
    }),
    env: { OLLAMA_HOST: ':4090' },
    url: 'http://127.0.0.1:4090/v1',
    expect: {
      exit: 1,
      findings: [broken('wrong-port', { proof: 'control-probe', shows: ['variable-elsewhere'] })],
      must: ['11434', 'OLLAMA_HOST', ':4090'],
    },
  }),
  scenario({
    name: 'another-default-port',
    reports: ['huggingface/text-generation-inference#104'],
    network: office({
      desk: [vllm({ family: 'text-generation-router', listen: [at('0.0.0.0', 3000)] })],
    }),
    url: 'http://127.0.0.1:8080/v1',
    expect: { exit: 1, findings: [broken('wrong-port', { proof: 'control-probe' })], must: ['3000'] },
  }),
];

/** Rules are read and not evaluated: what they may do to a request is listed, with the command that shows them. */
const ruled = (name: string, verdict: string, must: string, waits: boolean): Scenario =>
  scenario({
    name,
    network: office(
      { desk: [vllm()] },
      {
        firewall: `table inet guard {
  chain input {
    type filter hook input priority 0;
    tcp dport 8000 ${verdict}
  }
}
`,
      },
    ),
    expect: { exit: 2, must: [must], unknowns: 'some' },
    waits,
  });

const rules: readonly Scenario[] = [
  ruled('rule-drops-what-comes-to-this-machine', 'drop', 'timed-out', true),
  ruled('rule-rejects-what-comes-to-this-machine', 'reject with tcp reset', 'refused', false),
];

export const PORTS: readonly Scenario[] = [...foreign, ...taken, ...elsewhere, ...rules];
