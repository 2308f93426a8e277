import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab, LabMachine } from '../src/lab/build-network.ts';
import { labLacks } from '../src/lab/lab-lacks.ts';
import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';
import { openDesk } from './open-desk.ts';
import type { Ended, Tongtu } from './tongtu-inside.ts';

// The guide's own case: the model service is on this machine, at 127.0.0.1 and at its own address; what is elsewhere can only be
// asked through the office's proxy, here one that wants a password where it is given one.

const NETWORK = office({
  desk: [vllm({ listen: [at('127.0.0.1'), at(ADDRESS.desk), at('::1')] })],
  gate: [squid(), { ...squid({ kind: 'password', user: 'me', password: 'CANARY-p@ss' }), port: 3129 }],
  shelf: [vllm({ listen: [at(ADDRESS.shelf)], models: ['elsewhere'] })],
});

const HERE = `http://127.0.0.1:8000/v1/models`;
const OWN_ADDRESS = `http://${ADDRESS.desk}:8000/v1/models`;
const ELSEWHERE = `http://${ADDRESS.shelf}:8000/v1/models`;
/** Squid writes itself into what it passes on. */
const VIA = 'squid.lab';
const BOTH = {
  http_proxy: GATE_PROXY,
  HTTP_PROXY: GATE_PROXY,
  https_proxy: GATE_PROXY,
  HTTPS_PROXY: GATE_PROXY,
};

const REQUESTS =
  'import requests, sys; r = requests.get(sys.argv[1]); print(r.status_code, r.headers.get("Via"))';
const HTTPX = 'import httpx, sys; r = httpx.get(sys.argv[1]); print(r.status_code, r.headers.get("Via"))';
const URLLIB =
  'import urllib.request, sys; r = urllib.request.urlopen(sys.argv[1]); print(r.status, r.headers.get("Via"))';
const AIOHTTP = `import aiohttp, asyncio, sys
async def main():
    async with aiohttp.ClientSession(trust_env=True) as s:
        async with s.get(sys.argv[1]) as r: print(r.status, r.headers.get("Via"))
asyncio.run(main())`;

const CLIENTS: readonly (readonly [name: string, argv: readonly string[]])[] = [
  ['curl', ['curl', '-sS', '-i', '--max-time', '5']],
  ['wget', ['wget', '-S', '-O', '-', '--tries=1', '--timeout=5']],
  ['requests', ['python3', '-c', REQUESTS]],
  ['httpx', ['python3', '-c', HTTPX]],
  ['urllib', ['python3', '-c', URLLIB]],
  ['aiohttp', ['python3', '-c', AIOHTTP]],
  ['a shell', ['bash', '-c', 'curl -sS -i --max-time 5 "$0"']],
  ['a wrapper', ['env', 'A=b', 'timeout', '9', 'curl', '-sS', '-i']],
];

/** Whether this machine has the client at all: tests run with what is installed. */
const isThere = ([program = '', ...args]: readonly string[]): boolean => {
  if (program !== 'python3') return spawnSync(program, ['--version']).status === 0;
  const [imports] = (args[1] ?? '').split(';');
  return (
    spawnSync('/usr/bin/python3', ['-c', imports?.split('\n')[0]?.replace(', asyncio, sys', '') ?? ''])
      .status === 0
  );
};

const lacks = labLacks([NETWORK], ['root', 'rosa']);

describe.skipIf(lacks.length > 0 && process.env['CI'] !== 'true')('tongtu run, beside a real Squid', () => {
  let lab: Lab;
  let desk: LabMachine;
  let tongtu: Tongtu;

  beforeAll(async () => {
    ({ lab, desk, tongtu } = await openDesk(NETWORK));
  }, 60_000);

  afterAll(async () => {
    await lab?.close();
  });

  const run = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> =>
    tongtu.runThere(desk, { machine: 'desk', as: 'rosa', env }, ['run', ...args]);

  const said = ({ stdout, stderr }: Ended): string => stdout + stderr;

  describe.each(CLIENTS)('%s', (name, argv) => {
    const skip = !isThere(argv) && process.env['CI'] !== 'true';

    it.skipIf(skip)(
      'reaches this machine directly, and all else through the proxy',
      async () => {
        for (const url of [HERE, OWN_ADDRESS, 'http://localhost:8000/v1/models']) {
          const here = await run(BOTH, '--', ...argv, url);
          expect([name, url, here.exit, said(here)]).toEqual([name, url, 0, expect.stringContaining('200')]);
          expect(said(here)).not.toContain(VIA);
        }
        const elsewhere = await run(BOTH, '--', ...argv, ELSEWHERE);
        expect(said(elsewhere)).toContain(VIA);
        expect(said(elsewhere)).toContain('200');
      },
      60_000,
    );

    it.skipIf(skip)(
      'goes through a proxy for this command alone, logged in',
      async () => {
        const proxy = `http://me:CANARY-p@ss@${ADDRESS.gate}:3129`;
        const ended = await run({}, '--proxy', proxy, '--', ...argv, ELSEWHERE);
        expect([name, ended.exit, said(ended)]).toEqual([name, 0, expect.stringContaining(VIA)]);
        expect(said(ended)).not.toContain('CANARY');
        const here = await run({ ALL_PROXY: 'http://192.0.2.1:1' }, '--proxy', proxy, '--', ...argv, HERE);
        expect([name, here.exit, said(here).includes(VIA)]).toEqual([name, 0, false]);
      },
      60_000,
    );
  });

  it('has Python live with a list that would end it', async () => {
    const env = { ...BOTH, no_proxy: 'fd00::/8, [::1]' };
    for (const script of [REQUESTS, HTTPX]) {
      const ended = await run(env, 'python3', '-c', script, HERE);
      expect([script, ended.stdout]).toEqual([script, '200 None\n']);
    }
  }, 30_000);

  it('shows what it would do, to people and to programs', async () => {
    const shown = await run(BOTH, '--show', '--', 'curl', HERE);
    expect(shown.stdout).toContain(`no_proxy  is set to 127.0.0.1, localhost, ::1, desk, ${ADDRESS.desk}`);
    const json = JSON.parse((await run(BOTH, '--show', '--json', '--', 'curl', HERE)).stdout);
    expect(json.changes.map(({ name }: { name: string }) => name)).toEqual(['no_proxy', 'NO_PROXY']);
  });
});
