import type { ModelService, Program } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';
import { BEYOND, BEYOND_URL, beyond } from './proxy-not-used.ts';
import type { ExpectedFinding, Scenario } from './scenario.ts';
import { broken, CANARIES, scenario, warning } from './scenario.ts';

const TINYPROXY: Program = { kind: 'tinyproxy', port: 8888 };
const TINY_URL = `http://${ADDRESS.gate}:8888`;
const OLLAMA = { family: 'ollama', models: ['qwen2.5:7b'], listen: [at('127.0.0.1', 11434)] } as const;

interface Met {
  readonly service: Partial<Omit<ModelService, 'kind'>>;
  readonly gate: Program;
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly must: readonly string[];
}

/** A service on this machine's own loopback, asked for by clients that a variable sends to a proxy. */
const swallowed = (
  name: string,
  reports: readonly string[],
  { service, gate, env, url, must }: Met,
): Scenario =>
  scenario({
    name,
    reports,
    network: office({ desk: [vllm(service)], gate: [gate] }),
    env,
    url,
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', {
          proof: 'control-probe',
          shows: ['answered', 'control-direct', 'variable', 'not-covered', 'proxy-elsewhere'],
        }),
      ],
      must,
    },
  });

const locals: readonly Scenario[] = [
  swallowed('vllm-by-localhost-through-tinyproxy', ['microsoft/VibeVoice#248'], {
    service: {},
    gate: TINYPROXY,
    env: { http_proxy: TINY_URL, https_proxy: TINY_URL },
    url: 'http://localhost:8000/v1',
    must: ['tinyproxy', 'OpenCUA-7B'],
  }),
  swallowed('ollama-through-squid', ['stavsap/comfyui-ollama#37'], {
    service: OLLAMA,
    gate: squid(),
    env: { http_proxy: GATE_PROXY },
    url: 'http://127.0.0.1:11434',
    must: ['503', 'ERR_CONNECT_FAIL', 'ollama'],
  }),
  // curl reads no upper-case HTTP_PROXY, and works.
  swallowed('ollama-through-squid-and-curl-works', ['FoundationAgents/OpenManus#347'], {
    service: OLLAMA,
    gate: squid(),
    env: { HTTP_PROXY: GATE_PROXY },
    url: 'http://localhost:11434/v1',
    must: ['503', 'HTTP_PROXY'],
  }),
  swallowed('ollama-api-through-tinyproxy', ['heshengtao/comfyui_LLM_party#160'], {
    service: OLLAMA,
    gate: TINYPROXY,
    env: { http_proxy: TINY_URL },
    url: 'http://127.0.0.1:11434/v1',
    must: ['tinyproxy', 'qwen2.5:7b'],
  }),
  swallowed('page-of-a-proxy-where-json-is-expected', ['xorbitsai/inference#2608'], {
    service: { listen: [at('127.0.0.1', 9997)] },
    gate: squid(),
    env: { http_proxy: GATE_PROXY, no_proxy: 'corp.test' },
    url: 'http://127.0.0.1:9997/v1/models',
    must: ['squid', '9997'],
  }),
];

/** Ollama's own commands ask where OLLAMA_HOST says: 0.0.0.0 is an address to bind, and in no list of exceptions. */
const byVariable: readonly Scenario[] = [
  { name: 'ollama-by-its-variable-through-a-proxy', reports: ['ollama/ollama#7697'], more: {} },
  {
    name: 'ollama-by-its-variable-and-a-list-of-localhost',
    reports: ['ollama/ollama#4674', 'ollama/ollama#2168'],
    more: { NO_PROXY: 'localhost,127.0.0.1', HTTPS_PROXY: GATE_PROXY },
  },
].map(({ name, reports, more }) =>
  scenario({
    name,
    reports,
    network: office({
      desk: [vllm({ ...OLLAMA, listen: [at('0.0.0.0', 11434)], env: { OLLAMA_HOST: '0.0.0.0:11434' } })],
      gate: [squid()],
    }),
    env: { OLLAMA_HOST: '0.0.0.0:11434', HTTP_PROXY: GATE_PROXY, ...more },
    url: 'http://0.0.0.0:11434/v1',
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', { proof: 'control-probe', clients: ['requests', 'httpx'] }),
      ],
      must: ['HTTP_PROXY', '503', 'ollama', ...('NO_PROXY' in more ? ['"why":"loopback-spelling"'] : [])],
    },
  }),
);

