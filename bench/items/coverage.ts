import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GATE_PROXY, office, squid, vllm } from '../../scenarios/office.ts';
import { carryIn, openTongtu, type Tongtu } from '../../scenarios/tongtu-inside.ts';
import { localRunner } from '../../src/adapters/exec/local-runner.ts';
import { buildNetwork, type LabMachine, writeInside } from '../../src/lab/build-network.ts';
import type { Network } from '../../src/lab/network.ts';
import { runInside } from '../../src/lab/run-inside.ts';
import type { Bench, BenchItem, Row } from '../bench-item.ts';

interface Situation {
  readonly name: string;
  readonly network: Network;
  readonly env: Readonly<Record<string, string>>;
  /** What is wrong, by Tongtu's codes: an answer that names all of these explains it. */
  readonly causes: readonly string[];
}

const service = vllm({ models: ['mh-sft-7b'] });

const SITUATIONS: readonly Situation[] = [
  { name: 'all is well', network: office({ desk: [service] }), env: {}, causes: [] },
  {
    name: 'a proxy swallows the request',
    network: office({ desk: [service], gate: [squid()] }),
    env: { http_proxy: GATE_PROXY },
    causes: ['proxy-intercepts-local'],
  },
  { name: 'the service is stopped', network: office({}), env: {}, causes: ['nothing-listening'] },
];

const outside = localRunner();

/** Its exit code and the last line it printed: what a person sees as the outcome. */
async function outcomeOf(desk: LabMachine, env: Situation['env'], argv: readonly [string, ...string[]]) {
  const ended = await runInside(
    desk,
    'root',
    env,
    { argv, timeoutMs: 60_000, maxOutputBytes: 2 ** 20 },
    outside,
  );
  if (ended.kind !== 'exited') throw new Error(`${argv.join(' ')}: ${ended.kind}`);
  return { exit: ended.code, stdout: ended.stdout, lastLine: ended.stdout.trim().split('\n').at(-1) ?? '' };
}

/** Whether the exit code says the truth about the request that a client of this environment makes. */
const noticed = (exit: number, { causes }: Situation): string =>
  (exit === 0) === (causes.length === 0) ? 'right' : 'WRONG';

async function compare(bench: Bench, tongtu: Tongtu, situation: Situation): Promise<readonly Row[]> {
  const built = await buildNetwork(situation.network);
  if (!built.ok) throw new Error(`${situation.name}: ${JSON.stringify(built.problem)}`);
  try {
    const desk = built.value.machines.get('desk');
    if (desk === undefined) throw new Error('no desk');
    await carryIn(tongtu, desk);
    for (const name of ['check-service.sh', 'diagnose.sh']) {
      const text = readFileSync(join(bench.root, 'bench/guide', name), 'utf8');
      await writeInside(desk.inside, { path: `/run/guide/${name}`, text, mode: 0o755 });
    }
    const health = await outcomeOf(desk, situation.env, ['bash', '/run/guide/check-service.sh']);
    const steps = await outcomeOf(desk, situation.env, ['bash', '/run/guide/diagnose.sh']);
    const url = 'http://127.0.0.1:8000/v1';
    const doctor = await tongtu.runThere(desk, { machine: 'desk', as: 'root', env: situation.env }, [
      'doctor',
      url,
      '--json',
    ]);
    const findings: readonly { readonly code: string }[] = JSON.parse(doctor.stdout).findings;
    const codes = findings.map(({ code }) => code);
    const isExplained =
      codes.length === situation.causes.length && situation.causes.every((code) => codes.includes(code));
    const variable = steps.stdout.includes('http_proxy=') ? 'shows http_proxy' : 'shows no proxy';
    const isRight = isExplained && noticed(doctor.exit, situation) === 'right';
    return [
      {
        what: `${situation.name}: guide 5.3`,
        measured: `${noticed(health.exit, situation)}: exit ${health.exit}, “${health.lastLine}”`,
        isWithin: true,
      },
      {
        what: `${situation.name}: guide 6.1`,
        measured: `${steps.stdout.trim().split('\n').length} lines, no verdict; ${variable}`,
        isWithin: true,
      },
      {
        what: `${situation.name}: tongtu doctor`,
        measured: `${noticed(doctor.exit, situation)}: exit ${doctor.exit}, ${codes.join(', ') || 'nothing found'}`,
        limit: situation.causes.join(', ') || 'nothing found',
        isWithin: isRight,
      },
    ];
  } finally {
    await built.value.close();
  }
}

/** What each of them makes of three situations, produced for real: a Squid on another machine, a service, none. */
export const coverage: BenchItem = {
  name: 'coverage',
  measure: async (bench) => {
    const tongtu = await openTongtu(outside);
    const rows: Row[] = [];
    for (const situation of SITUATIONS) rows.push(...(await compare(bench, tongtu, situation)));
    return rows;
  },
};
