import { CERTIFICATE } from '../src/adapters/probe/testing/certificate.ts';
import type { Machine, Network, Program } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, squid, vllm } from './office.ts';
import type { Scenario, ScenarioSketch } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

/** A service that is not on the office's network: only the gate, which has the proxy, is on both. */
export const BEYOND = '203.0.113.9';
export const BEYOND_URL = `http://${BEYOND}:8000/v1/models`;

export interface Beyond {
  readonly gate?: readonly Program[];
  readonly desk?: Partial<Machine>;
  readonly gateHosts?: readonly string[];
  readonly shelf?: readonly Program[];
}

/** The desk has no route out; the gate's proxy does. */
export const beyond = ({ gate, desk, gateHosts, shelf }: Beyond = {}): Network => ({
  machines: {
    desk: {
      links: [{ segment: 'office', addresses: [`${ADDRESS.desk}/24`] }],
      programs: [],
      ...desk,
    },
    gate: {
      links: [
        { segment: 'office', addresses: [`${ADDRESS.gate}/24`] },
        { segment: 'outside', addresses: ['203.0.113.1/24'] },
      ],
      programs: gate ?? [squid()],
      ...(gateHosts === undefined ? {} : { hosts: gateHosts }),
    },
    shelf: {
      links: [{ segment: 'outside', addresses: [`${BEYOND}/24`] }],
      programs: shelf ?? [vllm({ listen: [at('0.0.0.0')] })],
    },
  },
});

/** The same with a way out that goes nowhere: the gate takes the packets and drops them. */
const dropping: Network = (() => {
  const network = beyond({ desk: { routes: [{ to: 'default', via: ADDRESS.gate }] } });
  const gate = network.machines['gate'] as Machine;
  const firewall =
    'table inet lab {\n chain forward {\n type filter hook forward priority 0; policy drop;\n }\n}';
  return { machines: { ...network.machines, gate: { ...gate, firewall } } };
})();

const NOT_USED = { proof: 'control-probe', shows: ['no-answer', 'control-proxied', 'variable'] } as const;

const sketch = (more: ScenarioSketch): Scenario =>
  scenario({ url: BEYOND_URL, ...more, expect: { exit: 1, ...more.expect } });

export const PROXY_NOT_USED: readonly Scenario[] = [
  // requests reads it and gets through.
  sketch({
    name: 'only-upper-case-http-proxy-and-no-way-out',
    network: beyond(),
    env: { HTTP_PROXY: GATE_PROXY },
    expect: {
      findings: [broken('proxy-not-used', { ...NOT_USED }), broken('proxy-not-used', { ...NOT_USED })],
      must: ['HTTP_PROXY', 'export http_proxy', 'network-unreachable', 'OpenCUA-7B'],
    },
  }),
  sketch({
    name: 'only-upper-case-http-proxy-and-packets-dropped',
    waits: true,
    network: dropping,
    env: { HTTP_PROXY: GATE_PROXY },
    expect: {
      findings: [broken('proxy-not-used', { ...NOT_USED }), broken('proxy-not-used', { ...NOT_USED })],
      must: ['HTTP_PROXY', 'timed-out'],
    },
  }),
  sketch({
    name: 'node-reads-no-proxy-variable',
    network: beyond(),
    env: { http_proxy: GATE_PROXY, https_proxy: GATE_PROXY },
    expect: {
      findings: [broken('proxy-not-used', { ...NOT_USED })],
      must: ['http_proxy', 'ignored'],
    },
  }),
  sketch({
    name: 'all-proxy-is-no-name-for-node',
    network: beyond(),
    env: { ALL_PROXY: GATE_PROXY },
    expect: {
      findings: [broken('proxy-not-used', { ...NOT_USED })],
      must: ['ALL_PROXY'],
    },
  }),
  sketch({
    name: 'only-http-proxy-and-the-url-is-https',
    network: beyond({ shelf: [vllm({ tls: CERTIFICATE, listen: [at('0.0.0.0', 8443)] })] }),
    url: `https://${BEYOND}:8443/v1/models`,
    env: { http_proxy: GATE_PROXY },
    flags: ['--as', 'curl,requests,httpx'],
    expect: {
      findings: [broken('proxy-not-used', { ...NOT_USED, clients: ['curl', 'requests', 'httpx'] })],
      must: ['https_proxy', '"scheme":"https"', 'OpenCUA-7B'],
    },
  }),
  sketch({
    name: 'proxy-variable-misspelt',
    network: beyond(),
    env: { HTTP_PORXY: GATE_PROXY },
    reports: ['WeblateOrg/weblate#11868'],
    expect: {
      findings: [broken('proxy-not-used', { ...NOT_USED })],
      must: ['HTTP_PORXY', 'misspelt'],
    },
  }),
  sketch({
    name: 'no-proxy-holds-everything',
    network: beyond(),
    env: { http_proxy: GATE_PROXY, no_proxy: '*' },
    expect: {
      findings: [
        broken('proxy-not-used', { ...NOT_USED }),
        broken('proxy-not-used', {
          proof: 'control-probe',
          shows: ['covered-by'],
        }),
      ],
      must: ['no_proxy', 'covered', "export no_proxy=''"],
    },
  }),
  sketch({
    name: 'no-proxy-holds-more-than-meant',
    network: beyond({
      desk: { hosts: ['127.0.0.1 localhost', `${BEYOND} models.office.test`] },
      gateHosts: ['127.0.0.1 localhost', `${BEYOND} models.office.test`],
    }),
    url: 'http://models.office.test:8000/v1/models',
    env: { http_proxy: GATE_PROXY, NO_PROXY: 'localhost,127.0.0.1,test' },
    expect: {
      findings: [broken('proxy-not-used', NOT_USED), broken('proxy-not-used', { proof: 'control-probe' })],
      must: ['NO_PROXY', 'covered', 'export NO_PROXY=localhost,127.0.0.1'],
    },
  }),
  sketch({
    name: 'name-that-only-the-proxy-knows',
    network: beyond({ gateHosts: ['127.0.0.1 localhost', `${BEYOND} models.corp.test`] }),
    url: 'http://models.corp.test:8000/v1/models',
    env: { HTTP_PROXY: GATE_PROXY },
    expect: {
      findings: [
        broken('proxy-not-used', { proof: 'control-probe', shows: ['name-unresolved'] }),
        broken('proxy-not-used', { proof: 'control-probe', shows: ['name-unresolved'] }),
      ],
      must: ['models.corp.test', 'HTTP_PROXY'],
    },
  }),
];
