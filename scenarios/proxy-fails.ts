import type { CauseCode } from '../src/domain/diagnose/cause-code.ts';
import type { Evidence, Proof } from '../src/domain/diagnose/finding.ts';
import type { Program } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, NOBODY, office, squid, vllm } from './office.ts';
import type { ExpectedFinding, Scenario } from './scenario.ts';
import { broken, CANARIES, scenario } from './scenario.ts';

/** A way in which the proxy itself fails. */
interface Failure {
  readonly name: string;
  readonly code: CauseCode;
  readonly proof: Proof;
  readonly shows: readonly Evidence['kind'][];
  readonly gate: readonly Program[];
  readonly proxy: string;
  readonly must: readonly string[];
}

const CLIENTS = ['curl', 'requests', 'httpx'] as const;

const WITH_PASSWORD = squid({ kind: 'password', user: 'rosa', password: CANARIES.proxyPassword });

const FAILURES: readonly Failure[] = [
  {
    name: 'proxy-down',
    code: 'proxy-unreachable',
    proof: 'control-probe',
    shows: ['no-answer', 'variable'],
    gate: [],
    proxy: GATE_PROXY,
    must: ['refused', '3128'],
  },
  {
    name: 'proxy-wrong-port',
    code: 'proxy-unreachable',
    proof: 'control-probe',
    shows: ['no-answer', 'variable'],
    gate: [squid()],
    proxy: `http://${ADDRESS.gate}:8080`,
    must: ['refused', '8080'],
  },
  // The kernel says so after three seconds of ARP.
  {
    name: 'proxy-machine-gone',
    code: 'proxy-unreachable',
    proof: 'control-probe',
    shows: ['no-answer', 'ping', 'variable'],
    gate: [],
    proxy: `http://${NOBODY}:3128`,
    must: [NOBODY, 'ping'],
  },
  {
    name: 'proxy-name-unresolved',
    code: 'proxy-unreachable',
    proof: 'stated-by-peer',
    shows: ['name-unresolved', 'variable'],
    gate: [squid()],
    proxy: 'http://proxy.office.test:3128',
    must: ['proxy.office.test'],
  },
  {
    name: 'proxy-password-missing',
    code: 'proxy-auth-required',
    proof: 'stated-by-peer',
    shows: ['answered', 'auth-challenge', 'variable'],
    gate: [WITH_PASSWORD],
    proxy: GATE_PROXY,
    must: ['407', 'Basic', 'lab'],
  },
  {
    name: 'proxy-password-wrong',
    code: 'proxy-auth-required',
    proof: 'stated-by-peer',
    shows: ['answered', 'auth-challenge', 'variable'],
    gate: [WITH_PASSWORD],
    proxy: `http://rosa:${CANARIES.wrongPassword}@${ADDRESS.gate}:3128`,
    must: ['407', 'Basic', 'lab'],
  },
  {
    name: 'proxy-denies',
    code: 'proxy-denies',
    proof: 'stated-by-peer',
    shows: ['answered', 'variable'],
    gate: [squid({ kind: 'deny' })],
    proxy: GATE_PROXY,
    must: ['403', 'ERR_ACCESS_DENIED'],
  },
];

const foundFor = ({ code, proof, shows }: Pick<Failure, 'code' | 'proof' | 'shows'>): ExpectedFinding =>
  broken(code, { proof, clients: CLIENTS, shows });

/** Where a proxy runs that nobody gets through to, nobody can say. */
const intercepted = (code: CauseCode): ExpectedFinding =>
  broken('proxy-intercepts-local', {
    proof: 'control-probe',
    clients: CLIENTS,
    shows: [
      'control-direct',
      'variable',
      'not-covered',
      ...(code === 'proxy-unreachable' ? [] : (['proxy-elsewhere'] as const)),
    ],
  });

/** The target is another machine's: the proxy is the right way, and it fails. */
const remote = ({ name, gate, proxy, must, ...failure }: Failure): Scenario =>
  scenario({
    name: `${name}-remote-target`,
    network: office({ gate, shelf: [vllm({ listen: [at('0.0.0.0')] })] }),
    env: { http_proxy: proxy },
    url: `http://${ADDRESS.shelf}:8000/v1/models`,
    // The proxy's name is one of a network that this machine's resolver does not know.
    reports: name === 'proxy-name-unresolved' ? ['moby/moby#24697'] : [],
    expect: {
      exit: 1,
      findings: [foundFor(failure)],
      must: [...must, 'http_proxy'],
    },
  });

/** The target is this machine's own: the proxy fails, and a working one would be wrong too. */
const loopback = ({ name, gate, proxy, must, ...failure }: Failure): Scenario =>
  scenario({
    name: `${name}-loopback-target`,
    network: office({ desk: [vllm()], gate }),
    env: { http_proxy: proxy },
    expect: {
      exit: 1,
      findings: [foundFor(failure), intercepted(failure.code)],
      must: [...must, 'http_proxy', 'vllm'],
    },
  });

/** What the variable holds is no proxy at all for some client, which gives up before a byte is sent. */
const unusable: readonly Scenario[] = [
  scenario({
    name: 'proxy-port-is-no-number',
    network: office({ desk: [vllm()] }),
    env: { http_proxy: `http://${ADDRESS.gate}:31x28` },
    expect: {
      exit: 1,
      findings: [broken('proxy-url-malformed', { clients: CLIENTS, proof: 'model', shows: ['variable'] })],
      must: ['31x28'],
    },
  }),
  scenario({
    name: 'proxy-of-an-unknown-kind',
    network: office({ desk: [vllm()] }),
    env: { http_proxy: `gopher://${ADDRESS.gate}:3128` },
    expect: {
      exit: 1,
      findings: [broken('proxy-scheme-unsupported', { proof: 'model', shows: ['variable'] })],
      must: ['gopher'],
    },
  }),
];

export const PROXY_FAILS: readonly Scenario[] = [
  ...FAILURES.flatMap((failure) => [remote(failure), loopback(failure)]),
  ...unusable,
];
