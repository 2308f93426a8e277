import { ADDRESS, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { scenario, warning } from './scenario.ts';

/** The proxy's loopback is the same as the client's, so the request arrives: by luck. */
export const PROXY_ON_THIS_MACHINE: readonly Scenario[] = Object.entries({
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
