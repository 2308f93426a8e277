import { ADDRESS, at, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario, warning } from './scenario.ts';

/** The proxy's loopback is the same as the client's, so the request arrives: by luck. */
const byLuck: readonly Scenario[] = Object.entries({
  'proxy-on-own-loopback': '127.0.0.1',
  'proxy-on-own-address': ADDRESS.desk,
}).map(([name, address]) =>
  scenario({
    name,
    network: office({ desk: [vllm(), squid()] }),
    env: { http_proxy: `http://${address}:3128` },
    expect: {
      exit: 0,
      findings: [
        warning('proxy-intercepts-local', {
          clients: ['curl', 'requests', 'httpx'],
          shows: ['answered', 'variable', 'proxy-is-here'],
        }),
      ],
      must: ['by-luck', 'http_proxy', 'vllm'],
    },
  }),
);

const SHELF = [vllm({ listen: [at('0.0.0.0')] })];
const SHELF_URL = `http://${ADDRESS.shelf}:8000/v1`;

const UNREACHABLE = broken('proxy-unreachable', {
  proof: 'control-probe',
  clients: ['curl', 'requests', 'httpx'],
  shows: ['no-answer', 'variable', 'nothing-listens'],
});

/** Started with a proxy on a loopback that is its own. */
const CLASH = 'http://127.0.0.1:7897';
const DAEMON = { http_proxy: CLASH, https_proxy: CLASH } as const;

/** The address is right, elsewhere: the proxy that was meant is on another machine's loopback, or on its own alone. */
const notHere: readonly Scenario[] = [
  // As a machine has it that was given the variables of the one around it.
  scenario({
    name: 'proxy-on-the-loopback-of-another-machine',
    reports: ['microsoft/WSL#10379'],
    network: office({ shelf: SHELF }),
    env: { http_proxy: 'http://127.0.0.1:7890', https_proxy: 'http://127.0.0.1:7890' },
    url: SHELF_URL,
    expect: { exit: 1, findings: [UNREACHABLE], must: ['refused', '7890', 'http_proxy'] },
  }),
  scenario({
    name: 'daemon-with-a-proxy-on-the-loopback-of-another-machine',
    reports: ['microsoft/WSL#13172', 'clash-verge-rev/clash-verge-rev#3540'],
    network: office({
      desk: [
        {
          kind: 'other-service',
          speaks: 'web-page',
          name: 'puller',
          listen: [at('127.0.0.1', 9090)],
          env: DAEMON,
        },
      ],
      shelf: SHELF,
    }),
    process: { name: 'puller', env: DAEMON },
    url: SHELF_URL,
    flags: ['--as', 'curl,requests,httpx'],
    expect: { exit: 1, findings: [UNREACHABLE], must: ['refused', '7897', 'http_proxy'] },
  }),
  // “Allow connections from the LAN” is off.
  scenario({
    name: 'proxy-bound-to-its-loopback',
    reports: ['2dust/v2rayN#852'],
    network: office({ desk: [{ ...squid(), port: 10809, address: '127.0.0.1' }], shelf: SHELF }),
    env: { http_proxy: `http://${ADDRESS.desk}:10809` },
    url: SHELF_URL,
    expect: {
      exit: 1,
      findings: [{ ...UNREACHABLE, shows: ['no-answer', 'variable', 'listens'] }],
      must: ['refused', '10809', '127.0.0.1', 'squid'],
    },
  }),
];

export const PROXY_ON_THIS_MACHINE: readonly Scenario[] = [...byLuck, ...notHere];
