import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oraclesLack } from '../../../scenarios/oracles/oracles-lack.ts';
import { localRunner } from '../../adapters/exec/local-runner.ts';
import type { Lab, LabMachine } from '../../lab/build-network.ts';
import { buildNetwork } from '../../lab/build-network.ts';
import { labLacks } from '../../lab/lab-lacks.ts';
import type { Machine, Network, Program, Squid } from '../../lab/network.ts';
import { runInside } from '../../lab/run-inside.ts';
import { explain } from './explain.ts';
import type { ReadingCode } from './reading-code.ts';

const at = (port: number) => [{ address: '127.0.0.1', port }];

const proxy = (address: string, ...programs: readonly Program[]): Machine => ({
  links: [{ segment: 'office', addresses: [`${address}/24`] }],
  programs,
  firewall:
    'table inet lab { chain in { type filter hook input priority 0; tcp dport 9 drop; tcp dport 10 reject with icmpx host-unreachable; }; }',
});

const squid = (access: Squid['access']): Squid => ({ kind: 'squid', port: 3128, access });

const NETWORK: Network = {
  machines: {
    desk: {
      links: [{ segment: 'office', addresses: ['10.213.7.2/24'] }],
      programs: [
        {
          kind: 'model-service',
          family: 'vllm',
          listen: at(8000),
          models: ['OpenCUA-7B'],
          apiKey: 'lab-only-key',
        },
        { kind: 'misbehaving-service', behaviour: 'silence', listen: at(9001) },
        { kind: 'misbehaving-service', behaviour: 'close', listen: at(9002) },
        { kind: 'other-service', speaks: 'banner', name: 'sshd', listen: at(9003) },
        { kind: 'other-service', speaks: 'web-page', name: 'portal', listen: at(9004) },
      ],
    },
    open: proxy('10.213.7.3', squid({ kind: 'allow' }), { kind: 'tinyproxy', port: 8888 }),
    strict: proxy('10.213.7.4', squid({ kind: 'deny' })),
    locked: proxy('10.213.7.5', squid({ kind: 'password', user: 'rosa', password: 'lab-only' })),
  },
};

const lacks = [...labLacks([NETWORK], ['root']), ...oraclesLack()];
const isCi = process.env['CI'] === 'true';
const needs = lacks.map((lack) => (lack.kind === 'program' ? lack.package : lack.kind)).join(', ');

const outside = localRunner();
let lab: Lab;
let desk: LabMachine;

beforeAll(async () => {
  if (lacks.length > 0 && !isCi) return;
  const built = await buildNetwork(NETWORK);
  if (!built.ok) throw new Error(JSON.stringify(built.problem));
  lab = built.value;
  const machine = lab.machines.get('desk');
  if (machine === undefined) throw new Error('no desk');
  desk = machine;
});

afterAll(() => lab?.close());

type Client = (url: string) => readonly [string, ...string[]];

const python =
  (...lines: readonly string[]): Client =>
  (url) => ['/usr/bin/python3', '-c', ['import sys; url = sys.argv[1]', ...lines].join('\n'), url];

const CLIENTS = {
  curl: (url) => ['curl', '-sS', '-f', '--max-time', '2', '-o', '/dev/null', url],
  'curl -v': (url) => ['curl', '-v', '--max-time', '2', url],
  requests: python('import requests', 'r = requests.get(url, timeout=2)', 'r.raise_for_status()', 'r.json()'),
  httpx: python('import httpx', 'r = httpx.get(url, timeout=2)', 'r.raise_for_status()', 'r.json()'),
  aiohttp: python(
    'import aiohttp, asyncio',
    'async def main():',
    '  timeout = aiohttp.ClientTimeout(total=2)',
    '  async with aiohttp.ClientSession(trust_env=True, timeout=timeout, raise_for_status=True) as s:',
    '    async with s.get(url) as r: await r.json()',
    'asyncio.run(main())',
  ),
  node: (url) => [
    process.execPath,
    '-e',
    'fetch(process.argv[1], { signal: AbortSignal.timeout(2000) }).then((r) => r.json())',
    url,
  ],
} as const satisfies Record<string, Client>;

type Name = keyof typeof CLIENTS;

interface Situation {
  readonly url: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly codes: Readonly<Partial<Record<Name, ReadingCode | readonly ReadingCode[]>>>;
}

const through = (address: string, port = 3128): Readonly<Record<string, string>> => {
  const url = `http://${address}:${port}`;
  return { http_proxy: url, https_proxy: url };
};