/** The proxy on this very machine looks localhost up where the service is not; by its address it would have worked. */
const byName: readonly Scenario[] = [
  scenario({
    name: 'localhost-through-a-proxy-here-that-takes-it-for-ipv6',
    network: office({ desk: [vllm(OLLAMA), squid()] }, { hosts: ['::1 localhost', '127.0.1.1 desk'] }),
    env: { http_proxy: 'http://127.0.0.1:3128' },
    url: 'http://localhost:11434/v1/models',
    reports: ['shinnpuru/VoiceTransl#32'],
    expect: {
      exit: 1,
      findings: [
        broken('address-family-mismatch', { proof: 'control-probe' }),
        broken('proxy-intercepts-local', { proof: 'control-probe', clients: ['curl'] }),
        warning('proxy-intercepts-local', { proof: 'model', clients: ['requests', 'httpx'] }),
      ],
      must: ['503', 'ERR_CONNECT_FAIL', '127.0.0.1:11434'],
    },
  }),
];

/** httpx before 0.28 takes no socks5h, and gives up when a client is made, whatever the target. */
const schemes: readonly Scenario[] = [
  scenario({
    name: 'socks5h-and-an-old-httpx',
    network: office({ desk: [vllm(OLLAMA)] }),
    env: { HTTP_PROXY: `socks5h://${ADDRESS.gate}:1080`, no_proxy: '127.0.0.1,localhost' },
    url: 'http://127.0.0.1:11434/v1',
    flags: ['--as', 'httpx'],
    reports: ['ollama/ollama-python#424'],
    expect: {
      exit: 1,
      findings: [
        broken('proxy-scheme-unsupported', { proof: 'model', clients: ['httpx'], shows: ['variable'] }),
      ],
      must: ['socks5h', 'HTTP_PROXY'],
    },
  }),
];

const SAFE_PORTS = squid({ kind: 'ports', ports: '80 443' });

/** The proxy's rules speak of ports. */
const ports: readonly Scenario[] = [
  scenario({
    name: 'squid-refuses-the-port',
    network: beyond({ gate: [SAFE_PORTS] }),
    env: { http_proxy: GATE_PROXY },
    url: BEYOND_URL,
    flags: ['--as', 'curl,requests,httpx'],
    reports: ['datacurve-ai/pier#37'],
    expect: {
      exit: 1,
      findings: [
        broken('proxy-denies', { proof: 'control-probe', shows: ['answered', 'control-elsewhere'] }),
      ],
      must: ['"port":"8000"', 'acl Safe_ports port 8000', 'ERR_ACCESS_DENIED'],
    },
  }),
  scenario({
    name: 'squid-refuses-a-tunnel-to-the-port',
    network: beyond({ gate: [SAFE_PORTS] }),
    env: { https_proxy: GATE_PROXY },
    url: `https://${BEYOND}:8000/v1/models`,
    flags: ['--as', 'curl,requests,httpx'],
    reports: ['coreweave/docker-registry-proxy#1'],
    expect: {
      exit: 1,
      findings: [
        broken('proxy-denies', { proof: 'control-probe', shows: ['answered', 'control-elsewhere'] }),
      ],
      must: ['"port":"8000"', 'acl SSL_ports port 8000'],
      // They tell a refused tunnel as a failure to connect, not as an answer.
      differs: ['curl', 'requests', 'httpx'],
    },
  }),
];

/** A download over https, which asks the proxy for a tunnel first. */
const tunnel = (
  name: string,
  report: string,
  gate: readonly Program[],
  found: ExpectedFinding,
  must: string,
): Scenario =>
  scenario({
    name,
    network: beyond({ gate }),
    env: { http_proxy: GATE_PROXY, https_proxy: GATE_PROXY },
    url: `https://${BEYOND}/v1/models`,
    flags: ['--as', 'curl,requests,httpx'],
    reports: [report],
    expect: {
      exit: 1,
      findings: [found],
      must: [must, 'https_proxy'],
      // They tell a refused tunnel as a failure to connect, not as an answer.
      differs: gate.length === 0 ? [] : ['curl', 'requests', 'httpx'],
    },
  });

