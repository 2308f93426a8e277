import type { Machine, ModelService, Network } from '../src/lab/network.ts';
import { ADDRESS, at, office, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const ALL = { clients: ['curl', 'requests', 'httpx', 'node'] } as const;

const ollamaOnLoopback = (
  name: string,
  reports: readonly string[],
  more: Pick<ModelService, 'runAs'>,
  env: Readonly<Record<string, string>>,
  must: readonly string[],
  etc: Machine['etc'] = {},
): Scenario =>
  scenario({
    name,
    reports,
    network: office(
      {
        desk: [vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11434)], ...more })],
      },
      { etc },
    ),
    env,
    url: `http://${ADDRESS.desk}:11434/v1`,
    expect: {
      exit: 1,
      findings: [broken('service-bound-to-loopback', { proof: 'control-probe' })],
      must: [`OLLAMA_HOST=${ADDRESS.desk}:11434 ollama serve`, ...must],
    },
  });

/** The desk with Docker's bridge, and the name that its containers have for it. */
const WITH_BRIDGE: Network = {
  machines: {
    desk: {
      links: [
        { segment: 'office', addresses: [`${ADDRESS.desk}/24`] },
        { segment: 'containers', addresses: ['172.17.0.1/16'] },
      ],
      hosts: ['127.0.0.1 localhost', '172.17.0.1 host.docker.internal'],
      programs: [vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11434)] })],
    },
  },
};

/** The service listens on its loopback alone, and another of its machine's addresses is asked. */
const boundToLoopback: readonly Scenario[] = [
  scenario({
    name: 'bound-to-loopback-asked-here',
    network: office({ desk: [vllm()] }),
    url: `http://${ADDRESS.desk}:8000/v1/models`,
    expect: {
      exit: 1,
      findings: [
        broken('service-bound-to-loopback', {
          ...ALL,
          proof: 'control-probe',
          shows: ['listens', 'control-elsewhere'],
        }),
      ],
      must: [
        '127.0.0.1',
        `vllm serve OpenCUA-7B --host ${ADDRESS.desk} --port 8000`,
        `vllm serve OpenCUA-7B --host 0.0.0.0 --port 8000 --api-key KEY`,
        `${ADDRESS.desk} (eth0)`,
      ],
    },
  }),
  scenario({
    name: 'xinference-on-its-loopback',
    reports: ['langgenius/dify#3005'],
    network: office({ desk: [vllm({ family: 'xinference-local', listen: [at('127.0.0.1', 9997)] })] }),
    url: `http://${ADDRESS.desk}:9997/v1`,
    expect: {
      exit: 1,
      findings: [broken('service-bound-to-loopback', { proof: 'control-probe' })],
      must: [`xinference-local -H ${ADDRESS.desk} --port 9997`],
    },
  }),
  // The installer's service has the port; the variable is in the shell, where a second \`ollama serve\` failed.
  ollamaOnLoopback('ollama-of-another-start', ['ollama/ollama#707'], {}, { OLLAMA_HOST: '0.0.0.0:11434' }, [
    'variable-elsewhere',
    '0.0.0.0:11434',
  ]),
  // Started by hand, it does not read the variable that its unit has.
  ollamaOnLoopback('ollama-started-by-hand', ['ollama/ollama#7128'], { runAs: 'rosa' }, {}, ['ollama'], {
    'systemd/system/ollama.service': [
      '[Service]',
      'ExecStart=/usr/local/bin/ollama serve',
      'Environment="OLLAMA_HOST=0.0.0.0:11434"',
    ],
  }),
  // What a container's network hands on to the host comes to the host's own address.
  ollamaOnLoopback('ollama-asked-at-its-own-address', ['open-webui/open-webui#14204'], {}, {}, ['ollama']),
  // Docker's name for the host, which has the bridge's address: there the service does not listen.
  scenario({
    name: 'ollama-asked-at-the-bridge',
    reports: ['khoj-ai/khoj#1100'],
    network: WITH_BRIDGE,
    url: 'http://host.docker.internal:11434/v1',
    expect: {
      exit: 1,
      findings: [broken('service-bound-to-loopback', { proof: 'control-probe', shows: ['listens'] })],
      must: ['127.0.0.1', '172.17.0.1', 'OLLAMA_HOST=172.17.0.1:11434 ollama serve'],
    },
  }),
  // “Serve on Local Network” is off.
  scenario({
    name: 'lm-studio-on-its-loopback',
    reports: ['lmstudio-ai/lms#189'],
    network: office({ desk: [vllm({ family: 'lms', listen: [at('127.0.0.1', 1234)] })] }),
    url: `http://${ADDRESS.desk}:1234/v1`,
    expect: {
      exit: 1,
      findings: [broken('service-bound-to-loopback', { proof: 'control-probe', shows: ['listens'] })],
      must: [`lms server start --bind ${ADDRESS.desk} --port 1234`],
    },
  }),
  // A forwarded port listens on the loopback of whoever forwards it.
  scenario({
    name: 'forwarded-port-on-its-loopback',
    reports: ['microsoft/vscode-remote-release#9963'],
    network: office({
      desk: [{ kind: 'other-service', speaks: 'web-page', name: 'code', listen: [at('127.0.0.1', 9999)] }],
    }),
    url: `http://${ADDRESS.desk}:9999/`,
    expect: {
      exit: 1,
      findings: [broken('service-bound-to-loopback', { proof: 'model', shows: ['listens'] })],
      must: ['127.0.0.1', 'code'],
    },
  }),
  // Seen from the desk a port is refused: what listens on the shelf's loopback only the shelf could tell.
  scenario({
    name: 'bound-to-loopback-asked-elsewhere',
    network: office({ shelf: [vllm()] }),
    url: `http://${ADDRESS.shelf}:8000/v1/models`,
    expect: {
      exit: 1,
      findings: [broken('nothing-listening', { ...ALL, proof: 'suspicion' })],
      must: [ADDRESS.shelf],
    },
  }),
];

