import { ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Command, Outcome, Runner } from './command.ts';
import { toolPath } from './tool-path.ts';

export interface LocalOptions {
  /** PATH for the programs; without it, `toolPath` of this process. */
  readonly path?: string;
  readonly signal?: AbortSignal;
}

/** Runs programs on this machine, each in a process group of its own, with LC_ALL=C and nothing else of this environment. */
export const localRunner = (options: LocalOptions = {}): Runner => {
  const { PATH: inherited } = process.env;
  const path = options.path ?? toolPath(process.geteuid?.() === 0, inherited);
  const environment = { PATH: path, LC_ALL: 'C' };
  return {
    run: (command) =>
      new Promise((resolve) => {
        if (options.signal?.aborted === true) resolve({ kind: 'stopped' });
        else start(command, environment, options.signal, resolve);
      }),
  };
};

const start = (
  command: Command,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
  resolve: (outcome: Outcome) => void,
): void => {
  const child = spawnGroup(command, environment);
  if (!(child instanceof ChildProcess)) {
    resolve(child);
    return;
  }
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let bytes = 0;

  const settle = (outcome: Outcome): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    resolve(outcome);
  };
  const kill = (outcome: Outcome): void => {
    killGroup(child);
    // A grandchild in another group may still hold the pipes: nothing waits for it.
    child.stdout?.destroy();
    child.stderr?.destroy();
    settle(outcome);
  };
  const keep = (into: Buffer[]) => (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > command.maxOutputBytes) kill({ kind: 'output-too-large' });
    else into.push(chunk);
  };
  const onAbort = (): void => kill({ kind: 'stopped' });
  const timer = setTimeout(() => kill({ kind: 'timed-out' }), command.timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });

  child.stdout?.on('data', keep(stdout));
  child.stderr?.on('data', keep(stderr));
  child.on('error', (error) => settle(notStarted(command, error)));
  child.on('close', (code, endedBy) =>
    settle({
      kind: 'exited',
      code: code ?? 128 + (endedBy === null ? 0 : constants.signals[endedBy]),
      stdout: Buffer.concat(stdout).toString('utf8'),
      stderr: Buffer.concat(stderr).toString('utf8'),
    }),
  );
  // A program that ends without reading its input is judged by its exit, not by this pipe.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(command.stdin);
};

/** Starts it; an argument that no program can be given (a NUL byte) throws in spawn instead of reporting. */
const spawnGroup = (command: Command, environment: NodeJS.ProcessEnv): ChildProcess | Outcome => {
  const [program, ...rest] = command.argv;
  try {
    return spawn(program, rest, {
      cwd: '/',
      env: environment,
      detached: true,
      stdio: [command.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...command.runAs,
    });
  } catch (error) {
    return notStarted(command, error);
  }
};

const notStarted = (command: Command, error: unknown): Outcome => {
  const errno = error instanceof Error && 'code' in error ? String(error.code) : 'EINVAL';
  if (errno === 'ENOENT' || errno === 'ENOTDIR') return { kind: 'missing', program: command.argv[0] };
  if (errno === 'EACCES' || errno === 'EPERM') return { kind: 'denied' };
  return { kind: 'not-started', errno };
};

const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: it ended by itself in the meantime.
  }
};
