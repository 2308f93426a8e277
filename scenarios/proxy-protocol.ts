import type { Program } from '../src/lab/network.ts';
import { ADDRESS, at, office, squid, vllm } from './office.ts';
import { BEYOND_URL, beyond } from './proxy-not-used.ts';
import type { Scenario } from './scenario.ts';
import { broken, CANARIES, scenario, warning } from './scenario.ts';

const SOCKS: Program = { kind: 'microsocks', port: 1080 };
const OLLAMA = vllm({ family: 'ollama', models: ['qwen2.5:7b'], listen: [at('0.0.0.0', 11434)] });

const MISMATCH = broken('proxy-protocol-mismatch', {
  proof: 'control-probe',
  shows: ['proxy-speaks', 'variable'],
});

/** requests and httpx speak SOCKS by a package that Debian does not install along. */
const WITHOUT_PACKAGE = broken('proxy-scheme-unsupported', { proof: 'model' });

const SHELF = [vllm({ listen: [at('0.0.0.0')] })];
const SHELF_URL = `http://${ADDRESS.shelf}:8000/v1/models`;

/** A proxy whose URL says another protocol than its port speaks. Node reads no proxy variable, and gets there directly. */
export const PROXY_PROTOCOL: readonly Scenario[] = [
  scenario({
    name: 'socks-proxy-written-as-http',
    reports: ['microsoft/WSL#4402'],
    network: office({ gate: [SOCKS], shelf: SHELF }),
    env: { http_proxy: `http://${ADDRESS.gate}:1080` },
    url: SHELF_URL,
    expect: { exit: 1, findings: [MISMATCH], must: ['"speaks":"socks"', 'socks5h://', 'http_proxy'] },
  }),
  scenario({
    name: 'socks-proxy-written-as-http-loopback-target',
    network: office({ desk: [vllm()], gate: [SOCKS] }),
    env: { http_proxy: `http://${ADDRESS.gate}:1080` },
    expect: {
      exit: 1,
      findings: [
        broken('proxy-protocol-mismatch', { proof: 'stated-by-peer' }),
        broken('proxy-intercepts-local', { proof: 'control-probe' }),
      ],
      must: ['"speaks":"socks"'],
    },
  }),
  scenario({
    name: 'plain-proxy-written-as-https',
    network: office({ gate: [squid()], shelf: SHELF }),
    env: { http_proxy: `https://${ADDRESS.gate}:3128`, https_proxy: `https://${ADDRESS.gate}:3128` },
    url: SHELF_URL,
    reports: ['docker/cli#3351', 'wanhebin/clash-for-linux#87', 'Fndroid/clash_for_windows_pkg#3354'],
    expect: { exit: 1, findings: [MISMATCH], must: ['"speaks":"http"', '"says":"https"'] },
  }),
  scenario({
    name: 'plain-proxy-written-as-socks',
    network: office({ gate: [squid()], shelf: SHELF }),
    env: { ALL_PROXY: `socks5h://${ADDRESS.gate}:3128` },
    url: SHELF_URL,
    expect: {
      exit: 1,
      findings: [WITHOUT_PACKAGE, WITHOUT_PACKAGE, MISMATCH],
      must: ['"speaks":"http"', 'ALL_PROXY'],
    },
  }),
  scenario({
    name: 'service-named-as-the-proxy-to-itself',
    network: office({ desk: [OLLAMA] }),
    env: { http_proxy: 'http://127.0.0.1:11434' },
    url: 'http://127.0.0.1:11434/v1/models',
    reports: ['ollama/ollama#9127'],
    expect: {
      exit: 0,
      findings: [warning('proxy-protocol-mismatch', { proof: 'stated-by-peer' })],
      must: ['"speaks":"service"', 'ollama'],
    },
  }),
  scenario({
    name: 'service-named-as-a-proxy',
    network: office({ desk: [OLLAMA], shelf: SHELF }),
    env: { http_proxy: 'http://127.0.0.1:11434' },
    url: SHELF_URL,
    expect: {
      exit: 1,
      findings: [broken('proxy-protocol-mismatch', { proof: 'stated-by-peer' })],
      must: ['"speaks":"service"', 'qwen2.5:7b'],
    },
  }),
  scenario({
    name: 'socks-proxy-without-the-package-for-it',
    network: office({ gate: [SOCKS], shelf: SHELF }),
    env: { ALL_PROXY: `socks5h://${ADDRESS.gate}:1080` },
    url: SHELF_URL,
    expect: { exit: 1, findings: [WITHOUT_PACKAGE, WITHOUT_PACKAGE], must: ['ALL_PROXY'] },
  }),
  scenario({
    name: 'well-through-socks-with-password',
    network: beyond({ gate: [{ ...SOCKS, login: { user: 'rosa', password: CANARIES.proxyPassword } }] }),
    env: { all_proxy: `socks5h://rosa:${CANARIES.proxyPassword}@${ADDRESS.gate}:1080` },
    url: BEYOND_URL,
    expect: {
      exit: 1,
      findings: [broken('proxy-not-used', { proof: 'control-probe' }), WITHOUT_PACKAGE, WITHOUT_PACKAGE],
    },
  }),
];
