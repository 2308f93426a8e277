import type { Machine, Network, Program } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const EVERYWHERE = [at('0.0.0.0')];

/** The desk is on two networks; the gate with the proxy is on one of them, and the service on the other. */
const twoNetworks = (
  address: string,
  desk: Partial<Machine> = {},
  gate: readonly Program[] = [squid()],
): Network => {
  const own = address.replace(/\d+$/, '2');
  return {
    machines: {
      desk: {
        links: [
          { segment: 'office', addresses: [`${ADDRESS.desk}/24`] },
          { segment: 'bench', addresses: [`${own}/24`] },
        ],
        programs: [],
        ...desk,
      },
      gate: { links: [{ segment: 'office', addresses: [`${ADDRESS.gate}/24`] }], programs: gate },
      shelf: {
        links: [{ segment: 'bench', addresses: [`${address}/24`] }],
        programs: [vllm({ listen: EVERYWHERE })],
      },
    },
  };
};

const BENCH = '10.214.0.3';

const MISSED = broken('proxy-intercepts-local', {
  proof: 'control-probe',
  shows: ['answered', 'control-direct', 'variable', 'not-covered'],
});

/** The proxy cannot reach what this machine can, and nothing says that it should not be asked. */
const neighbours: readonly Scenario[] = [
  scenario({
    name: 'neighbour-through-a-proxy-that-cannot-reach-it',
    network: twoNetworks(BENCH),
    env: { http_proxy: GATE_PROXY, no_proxy: 'localhost,127.0.0.1' },
    url: `http://${BENCH}:8000/v1`,
    reports: ['vllm-project/vllm#5779'],
    expect: { exit: 1, findings: [MISSED], must: ['"how":"lan"', 'ERR_CONNECT_FAIL', BENCH] },
  }),
  // 172.0.12.160 looks private and is not: 172.16/12 begins later.
  scenario({
    name: 'neighbour-with-a-public-look',
    network: twoNetworks('172.0.12.160'),
    env: { http_proxy: GATE_PROXY, no_proxy: 'localhost,127.0.0.1,192.168.3.4' },
    url: 'http://172.0.12.160:8000/v1',
    reports: ['RVC-Boss/GPT-SoVITS#1555'],
    expect: { exit: 1, findings: [MISSED], must: ['"how":"lan"', '172.0.12.160'] },
  }),
  scenario({
    name: 'neighbour-by-name-that-the-proxy-does-not-know',
    network: twoNetworks(BENCH, { hosts: ['127.0.0.1 localhost', `${BENCH} ollama`] }),
    env: { http_proxy: GATE_PROXY },
    url: 'http://ollama:8000/v1',
    reports: ['docker/for-mac#981', 'docker/compose#11433'],
    expect: { exit: 1, findings: [MISSED], must: ['"how":"lan"', 'squid', 'ollama'] },
  }),
  scenario({
    name: 'host-alias-that-the-proxy-does-not-know',
    network: twoNetworks(BENCH, { hosts: ['127.0.0.1 localhost', `${BENCH} host.docker.internal`] }),
    env: { http_proxy: GATE_PROXY, no_proxy: 'localhost,127.0.0.1' },
    url: 'http://host.docker.internal:8000/v1',
    reports: ['docker/for-win#8119'],
    expect: { exit: 1, findings: [MISSED], must: ['"how":"lan"', 'host.docker.internal'] },
  }),
  // The service is on this machine, at its address of a network that the proxy does not see.
  scenario({
    name: 'own-address-that-the-proxy-cannot-reach',
    network: twoNetworks(BENCH, { programs: [vllm({ listen: [at('10.214.0.2')] })] }, [
      { kind: 'tinyproxy', port: 8888 },
    ]),
    env: { http_proxy: `http://${ADDRESS.gate}:8888`, https_proxy: `http://${ADDRESS.gate}:8888` },
    url: 'http://10.214.0.2:8000/v1',
    reports: ['vllm-project/vllm#1519'],
    expect: { exit: 1, findings: [MISSED], must: ['"how":"fails"', 'tinyproxy'] },
  }),
];

