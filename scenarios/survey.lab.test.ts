import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localRunner } from '../src/adapters/exec/local-runner.ts';
import type { Lab, LabMachine } from '../src/lab/build-network.ts';
import { writeInside } from '../src/lab/build-network.ts';
import { labLacks } from '../src/lab/lab-lacks.ts';
import { PLACES } from '../src/lab/places.ts';
import { runInside } from '../src/lab/run-inside.ts';
import { expectReadable } from './checks/report.ts';
import { at, GATE_PROXY, office, vllm } from './office.ts';
import { openDesk } from './open-desk.ts';
import { oraclesLack } from './oracles/oracles-lack.ts';
import type { Tongtu } from './tongtu-inside.ts';

// Programs that are at work and hang, because they inherited `http_proxy` from whoever started them and the proxy says nothing.
// Nobody tells Tongtu about them.

const NETWORK = office({
  desk: [vllm(), vllm({ listen: [at('127.0.0.1', 8001)], models: ['Qwen2.5-7B'] })],
  gate: [{ kind: 'misbehaving-service', behaviour: 'silence', listen: [at('0.0.0.0', 3128)] }],
});

const lacks = [...labLacks([NETWORK], ['root', 'rosa']), ...oraclesLack()];

const FOREVER_S = 600;
const BASE = 'http://127.0.0.1:8000/v1';

/** Each asks and waits, the last one again and again. The interpreter's line is Debian's Python, which has the libraries. */
const PROGRAMS = {
  evalscope: `
import sys, httpx
base = sys.argv[sys.argv.index('--api-url') + 1]
httpx.get(base + '/models', timeout=${FOREVER_S})
`,
  lm_eval: `
import sys, requests
[args] = [word for word in sys.argv if 'base_url=' in word]
requests.get(args.split('base_url=')[1], timeout=${FOREVER_S})
`,
  'watch-models': `
import os, asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession(trust_env=True) as session:
        async with session.get(os.environ['OPENAI_BASE_URL'] + '/models') as response:
            await response.text()
asyncio.run(main())
`,
  'watch-directly': `
import os, asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(os.environ['OPENAI_BASE_URL'] + '/models') as response:
                await response.text()
            await asyncio.sleep(0.5)
asyncio.run(main())
`,
} as const;

const ARGUMENTS: Readonly<Record<keyof typeof PROGRAMS, readonly string[]>> = {
  evalscope: ['eval', '--model', 'OpenCUA-7B', '--api-url', BASE, '--datasets', 'ceval'],
  lm_eval: ['--model', 'local-completions', '--model_args', `model=OpenCUA-7B,base_url=${BASE}/completions`],
  'watch-models': [],
  'watch-directly': [],
};

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly intents: readonly {
    readonly clients: readonly string[];
    readonly open: { readonly to: { readonly address: string; readonly port: number } } | null;
    readonly asker: { readonly kind: string; readonly pid?: number };
    readonly url: string;
    readonly foundIn: { readonly kind: string };
  }[];
}

