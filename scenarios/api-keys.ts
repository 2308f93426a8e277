import type { OtherService } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';
import type { Scenario } from './scenario.ts';
import { broken, CANARIES, scenario } from './scenario.ts';

const LOCKED = vllm({ apiKey: CANARIES.apiKey });
const BASE = 'http://127.0.0.1:8000/v1';
const WITH_QWEN = ['--key-variable', 'QWEN'] as const;

/** The clients are asked without a key, for comparison. */
const CLIENTS = ['curl', 'requests', 'httpx', 'node'] as const;

/** A program of this machine: what it serves does not matter, only what it was started with. */
const program = (env: Readonly<Record<string, string>>): OtherService => ({
  kind: 'other-service',
  speaks: 'web-page',
  name: 'chatter',
  listen: [at('127.0.0.1', 9090)],
  env,
});

const PAIRED = { OPENAI_BASE_URL: BASE, OPENAI_API_KEY: CANARIES.apiKey } as const;

/** A service that wants a key, and who has which. */
export const API_KEYS: readonly Scenario[] = [
  scenario({
    name: 'key-in-the-variable-that-is-named',
    network: office({ desk: [LOCKED] }),
    env: { QWEN: CANARIES.apiKey },
    flags: WITH_QWEN,
    expect: { differs: CLIENTS, must: ['OpenCUA-7B', '"name":"QWEN"', '"isSent":true'] },
  }),
  scenario({
    name: 'key-in-the-variable-that-is-named-through-sudo',
    network: office({ desk: [LOCKED] }),
    as: 'sudo',
    env: { QWEN: CANARIES.apiKey },
    flags: WITH_QWEN,
    expect: { differs: CLIENTS, must: ['OpenCUA-7B', '"isSent":true'] },
  }),
  scenario({
    name: 'wrong-key-in-the-variable-that-is-named',
    network: office({ desk: [LOCKED] }),
    env: { QWEN: CANARIES.wrongPassword },
    flags: WITH_QWEN,
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer', shows: ['key-sent', 'started-with'] })],
      must: ['"key":"refused"', 'QWEN', '--api-key'],
    },
  }),
  scenario({
    name: 'no-key-in-the-variable-that-is-named',
    network: office({ desk: [LOCKED] }),
    flags: WITH_QWEN,
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer' })],
      must: ['"key":"unset"', 'QWEN'],
    },
  }),
  // It may be meant for somebody else, so it stays where it is.
  scenario({
    name: 'key-in-the-shell-and-the-url-typed',
    network: office({ desk: [LOCKED] }),
    env: { OPENAI_API_KEY: CANARIES.apiKey },
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer' })],
      must: ['"key":"none"', '--key-variable OPENAI_API_KEY'],
    },
  }),
  scenario({
    name: 'key-in-the-shell-beside-this-very-url',
    network: office({ desk: [LOCKED] }),
    env: PAIRED,
    expect: { differs: CLIENTS, must: ['OpenCUA-7B', '"name":"OPENAI_API_KEY"'] },
  }),
  scenario({
    name: 'key-in-the-environment-of-the-program',
    network: office({ desk: [LOCKED, program(PAIRED)] }),
    process: { name: 'chatter', env: PAIRED },
    flags: ['--as', CLIENTS.join()],
    expect: { differs: CLIENTS, must: ['OpenCUA-7B', '"isSent":true'] },
  }),
  scenario({
    name: 'wrong-key-in-the-environment-of-the-program',
    network: office({ desk: [LOCKED, program({ ...PAIRED, OPENAI_API_KEY: CANARIES.wrongPassword })] }),
    process: { name: 'chatter', env: PAIRED },
    flags: ['--as', CLIENTS.join()],
    expect: {
      exit: 1,
      findings: [broken('unauthorized', { proof: 'stated-by-peer', shows: ['key-sent'] })],
      must: ['"key":"refused"', 'OPENAI_API_KEY'],
    },
  }),
  // The proxy would read the key: asked without it there, and with it directly.
  scenario({
    name: 'key-and-a-proxy-that-could-read-it',
    network: office({ shelf: [vllm({ apiKey: CANARIES.apiKey, listen: [at('0.0.0.0')] })], gate: [squid()] }),
    url: `http://${ADDRESS.shelf}:8000/v1`,
    env: { http_proxy: GATE_PROXY, QWEN: CANARIES.apiKey },
    flags: WITH_QWEN,
    expect: { differs: ['node'], must: ['"isSent":false', '"isSent":true'] },
  }),
  scenario({
    name: 'forbidden-with-a-key',
    network: office({ desk: [vllm({ status: 403 })] }),
    env: { QWEN: CANARIES.apiKey },
    flags: WITH_QWEN,
    expect: {
      exit: 1,
      findings: [broken('forbidden', { proof: 'stated-by-peer', shows: ['key-sent'] })],
      must: ['QWEN'],
    },
  }),
];
