import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { CANARIES, scenario } from './scenario.ts';

const LOCAL = office({ desk: [vllm()] });
const EVERYWHERE = [at('0.0.0.0'), at('::1')];

/** Nothing is wrong, and nothing may be found. */
export const ALL_WELL: readonly Scenario[] = [
  scenario({ name: 'well-direct', network: LOCAL, url: 'http://127.0.0.1:8000/v1' }),
  scenario({ name: 'well-service-root', network: LOCAL, url: 'http://127.0.0.1:8000' }),
  scenario({ name: 'well-without-inference', network: LOCAL, flags: ['--no-inference'] }),
  scenario({ name: 'well-by-localhost', network: LOCAL, url: 'http://localhost:8000/v1' }),
  scenario({ name: 'well-by-short-address', network: LOCAL, url: 'http://127.1:8000/v1' }),
  scenario({
    name: 'well-by-ipv6',
    network: office({ desk: [vllm({ listen: EVERYWHERE })] }),
    url: 'http://[::1]:8000/v1',
  }),
  scenario({
    name: 'well-by-own-address',
    network: office({ desk: [vllm({ listen: EVERYWHERE })] }),
    url: `http://${ADDRESS.desk}:8000/v1`,
  }),
  scenario({
    name: 'well-with-no-proxy',
    network: office({ desk: [vllm()], gate: [squid()] }),
    env: { http_proxy: GATE_PROXY, no_proxy: 'localhost,127.0.0.1,::1', NO_PROXY: 'localhost,127.0.0.1,::1' },
  }),
  scenario({
    name: 'well-remote-direct',
    network: office({ shelf: [vllm({ listen: EVERYWHERE })] }),
    url: `http://${ADDRESS.shelf}:8000/v1`,
  }),
  scenario({
    name: 'well-remote-through-squid',
    network: office({ gate: [squid()], shelf: [vllm({ listen: EVERYWHERE })] }),
    env: { http_proxy: GATE_PROXY },
    url: `http://${ADDRESS.shelf}:8000/v1`,
  }),
  scenario({
    name: 'well-remote-through-squid-with-password',
    network: office({
      gate: [squid({ kind: 'password', user: 'rosa', password: CANARIES.proxyPassword })],
      shelf: [vllm({ listen: EVERYWHERE })],
    }),
    env: { http_proxy: `http://rosa:${CANARIES.proxyPassword}@${ADDRESS.gate}:3128` },
    url: `http://${ADDRESS.shelf}:8000/v1`,
  }),
  scenario({ name: 'well-without-rights', network: LOCAL, as: 'rosa' }),
];