describe.skipIf(lacks.length > 0 && process.env['CI'] !== 'true')('doctor without an argument', () => {
  const outside = localRunner();
  let lab: Lab;
  let desk: LabMachine;
  let tongtu: Tongtu;

  const start = async (name: keyof typeof PROGRAMS, env: Readonly<Record<string, string>>): Promise<void> => {
    const path = `${PLACES.bin}/${name}`;
    await writeInside(desk.inside, { path, text: `#!/usr/bin/python3\n${PROGRAMS[name]}`, mode: 0o755 });
    const command = {
      argv: [path, ...ARGUMENTS[name]] as [string, ...string[]],
      timeoutMs: 120_000,
      maxOutputBytes: 10_000,
    };
    // Not waited for: it ends with its machine.
    void runInside(desk, 'rosa', env, command, outside).catch(() => undefined);
  };

  const run = (
    as: 'root' | 'rosa' | 'sudo',
    env: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => tongtu.runThere(desk, { machine: 'desk', as, env }, ['doctor', ...args]);

  /** Until every program is connected to something, for at most ten seconds. */
  const settled = async (): Promise<{
    readonly exit: number;
    readonly findings: readonly Found[];
    readonly services: readonly { readonly place: string }[];
  }> => {
    for (let attempt = 0; ; attempt += 1) {
      const ended = await run('root', {}, '--json');
      const report = JSON.parse(ended.stdout);
      const intents = report.findings.flatMap((finding: Found) => finding.intents);
      const waiting = intents.filter(({ open }: Found['intents'][number]) => open !== null).length;
      if ((waiting === 3 && intents.length === 3) || attempt === 10) return { ...report, exit: ended.exit };
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  beforeAll(async () => {
    ({ lab, desk, tongtu } = await openDesk(NETWORK));
    const env = { http_proxy: GATE_PROXY };
    await start('evalscope', env);
    await start('lm_eval', env);
    await start('watch-models', { ...env, OPENAI_BASE_URL: BASE });
    await start('watch-directly', { ...env, OPENAI_BASE_URL: BASE });
  }, 60_000);

  afterAll(() => lab?.close());

  it('finds all that hang untold, with the proxy that each is really connected to', async () => {
    const { exit, findings } = await settled();
    expect(exit).toBe(1);
    expect(findings).toMatchObject([{ code: 'proxy-intercepts-local', severity: 'broken' }]);
    const intents = findings.flatMap((finding) => finding.intents);
    expect(intents.map(({ open }) => open?.to)).toEqual(Array(3).fill({ address: '10.213.1.1', port: 3128 }));
    // Of a Python program that is not known nobody can say with which library it asks; its connection rules out those that go direct.
    expect(intents.map(({ clients }) => clients.join()).sort()).toEqual([
      'httpx',
      'requests,aiohttp-trust-env',
      'requests,httpx,aiohttp-trust-env',
    ]);
    expect(intents.map(({ foundIn }) => foundIn.kind).sort()).toEqual(['argument', 'argument', 'variable']);
  });

  it('says nothing of the one that goes direct, and lists the services that answer', async () => {
    const { findings, services } = await settled();
    expect(findings.flatMap(({ intents }) => intents)).toHaveLength(3);
    expect(services.map(({ place }) => place)).toEqual(['127.0.0.1:8000', '127.0.0.1:8001']);
  });

  it.each(['en', 'zh'])('fits one screen, in %s', async (language) => {
    const { stdout, exit } = await run('root', {}, '--lang', language);
    expectReadable(stdout);
    expect(exit).toBe(1);
    expect(stdout).toContain('10.213.1.1:3128');
    expect(stdout).toContain('evalscope');
  });

  it('says to an ordinary user that it could not see what others’ processes want', async () => {
    const denied = async (as: 'root' | 'rosa') => {
      const { stdout } = await run(as, {}, '--json');
      return JSON.parse(stdout).unseen.isDenied;
    };
    expect([await denied('rosa'), await denied('root')]).toEqual([true, false]);
    expect((await run('rosa', {})).stdout).toMatch(/run\s+with sudo/);
  });

  it('gives a command that finds again what it is told for', async () => {
    const { stdout } = await run('root', {});
    const [, ...words] = /tongtu (doctor) (http\S+)\s+(--from)\s+(pid:\d+)/.exec(stdout) ?? [];
    const again = await run('root', {}, ...words.slice(1), '--json');
    expect(JSON.parse(again.stdout).findings).toMatchObject([{ code: 'proxy-intercepts-local' }]);
  });

  it('tells the user of a shell with the proxy that it, too, would not arrive', async () => {
    const { stdout } = await run('rosa', { http_proxy: GATE_PROXY }, '--json');
    const { findings }: { readonly findings: readonly Found[] } = JSON.parse(stdout);
    const ofShell = findings.find(({ intents }) => intents[0]?.asker.kind === 'consumer');
    expect(ofShell).toMatchObject({ code: 'proxy-intercepts-local', severity: 'broken' });
    expect(ofShell?.intents.map(({ url }) => url)).toEqual([BASE, 'http://127.0.0.1:8001/v1']);
  });
});
