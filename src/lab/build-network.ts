import { chown, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command, Runner } from '../adapters/exec/command.ts';
import { commandText } from '../adapters/exec/command.ts';
import { localRunner } from '../adapters/exec/local-runner.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Namespaces } from './hold-namespaces.ts';
import { holdNamespaces } from './hold-namespaces.ts';
import type { LabProblem } from './lab-problem.ts';
import type { MachineFile } from './machine-files.ts';
import { etcFiles } from './machine-files.ts';
import type { Machine, Network, Program } from './network.ts';
import { PLACES, USERS } from './places.ts';
import { microsocksStart } from './programs/microsocks.ts';
import { nginxStart } from './programs/nginx.ts';
import type { ProgramStart } from './programs/program-start.ts';
import { serviceStart } from './programs/service.ts';
import { squidStart } from './programs/squid.ts';
import { tinyproxyStart } from './programs/tinyproxy.ts';
import { serviceCode } from './service-code.ts';
import { startProgram } from './start-program.ts';
import { wiringOf } from './wiring.ts';

/** A network that runs. */
export interface Lab {
  readonly machines: ReadonlyMap<string, LabMachine>;
  /** Ends it all. It also ends when this process does, in whatever way. */
  close(): Promise<void>;
}

export interface LabMachine {
  readonly name: string;
  readonly inside: Namespaces;
}

/**
 * Builds a network: machines side by side, then the wire, then every program, each waited for until it listens. Takes about 0.2 s
 * without a proxy. Needs root; a network that could not be built whole is taken down again.
 */
export const buildNetwork = async (network: Network): Promise<Result<Lab, LabProblem>> => {
  const held: Namespaces[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(held.map((namespaces) => namespaces.close()));
  };
  const hold = async (kind: 'machine' | 'wire'): Promise<Namespaces> => {
    const holding = await holdNamespaces(kind);
    if (!holding.ok) throw new Stopped(holding.problem);
    held.push(holding.value);
    return holding.value;
  };
  try {
    const [wire, ...machines] = await Promise.all([
      hold('wire'),
      ...Object.entries(network.machines).map(async ([name, machine]) => {
        const inside = await hold('machine');
        await furnish(name, machine, inside);
        return { name, machine, inside };
      }),
    ]);
    await connect(network, wire, new Map(machines.map(({ name, inside }) => [name, inside])));
    await Promise.all(machines.map(({ name, machine, inside }) => startAll(name, machine.programs, inside)));
    return succeed({
      machines: new Map(machines.map(({ name, inside }) => [name, { name, inside }])),
      close,
    });
  } catch (error) {
    await close();
    if (error instanceof Stopped) return fail(error.problem);
    throw error;
  }
};

/** Carries a problem out of work that runs side by side. */
class Stopped extends Error {
  readonly problem: LabProblem;
  constructor(problem: LabProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

const outside: Runner = localRunner();

const SET_UP = { timeoutMs: 10_000, maxOutputBytes: 65_536 };

const run = async (argv: Command['argv'], stdin?: string): Promise<void> => {
  const command: Command = { ...SET_UP, argv, ...(stdin === undefined ? {} : { stdin }) };
  const outcome = await outside.run(command);
  if (outcome.kind === 'exited' && outcome.code === 0) return;
  throw new Stopped({ kind: 'command-failed', command: commandText(command), outcome });
};

/** Gives a machine its own /run, /sys, /dev/shm, /etc, host name, firewall, and the programs that this process runs on. */
const furnish = async (name: string, machine: Machine, inside: Namespaces): Promise<void> => {
  const enter = inside.enter;
  // Copies of this machine's named network namespaces: a machine would find them and read every one.
  await run([...enter, 'umount', '--all', '--types', 'nsfs']);
  await Promise.all([
    run([...enter, 'mount', '-t', 'tmpfs', '-o', 'mode=755', 'tongtu-lab', '/run']),
    run([...enter, 'mount', '-t', 'sysfs', '-o', 'ro', 'sysfs', '/sys']),
    // Squid keeps segments of fixed names there: two machines would be in each other's way.
    run([...enter, 'mount', '-t', 'tmpfs', 'tongtu-lab', '/dev/shm']),
    run([...enter, 'hostname', name]),
  ]);
  await Promise.all(Object.values(PLACES).map((path) => mkdir(inside.root + path, { recursive: true })));
  await Promise.all([
    ...etcFiles(name, machine).map((file) => writeInside(inside, file)),
    ...Object.values(USERS).map(async ({ home, uid, gid }) => {
      await mkdir(inside.root + home, { recursive: true });
      await chown(inside.root + home, uid, gid);
    }),
  ]);
  const layers = `lowerdir=/etc,upperdir=${PLACES.etc},workdir=${PLACES.etcWork}`;
  const node = `${PLACES.bin}/node`;
  await writeInside(inside, { path: node, text: '' });
  await Promise.all([
    run([...enter, 'mount', '-t', 'overlay', '-o', layers, 'tongtu-lab', '/etc']),
    run([...enter, 'mount', '--bind', '-o', 'ro', process.execPath, node]),
    ...(machine.firewall === undefined ? [] : [run([...enter, 'nft', '-f', '-'], `${machine.firewall}\n`)]),
  ]);
};

/** Writes a file inside a machine. */
export const writeInside = async (
  inside: Namespaces,
  { path, text, mode = 0o644 }: MachineFile,
): Promise<void> => {
  await mkdir(dirname(inside.root + path), { recursive: true });
  await writeFile(inside.root + path, text, { mode });
};

const connect = async (
  network: Network,
  wire: Namespaces,
  machines: ReadonlyMap<string, Namespaces>,
): Promise<void> => {
  const wiring = wiringOf(network, (name) => machines.get(name)?.netPath ?? '');
  await run([...wire.enter, 'ip', '-batch', '-'], wiring.wire);
  await Promise.all(
    [...machines].map(([name, inside]) =>
      run([...inside.enter, 'ip', '-batch', '-'], wiring.machines[name] ?? ''),
    ),
  );
};

const startAll = async (name: string, programs: readonly Program[], inside: Namespaces): Promise<void> => {
  await Promise.all(
    programs.map(async (program) => {
      const start = startOf(program);
      await Promise.all(start.files.map((file) => writeInside(inside, file)));
      const problem = await startProgram(name, inside, start);
      if (problem !== undefined) throw new Stopped(problem);
    }),
  );
};

const startOf = (program: Program): ProgramStart => {
  switch (program.kind) {
    case 'squid':
      return squidStart(program);
    case 'tinyproxy':
      return tinyproxyStart(program);
    case 'nginx':
      return nginxStart(program);
    case 'microsocks':
      return microsocksStart(program);
    default:
      return serviceStart(program, serviceCode());
  }
};
