import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localRunner } from '../src/adapters/exec/local-runner.ts';
import type { Lab, LabMachine } from '../src/lab/build-network.ts';
import { writeInside } from '../src/lab/build-network.ts';
import { labLacks } from '../src/lab/lab-lacks.ts';
import { USERS } from '../src/lab/places.ts';
import { expectAgreement } from './checks/oracle-agreement.ts';
import type { Report } from './checks/report.ts';
import { causesIn, expectNoSecret, expectReadable, expectReport } from './checks/report.ts';
import { snapshotPath } from './diagnose-stored.ts';
import { buildLab, machineOf } from './open-desk.ts';
import { askOracles } from './oracles/ask-oracles.ts';
import { oraclesLack } from './oracles/oracles-lack.ts';
import { SCENARIOS } from './registry.ts';
import type { Scenario } from './scenario.ts';
import type { Tongtu } from './tongtu-inside.ts';
import { carryIn, openTongtu } from './tongtu-inside.ts';

/** With RECORD_SCENARIOS=1 what was seen here replaces the stored snapshots. */
const isRecording = process.env['RECORD_SCENARIOS'] === '1';
const isCi = process.env['CI'] === 'true';

const lacks = [
  ...labLacks(
    SCENARIOS.map(({ network }) => network),
    SCENARIOS.map(({ from }) => from.as),
  ),
  ...oraclesLack(),
];
const needs = lacks.map((lack) => (lack.kind === 'program' ? lack.package : lack.kind)).join(', ');

/** Most of it may be the wait for a turn. */
const WAITED_AND_RUN_MS = 180_000;

const NOBODY_SPECIAL = { machine: 'desk', as: 'root', env: {} } as const;

const outside = localRunner();
let tongtu: Tongtu;
/** A machine without any network, to replay snapshots on. */
let elsewhere: Lab;

beforeAll(async () => {
  if (lacks.length > 0 && !isCi) return;
  tongtu = await openTongtu(outside);
  elsewhere = await buildLab({ machines: { desk: { links: [], programs: [] } } });
  await carryIn(tongtu, machineOf(elsewhere, 'desk'));
}, 180_000);

afterAll(() => elsewhere?.close());

/** Builds a scenario's network around `work`, with Tongtu in the consumer's machine. */
const inNetwork = async (scenario: Scenario, work: (desk: LabMachine) => Promise<void>): Promise<void> => {
  const lab = await buildLab(scenario.network);
  try {
    const consumer = machineOf(lab, scenario.from.machine);
    await carryIn(tongtu, consumer);
    await work(consumer);
  } finally {
    await lab.close();
  }
};

/** The process for which a scenario asks, as FROM names it; nothing where it asks for who runs Tongtu. */
const askerIn = ({ inside }: LabMachine, { from }: Scenario): string | undefined => {
  const { process: asked } = from;
  if (asked === undefined) return undefined;
  const pids = readdirSync(`${inside.root}/proc`).filter((name) => /^\d+$/.test(name));
  const pid = pids.find((one) => nameOf(`${inside.root}/proc/${one}/comm`) === asked.name);
  if (pid === undefined) throw new Error(`no process ${asked.name}`);
  return `pid:${pid}`;
};

const nameOf = (comm: string): string => (existsSync(comm) ? readFileSync(comm, 'utf8').trim() : '');

const fromIn = (desk: LabMachine, scenario: Scenario): readonly string[] => {
  const asker = askerIn(desk, scenario);
  return asker === undefined ? [] : ['--from', asker];
};

const doctor = async (desk: LabMachine, scenario: Scenario, ...more: readonly string[]) => {
  const { from, url, flags } = scenario;
  const args = ['doctor', url, ...flags, ...fromIn(desk, scenario), ...more];
  const { exit, stdout, stderr } = await tongtu.runThere(desk, from, args);
  expectNoSecret(stdout + stderr);
  return { exit, json: stdout, stderr };
};

/** What a person sees, in both languages: the same conclusion, in words. */
const readInWords = (desk: LabMachine, scenario: Scenario): Promise<unknown> =>
  Promise.all(
    ['en', 'zh'].map(async (language) => {
      const told = await doctor(desk, scenario, '--lang', language);
      expectReadable(told.json);
      expect(told.exit).toBe(scenario.expect.exit);
    }),
  );

