import type { OtherService } from '../src/lab/network.ts';
import { at, GATE_PROXY } from './office.ts';
import { BEYOND_URL, beyond } from './proxy-not-used.ts';
import type { Scenario } from './scenario.ts';
import { broken, scenario } from './scenario.ts';

const DAEMON_ENV = { http_proxy: GATE_PROXY, https_proxy: GATE_PROXY } as const;

/** A daemon of this machine: what it serves does not matter, only what it was started with. */
const daemon = (env: Readonly<Record<string, string>>): OtherService => ({
  kind: 'other-service',
  speaks: 'web-page',
  name: 'puller',
  listen: [at('127.0.0.1', 9090)],
  env,
});

const WITHOUT = broken('proxy-env-wrong-level', {
  proof: 'control-probe',
  shows: ['no-answer', 'control-proxied', 'variable-held-by'],
});

/** As libraries that read the variables: the program itself is one of Node. */
const READS = ['--as', 'curl,requests,httpx'] as const;

/** One process has the proxy variables, and the one that asks has not; only the proxy gets out. */
export const PROXY_WRONG_LEVEL: readonly Scenario[] = [
  scenario({
    name: 'shell-has-the-proxy-and-the-daemon-has-not',
    network: beyond({ desk: { programs: [daemon({})] } }),
    process: { name: 'puller', env: {} },
    env: DAEMON_ENV,
    url: BEYOND_URL,
    flags: READS,
    reports: ['containerd/containerd#10662', 'moby/moby#22635'],
    expect: { exit: 1, findings: [WITHOUT], must: ['http_proxy', 'puller', '"asker":"process"'] },
  }),
  scenario({
    name: 'daemon-has-the-proxy-and-the-shell-has-not',
    network: beyond({ desk: { programs: [daemon(DAEMON_ENV)] } }),
    url: BEYOND_URL,
    expect: { exit: 1, findings: [WITHOUT], must: ['http_proxy', 'puller', '"asker":"shell"'] },
  }),
  scenario({
    name: 'well-for-a-daemon-with-the-proxy',
    network: beyond({ desk: { programs: [daemon(DAEMON_ENV)] } }),
    process: { name: 'puller', env: DAEMON_ENV },
    url: BEYOND_URL,
    flags: READS,
  }),
];