const tunnels: readonly Scenario[] = [
  tunnel(
    'tunnel-through-a-proxy-that-is-down',
    'huggingface/transformers#28934',
    [],
    broken('proxy-unreachable', { proof: 'stated-by-peer' }),
    'refused',
  ),
  tunnel(
    'tunnel-through-a-proxy-that-wants-a-password',
    'huggingface/huggingface_hub#2625',
    [squid({ kind: 'password', user: 'rosa', password: CANARIES.proxyPassword })],
    broken('proxy-auth-required', { proof: 'stated-by-peer', shows: ['auth-challenge'] }),
    '407',
  ),
  tunnel(
    'tunnel-through-a-proxy-that-denies',
    'zylon-ai/private-gpt#1854',
    [squid({ kind: 'deny' })],
    broken('proxy-denies', { proof: 'stated-by-peer' }),
    '403',
  ),
];

/** Python's clients, each with what it does not read. */
const python: readonly Scenario[] = [
  scenario({
    name: 'aiohttp-where-only-the-proxy-gets-out',
    network: beyond(),
    env: { http_proxy: GATE_PROXY },
    url: BEYOND_URL,
    flags: ['--as', 'aiohttp,requests'],
    reports: ['open-webui/open-webui#2799'],
    expect: {
      exit: 1,
      findings: [broken('proxy-not-used', { proof: 'control-probe', clients: ['aiohttp'] })],
      must: ['trust_env', '"why":"ignored"'],
    },
  }),
  // Bound to the loopback it is reached from here alone, and there the proxy is asked again.
  scenario({
    name: 'own-address-through-squid-and-bound-to-loopback',
    network: office({ desk: [vllm()], gate: [squid()] }),
    env: { http_proxy: GATE_PROXY },
    url: `http://${ADDRESS.desk}:8000/v1`,
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', { proof: 'model', shows: ['answered', 'control-direct-failed'] }),
        broken('service-bound-to-loopback', { proof: 'control-probe' }),
      ],
      must: ['503', `,${ADDRESS.desk}`],
    },
  }),
  // No export reaches a process that runs already.
  scenario({
    name: 'process-that-runs-asks-squid-for-its-own-machine',
    network: office({
      desk: [
        vllm(),
        {
          kind: 'other-service',
          speaks: 'web-page',
          name: 'chatter',
          listen: [at('127.0.0.1', 9090)],
          env: { http_proxy: GATE_PROXY },
        },
      ],
      gate: [squid()],
    }),
    process: { name: 'chatter', env: { http_proxy: GATE_PROXY } },
    flags: ['--as', 'curl'],
    expect: {
      exit: 1,
      findings: [broken('proxy-intercepts-local', { proof: 'control-probe' })],
      must: ['"start-again"', 'tongtu run -- '],
    },
  }),
  scenario({
    name: 'block-of-addresses-that-httpx-does-not-read',
    network: office({
      desk: [vllm({ listen: [at('0.0.0.0')] })],
      gate: [squid({ kind: 'deny' })],
    }),
    env: { http_proxy: GATE_PROXY, no_proxy: 'localhost,127.0.0.1,10.213.1.0/24' },
    url: `http://${ADDRESS.desk}:8000/v1`,
    reports: ['gpustack/gpustack#3957'],
    expect: {
      exit: 1,
      findings: [
        broken('proxy-denies', { proof: 'stated-by-peer', clients: ['httpx'] }),
        broken('proxy-intercepts-local', {
          proof: 'control-probe',
          clients: ['httpx'],
          shows: ['nearly-covered'],
        }),
      ],
      must: ['"why":"block"', '10.213.1.0/24'],
    },
  }),
];

export const LOCAL_THROUGH_PROXY: readonly Scenario[] = [
  ...locals,
  ...byVariable,
  ...byName,
  ...schemes,
  ...ports,
  ...tunnels,
  ...python,
];
