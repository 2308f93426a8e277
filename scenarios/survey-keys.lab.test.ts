import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localRunner } from '../src/adapters/exec/local-runner.ts';
import type { Lab, LabMachine } from '../src/lab/build-network.ts';
import { writeInside } from '../src/lab/build-network.ts';
import { labLacks } from '../src/lab/lab-lacks.ts';
import { PLACES } from '../src/lab/places.ts';
import { runInside } from '../src/lab/run-inside.ts';
import { expectNoSecret, expectReadable } from './checks/report.ts';
import { at, office, vllm } from './office.ts';
import { openDesk } from './open-desk.ts';
import { oraclesLack } from './oracles/oracles-lack.ts';
import { CANARIES } from './scenario.ts';
import type { Tongtu } from './tongtu-inside.ts';

// Programs at work with services that want a key: each is asked for with its own, and whoever has the right one is not accused.

const NETWORK = office({
  desk: [
    vllm({ apiKey: CANARIES.apiKey }),
    vllm({ apiKey: CANARIES.apiKey, listen: [at('127.0.0.1', 8001)], models: ['Qwen2.5-7B'] }),
  ],
});

const lacks = [...labLacks([NETWORK], ['root', 'rosa']), ...oraclesLack()];

const BASE = 'http://127.0.0.1:8000/v1';
const IDLE = 'import time; time.sleep(600)';

interface Report {
  readonly conclusion: string;
  readonly findings: readonly {
    readonly code: string;
    readonly proof: string;
    readonly params: Readonly<Record<string, string>>;
    readonly intents: readonly { readonly asker: { readonly pid?: number } }[];
  }[];
  readonly services: readonly { readonly place: string; readonly wantsKey: boolean }[];
  readonly flows: readonly { readonly key: { readonly place: { readonly name: string } } | null }[];
}

describe.skipIf(lacks.length > 0 && process.env['CI'] !== 'true')('doctor without an argument', () => {
  const outside = localRunner();
  let lab: Lab;
  let desk: LabMachine;
  let tongtu: Tongtu;

  const start = async (
    name: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    as: 'root' | 'rosa' = 'rosa',
  ): Promise<void> => {
    const path = `${PLACES.bin}/${name}`;
    await writeInside(desk.inside, { path, text: `#!/usr/bin/python3\n${IDLE}\n`, mode: 0o755 });
    const argv = [path, ...args] as [string, ...string[]];
    const command = { argv, timeoutMs: 120_000, maxOutputBytes: 10_000 };
    // Not waited for: it ends with its machine.
    void runInside(desk, as, env, command, outside).catch(() => undefined);
  };

  const run = (as: 'root' | 'rosa', ...args: readonly string[]) =>
    tongtu.runThere(desk, { machine: 'desk', as, env: {} }, ['doctor', ...args]);

  const survey = async (as: 'root' | 'rosa'): Promise<Report> => {
    const { stdout, stderr } = await run(as, '--json');
    expectNoSecret(stdout + stderr);
    return JSON.parse(stdout);
  };

  /** Until the programs run, for at most ten seconds. */
  const untilFound = async (count: number): Promise<Report> => {
    for (let attempt = 0; ; attempt += 1) {
      const report = await survey('root');
      const keyed = report.flows.filter(({ key }) => key !== null);
      if (keyed.length >= count || attempt === 20) return report;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  beforeAll(async () => {
    ({ lab, desk, tongtu } = await openDesk(NETWORK));
  }, 60_000);

  afterAll(() => lab?.close());

  it('is calm about services that want a key, and says that they do', async () => {
    const report = await survey('root');
    expect(report).toMatchObject({ conclusion: 'works', findings: [] });
    expect(report.services).toMatchObject([
      { place: '127.0.0.1:8000', wantsKey: true },
      { place: '127.0.0.1:8001', wantsKey: true },
    ]);
  });

  it('asks with the key of each program, from its environment or its command line', async () => {
    await start('evalscope', ['eval', '--api-url', BASE, '--api-key', CANARIES.apiKey]);
    await start('open-webui', ['serve'], { OPENAI_API_BASE_URL: BASE, OPENAI_API_KEY: CANARIES.apiKey });
    const report = await untilFound(2);
    expect(report).toMatchObject({ conclusion: 'works', findings: [] });
    const names = report.flows.flatMap(({ key }) => key?.place.name ?? []);
    expect([...new Set(names)].sort()).toEqual(['--api-key', 'OPENAI_API_KEY']);
  });

  it('accuses the one whose key is refused, by where that stands, and no other', async () => {
    await start('lm_eval', ['--model_args', `base_url=${BASE}/completions`], {
      OPENAI_API_KEY: CANARIES.wrongPassword,
    });
    const report = await untilFound(5);
    expect(report.findings).toMatchObject([
      {
        code: 'unauthorized',
        proof: 'stated-by-peer',
        params: { key: 'refused', holder: 'OPENAI_API_KEY' },
        intents: [{ asker: { kind: 'process' } }],
      },
    ]);
  });

  it.each(['en', 'zh'])('says so in words, in %s', async (language) => {
    const { stdout, stderr } = await run('root', '--lang', language);
    expectReadable(stdout);
    expectNoSecret(stdout + stderr);
    expect(stdout).toContain('lm_eval');
    expect(stdout).toContain('OPENAI_API_KEY');
  });

  it('does not accuse a program whose key this user may not read', async () => {
    await start('chatter', ['--api-url', BASE], { OPENAI_API_KEY: CANARIES.apiKey }, 'root');
    await untilFound(6);
    const pid = readdirSync(`${desk.inside.root}/proc`).find((one) =>
      /^\d+$/.test(one) ? commOf(`${desk.inside.root}/proc/${one}/comm`) === 'chatter' : false,
    );
    const [all, one] = await Promise.all([
      run('rosa', '--json'),
      run('rosa', BASE, '--from', `pid:${pid}`, '--json'),
    ]);
    expectNoSecret(all.stdout + all.stderr + one.stdout + one.stderr);
    const accused = (JSON.parse(all.stdout) as Report).findings.flatMap(({ intents }) => intents);
    expect(accused.map(({ asker }) => asker.pid)).not.toContain(Number(pid));
    expect(one.exit).toBe(2);
    expect(one.stdout).not.toContain('unauthorized');
  });
});

const commOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');
