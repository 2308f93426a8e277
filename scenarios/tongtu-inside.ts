import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runner } from '../src/adapters/exec/command.ts';
import type { LabMachine } from '../src/lab/build-network.ts';
import { writeInside } from '../src/lab/build-network.ts';
import type { MachineFile } from '../src/lab/machine-files.ts';
import type { As } from '../src/lab/run-inside.ts';
import { runInside } from '../src/lab/run-inside.ts';
import type { Scenario } from './scenario.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INSIDE = '/run/tongtu-lab/tongtu';
const LIMITS = { timeoutMs: 60_000, maxOutputBytes: 4_000_000 };

/** How a run of `./tongtu` ended. */
export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built Tongtu, to be carried into machines: they see no source tree, and an edit meanwhile changes no test. */
export interface Tongtu {
  readonly files: readonly MachineFile[];
  /** In the place of a scenario's consumer. */
  readonly runThere: (machine: LabMachine, from: Scenario['from'], args: readonly string[]) => Promise<Ended>;
}

/** Has `./tongtu` build itself, and reads what it built. */
export const openTongtu = async (outside: Runner): Promise<Tongtu> => {
  const path = `PATH=${process.env['PATH'] ?? ''}`;
  const argv = ['env', '--ignore-environment', path, join(ROOT, 'tongtu'), '--version'] as const;
  const here = endedFrom(await outside.run({ ...LIMITS, argv }));
  if (here.exit !== 0) throw new Error(`./tongtu does not start: ${here.stderr}`);
  return {
    files: [join(ROOT, 'tongtu'), ...filesUnder(join(ROOT, 'dist'))].map((path) => ({
      path: join(INSIDE, relative(ROOT, path)),
      text: readFileSync(path),
      mode: 0o755,
    })),
    runThere: (machine, from, args) => runThere(outside, machine, from, args),
  };
};

/** Puts it into a machine. */
export const carryIn = async ({ files }: Tongtu, machine: LabMachine): Promise<void> => {
  await Promise.all(files.map((file) => writeInside(machine.inside, file)));
};

const filesUnder = (directory: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });

const runThere = async (
  outside: Runner,
  machine: LabMachine,
  { as, env }: { readonly as: As; readonly env: Readonly<Record<string, string>> },
  args: readonly string[],
): Promise<Ended> =>
  endedFrom(await runInside(machine, as, env, { ...LIMITS, argv: [`${INSIDE}/tongtu`, ...args] }, outside));

const endedFrom = (outcome: Awaited<ReturnType<Runner['run']>>): Ended => {
  if (outcome.kind !== 'exited') throw new Error(`./tongtu: ${outcome.kind}`);
  return { exit: outcome.code, stdout: outcome.stdout, stderr: outcome.stderr };
};