const everyone = (code: ReadingCode, ...others: readonly ReadingCode[]) => {
  const codes = [code, ...others];
  return { curl: codes, 'curl -v': codes, requests: codes, httpx: codes, aiohttp: codes, node: codes };
};

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'nothing listens': {
    url: 'http://127.0.0.1:8001/v1',
    codes: { ...everyone('connect-refused'), curl: 'connect-failed' },
  },
  'a firewall drops': {
    url: 'http://10.213.7.3:9/',
    codes: everyone('connect-timed-out', 'timed-out', 'port-blocked-by-client'),
  },
  'a firewall says host unreachable': {
    url: 'http://10.213.7.3:10/',
    codes: { ...everyone('host-unreachable'), curl: 'connect-failed' },
  },
  'no route': {
    url: 'http://203.0.113.9:8000/',
    codes: { ...everyone('network-unreachable'), curl: 'connect-failed' },
  },
  'an unknown name': {
    url: 'http://no-such.invalid:8000/',
    codes: everyone('name-unresolved', 'name-lookup-failed'),
  },
  'it stays silent': { url: 'http://127.0.0.1:9001/', codes: everyone('answer-timed-out', 'timed-out') },
  'it closes': {
    url: 'http://127.0.0.1:9002/',
    codes: everyone('closed-without-answer', 'connection-reset'),
  },
  'it speaks another protocol': {
    url: 'http://127.0.0.1:9003/',
    codes: everyone('not-http', 'connection-reset', 'closed-without-answer'),
  },
  'https asked of plain http': { url: 'https://127.0.0.1:8000/v1', codes: everyone('tls-asked-of-plain') },
  'a page instead of JSON': {
    url: 'http://127.0.0.1:9004/',
    codes: { requests: 'not-json', httpx: 'not-json', aiohttp: 'not-json', node: 'not-json' },
  },
  'a key is wanted': {
    url: 'http://127.0.0.1:8000/v1/models',
    codes: {
      'curl -v': 'unauthorized',
      requests: 'unauthorized',
      httpx: 'unauthorized',
      aiohttp: 'unauthorized',
    },
  },
  'Squid could not connect to its own 127.0.0.1': {
    url: 'http://127.0.0.1:8000/v1/models',
    env: through('10.213.7.3'),
    codes: {
      'curl -v': 'beyond-proxy-refused',
      requests: 'service-unavailable',
      httpx: 'service-unavailable',
      aiohttp: 'service-unavailable',
    },
  },
  'tinyproxy could not connect': {
    url: 'http://127.0.0.1:8000/v1/models',
    env: through('10.213.7.3', 8888),
    codes: { 'curl -v': 'beyond-proxy-failed', requests: 'server-error', httpx: 'server-error' },
  },
  'Squid denies a tunnel': {
    url: 'https://192.0.2.7/',
    env: through('10.213.7.4'),
    codes: {
      // With -f it does not say that it was the answer to CONNECT.
      curl: 'forbidden',
      'curl -v': 'proxy-denies',
      requests: 'proxy-denies',
      httpx: 'proxy-denies',
      aiohttp: 'proxy-denies',
    },
  },
  'Squid denies a page': {
    url: 'http://192.0.2.7/',
    env: through('10.213.7.4'),
    codes: { 'curl -v': 'proxy-denies', requests: 'forbidden', httpx: 'forbidden' },
  },
  'Squid wants a password': {
    url: 'http://192.0.2.7/',
    env: through('10.213.7.5'),
    codes: {
      curl: 'proxy-auth-required',
      'curl -v': 'proxy-auth-required',
      requests: 'proxy-auth-required',
      httpx: 'proxy-auth-required',
      aiohttp: 'proxy-auth-required',
    },
  },
  'the proxy is down': {
    url: 'http://192.0.2.7/',
    env: through('10.213.7.3', 3999),
    codes: {
      curl: 'connect-failed',
      'curl -v': 'proxy-refused',
      requests: 'proxy-refused',
      httpx: 'connect-refused',
      aiohttp: 'proxy-refused',
    },
  },
};

const said = async (client: Name, { url, env = {} }: Situation): Promise<string> => {
  const argv = CLIENTS[client](url);
  const command = { argv, timeoutMs: 20_000, maxOutputBytes: 1_000_000 };
  const outcome = await runInside(desk, 'root', env, command, outside);
  if (outcome.kind !== 'exited') throw new Error(outcome.kind);
  return `${outcome.stderr}\n${outcome.stdout}`;
};

describe.skipIf(lacks.length > 0 && !isCi)(
  `what the installed programs say is understood${needs === '' ? '' : ` (skipped, needs: ${needs})`}`,
  () => {
    for (const [name, situation] of Object.entries(SITUATIONS)) {
      const clients = Object.entries(situation.codes) as (readonly [
        Name,
        ReadingCode | readonly ReadingCode[],
      ])[];
      test.each(clients)(`${name}: %s`, async (client, codes) => {
        const text = await said(client, situation);
        const [reading] = explain(text).readings;
        expect([codes].flat(), text.slice(-600)).toContain(reading?.code);
        expect(reading?.severity).toBe('broken');
      });
    }
  },
);