/** An exception was written for the target, in a way that these clients do not read. */
const meant = (
  name: string,
  list: string,
  why: string,
  more: {
    readonly url?: string;
    readonly hosts?: readonly string[];
    readonly reports?: readonly string[];
  } = {},
): Scenario =>
  scenario({
    name,
    network: twoNetworks(BENCH, more.hosts === undefined ? {} : { hosts: more.hosts }),
    env: { http_proxy: GATE_PROXY, no_proxy: list, NO_PROXY: list },
    url: more.url ?? `http://${BENCH}:8000/v1`,
    ...(more.reports === undefined ? {} : { reports: more.reports }),
    expect: {
      exit: 1,
      findings: [
        broken('no-proxy-dialect', {
          proof: 'control-probe',
          shows: ['answered', 'control-direct', 'variable', 'nearly-covered'],
        }),
      ],
      must: [`"why":"${why}"`],
    },
  });

const NAMED = {
  url: 'http://models.bench.test:8000/v1',
  hosts: ['127.0.0.1 localhost', `${BENCH} models.bench.test`],
};

const dialects: readonly Scenario[] = [
  meant('no-proxy-with-a-wildcard', 'localhost,*.bench.test', 'wildcard', {
    ...NAMED,
    reports: ['dotnet/runtime#61840'],
  }),
  meant('no-proxy-with-an-address-glob', '10.214.*', 'wildcard'),
  meant('no-proxy-with-a-block-for-a-name', '10.214.0.0/24', 'block-of-name', NAMED),
  meant('no-proxy-with-the-address-of-a-name', `localhost,${BENCH}`, 'address-of-name', NAMED),
  meant('no-proxy-with-a-url', `http://${BENCH}:8000`, 'url'),
  meant('no-proxy-with-a-port', `${BENCH}:8000`, 'port'),
  meant('no-proxy-with-semicolons', `localhost;${BENCH}`, 'blank'),
  meant('no-proxy-with-a-star-among-others', 'localhost,*', 'star-in-list'),
];

/** The same on this machine: the request goes to a proxy elsewhere, and an exception was meant to keep it here. */
const local = (
  name: string,
  env: Readonly<Record<string, string>>,
  why: string,
  more: { readonly url?: string; readonly reports?: readonly string[]; readonly denied?: boolean } = {},
): Scenario =>
  scenario({
    name,
    network: office({
      desk: [vllm({ listen: EVERYWHERE })],
      gate: [more.denied === true ? squid({ kind: 'deny' }) : squid()],
    }),
    env: { http_proxy: GATE_PROXY, ...env },
    ...(more.url === undefined ? {} : { url: more.url }),
    ...(more.reports === undefined ? {} : { reports: more.reports }),
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', {
          proof: 'control-probe',
          shows: [
            'answered',
            'control-direct',
            'variable',
            'not-covered',
            'nearly-covered',
            'proxy-elsewhere',
          ],
        }),
        ...(more.denied === true ? [broken('proxy-denies', { proof: 'stated-by-peer' } as const)] : []),
      ],
      must: [`"why":"${why}"`],
    },
  });

const locals: readonly Scenario[] = [
  local('no-proxy-has-localhost-and-the-url-an-address', { NO_PROXY: 'localhost' }, 'loopback-spelling', {
    reports: ['urschrei/pyzotero#375'],
  }),
  local(
    'unspecified-address-through-a-proxy',
    { no_proxy: 'localhost,127.0.0.1', NO_PROXY: 'localhost,127.0.0.1' },
    'loopback-spelling',
    { url: 'http://0.0.0.0:8000/v1', reports: ['ollama/ollama#2132'] },
  ),
  local('unspecified-address-denied-by-the-proxy', { no_proxy: 'localhost,127.0.0.1' }, 'loopback-spelling', {
    url: 'http://0.0.0.0:8000/v1',
    reports: ['sgl-project/sglang#9155'],
    denied: true,
  }),
  local(
    'no-proxy-in-the-spelling-that-is-not-read',
    { NO_PROXY: '127.0.0.1', no_proxy: 'a.test' },
    'other-spelling',
    {
      reports: ['curl/curl#2477'],
    },
  ),
  local('no-proxy-misspelt', { NOPROXY: 'localhost,127.0.0.1' }, 'misspelt'),
];

export const NO_PROXY_DIALECT: readonly Scenario[] = [...neighbours, ...dialects, ...locals];