/** An office without a way out. */
const unrouted: readonly Scenario[] = [
  scenario({
    name: 'no-route-to-another-network',
    network: office({}),
    url: 'http://203.0.113.9:8000/v1',
    expect: {
      exit: 1,
      findings: [broken('no-route', { ...ALL, proof: 'model', shows: ['no-answer'] })],
      must: ['network-unreachable'],
    },
  }),
];

const NOTHING = broken('nothing-listening', {
  ...ALL,
  proof: 'model',
  shows: ['no-answer', 'nothing-listens'],
});

const WRONG_PORT = broken('wrong-port', {
  ...ALL,
  proof: 'control-probe',
  shows: ['nothing-listens', 'control-elsewhere'],
});

const otherPort: readonly Scenario[] = [
  scenario({
    name: 'nothing-listens',
    network: office({}),
    expect: { exit: 1, findings: [NOTHING], must: ['8000'] },
  }),
  scenario({
    name: 'service-on-another-port',
    network: office({ desk: [vllm({ listen: [at('127.0.0.1', 8001)] })] }),
    expect: {
      exit: 1,
      findings: [WRONG_PORT],
      must: ['8001', 'vllm', 'OpenCUA-7B'],
    },
  }),
  scenario({
    name: 'ollama-on-its-own-port',
    network: office({
      desk: [vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11434)] })],
    }),
    expect: {
      exit: 1,
      findings: [WRONG_PORT],
      must: ['11434', 'ollama', 'qwen2.5:7b'],
    },
  }),
  scenario({
    name: 'web-page-on-another-port',
    network: office({
      desk: [
        { kind: 'other-service', speaks: 'web-page', name: 'backup-web', listen: [at('0.0.0.0', 8080)] },
        { kind: 'other-service', speaks: 'banner', name: 'sshd', listen: [at('0.0.0.0', 22)] },
      ],
    }),
    expect: { exit: 1, findings: [NOTHING], must: ['8000'] },
  }),
];

export const LISTENING: readonly Scenario[] = [...boundToLoopback, ...unrouted, ...otherPort];
