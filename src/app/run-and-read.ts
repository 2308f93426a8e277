import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';

/** Where what a command writes goes on to, byte for byte, and who reads along. */
export interface Listeners {
  readonly stdout: { readonly to: Writable; readonly read: (bytes: Uint8Array) => void };
  readonly stderr: { readonly to: Writable; readonly read: (bytes: Uint8Array) => void };
}

export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string };

export type CommandProblem = {
  readonly kind: 'not-found' | 'not-executable' | 'not-started';
  readonly program: string;
};

/** What a grandchild that outlives the command and holds its pipes is waited for. */
const LINGER_MS = 500;

/**
 * Runs a command as the shell would: its standard input, terminal and process group are Tongtu's own, so Ctrl-C reaches it. What it writes passes
 * through live. No time limit: it is ended by whoever started it. `signal` ends it.
 */
export const runAndRead = (
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  { stdout, stderr }: Listeners,
  signal: AbortSignal,
): Promise<Result<CommandEnd, CommandProblem>> =>
  new Promise((resolve) => {
    const [program = '', ...rest] = argv;
    const child = spawn(program, rest, { env: { ...env }, stdio: ['inherit', 'pipe', 'pipe'] });
    const onAbort = (): void => {
      child.kill('SIGTERM');
    };
    const settle = (end: Result<CommandEnd, CommandProblem>): void => {
      signal.removeEventListener('abort', onAbort);
      resolve(end);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    for (const [from, { to, read }] of [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const) {
      from.on('data', read);
      from.pipe(to, { end: false });
    }
    child.on('error', (error) => settle(fail({ kind: problemOf(error), program })));
    child.on('exit', () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LINGER_MS).unref();
    });
    child.on('close', (code, by) =>
      settle(succeed(by === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signal', signal: by })),
    );
  });

const problemOf = (error: Error): CommandProblem['kind'] => {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'not-found';
  return code === 'EACCES' || code === 'EPERM' ? 'not-executable' : 'not-started';
};