/** A snapshot of the same network tells the same elsewhere, and every time. */
const replay = async (desk: LabMachine, scenario: Scenario, live: readonly string[]): Promise<void> => {
  const { from, url, flags } = scenario;
  const home = from.as === 'root' ? USERS.root.home : USERS.rosa.home;
  const taking = ['snapshot', url, ...flags, ...fromIn(desk, scenario), '-o', `${home}/snapshot.json`];
  const taken = await tongtu.runThere(desk, from, taking);
  expect(taken, taken.stderr).toMatchObject({ exit: 0 });
  const text = readFileSync(`${desk.inside.root}${home}/snapshot.json`, 'utf8');
  expectNoSecret(text);
  const file = `${USERS.root.home}/${scenario.name}.json`;
  const machine = machineOf(elsewhere, 'desk');
  await writeInside(machine.inside, { path: file, text });
  const again = () =>
    tongtu.runThere(machine, NOBODY_SPECIAL, ['doctor', url, ...flags, '--snapshot', file, '--json']);
  const [first, second] = await Promise.all([again(), again()]);
  const told = { exit: first.exit, json: first.stdout };
  expectReport(scenario, told);
  expect(causesIn(told)).toEqual(live);
  expect(second).toEqual(first);
  await traceBoth(desk, machine, scenario, file);
  if (isRecording) {
    mkdirSync(dirname(snapshotPath(scenario)), { recursive: true });
    writeFileSync(snapshotPath(scenario), text);
  }
};

/** `trace` from the snapshot and for real, and `doctor`, predict the same. */
const traceBoth = async (
  desk: LabMachine,
  away: LabMachine,
  scenario: Scenario,
  file: string,
): Promise<void> => {
  const { from, url } = scenario;
  const args = ['trace', 'here', url, '--as', 'requests', '--json'];
  const asker = askerIn(desk, scenario) ?? 'here';
  const ended = await Promise.all([
    tongtu.runThere(desk, from, ['trace', asker, ...args.slice(2)]),
    tongtu.runThere(away, NOBODY_SPECIAL, [...args, '--snapshot', file]),
    tongtu.runThere(away, NOBODY_SPECIAL, ['doctor', url, '--as', 'requests', '--snapshot', file, '--json']),
  ]);
  for (const { stdout, stderr } of ended) expectNoSecret(stdout + stderr);
  const [live, stored, diagnosed] = ended.map(({ stdout }) => JSON.parse(stdout));
  const predicted = (diagnosed as Report).flows.find(({ client }) => client.name === 'requests')?.predicted;
  expect(predicted).toBeDefined();
  expect(stored.predicted).toEqual(predicted);
  expect(live.predicted.kind).toBe(predicted?.kind);
};

const runScenario = (scenario: Scenario): Promise<void> =>
  inNetwork(scenario, async (desk) => {
    const live = await doctor(desk, scenario, '--json');
    expectReport(scenario, live);
    if (scenario.expect.snapshot === 'url-refused') {
      await readInWords(desk, scenario);
      return;
    }
    const { flows } = JSON.parse(live.json) as Report;
    const clients = flows.map(({ client }) => client.name);
    expectAgreement(flows, await askOracles(scenario, clients, desk, outside), scenario.expect.differs);
    await Promise.all([readInWords(desk, scenario), replay(desk, scenario, causesIn(live))]);
  });

describe.skipIf(lacks.length > 0 && !isCi)(
  `every scenario, for real${needs === '' ? '' : ` (skipped, needs: ${needs})`}`,
  () => {
    const longFirst = [...SCENARIOS].sort((a, b) => Number(b.waits) - Number(a.waits));
    test.concurrent.each(longFirst.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      (_, scenario) => (scenario.waits ? runScenario(scenario) : atMostTwo(() => runScenario(scenario))),
      WAITED_AND_RUN_MS,
    );
  },
);

let running = 0;
const waiting: (() => void)[] = [];

/** A machine with two cores runs two scenarios at once well, and five badly; those that wait are not counted. */
const atMostTwo = async (work: () => Promise<void>): Promise<void> => {
  if (running === 2) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
};
