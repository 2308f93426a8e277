import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const PROXIED = office({ desk: [vllm()], gate: [squid()] });

/** What Python's other HTTP libraries meet where curl and requests fare well, or do otherwise. */
export const PYTHON_CLIENTS: readonly Scenario[] = [
  // The service is in the list, and httpx does not live to see it.
  scenario({
    name: 'socks-proxy-without-socksio',
    reports: ['liuzhao1225/YouDub-webui#75'],
    network: office({ desk: [vllm()] }),
    env: { all_proxy: `socks5://${ADDRESS.gate}:1080`, no_proxy: '127.0.0.1' },
    expect: {
      exit: 1,
      findings: [
        broken('proxy-scheme-unsupported', { proof: 'model', clients: ['httpx'], shows: ['variable'] }),
      ],
      must: ['socksio', 'httpx[socks]', 'all_proxy'],
    },
  }),
  // A comma as Chinese text has it: one entry to everybody, and a name that cannot be to httpx.
  scenario({
    name: 'no-proxy-with-a-full-width-comma',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY, no_proxy: 'localhost，127.0.0.1' },
    expect: {
      exit: 1,
      findings: [
        broken('no-proxy-malformed', { proof: 'model', clients: ['httpx'], shows: ['variable'] }),
        broken('proxy-intercepts-local', { proof: 'control-probe', clients: ['curl', 'requests'] }),
      ],
      must: ['localhost，127.0.0.1', 'ERR_CONNECT_FAIL'],
    },
  }),
  // Two libraries of one application: one asks directly, the other is sent to the proxy.
  scenario({
    name: 'one-library-proxied-and-another-not',
    reports: ['NousResearch/hermes-agent#25770'],
    network: office({
      desk: [vllm({ family: 'lms', listen: [at('127.0.0.1', 1234)] })],
      gate: [{ kind: 'tinyproxy', port: 8888 }],
    }),
    env: { http_proxy: `http://${ADDRESS.gate}:8888` },
    url: 'http://127.0.0.1:1234/v1',
    flags: ['--as', 'aiohttp,httpx'],
    expect: {
      exit: 1,
      findings: [broken('proxy-intercepts-local', { proof: 'control-probe', clients: ['httpx'] })],
      must: ['tinyproxy', 'http_proxy', 'OpenCUA-7B'],
    },
  }),
  scenario({
    name: 'aiohttp-reads-no-variable',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY },
    flags: ['--as', 'aiohttp'],
    expect: { exit: 0, must: ['trust_env=True', 'OpenCUA-7B'] },
  }),
  scenario({
    name: 'aiohttp-with-trust-env-through-proxy',
    network: PROXIED,
    env: { http_proxy: GATE_PROXY, NO_PROXY: '127.0.0.0/8' },
    flags: ['--as', 'aiohttp-trust-env'],
    expect: {
      exit: 1,
      findings: [
        broken('proxy-intercepts-local', { proof: 'control-probe', clients: ['aiohttp-trust-env'] }),
      ],
      must: ['ERR_CONNECT_FAIL', 'http_proxy'],
    },
  }),
  scenario({
    name: 'aiohttp-with-trust-env-and-a-proxy-without-scheme',
    network: PROXIED,
    env: { http_proxy: `${ADDRESS.gate}:3128` },
    flags: ['--as', 'httpx,aiohttp-trust-env'],
    expect: {
      exit: 1,
      findings: [
        broken('proxy-url-malformed', { proof: 'model', clients: ['aiohttp-trust-env'] }),
        broken('proxy-intercepts-local', { proof: 'control-probe', clients: ['httpx'] }),
      ],
      must: ['missing-scheme', 'http_proxy'],
    },
  }),
];
