import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { LabProblem } from './lab-problem.ts';

/** Namespaces that live as long as somebody holds them. */
export interface Namespaces {
  /** What stands before a program's argv to run it inside: `['nsenter', '--net=/proc/812/ns/net', …, '--']`. */
  readonly enter: readonly [string, ...string[]];
  /** As `enter`, and as this user without supplementary groups. */
  readonly enterAs: (uid: number, gid: number) => readonly [string, ...string[]];
  /** The root of their file system, seen from outside: `/proc/812/root`. */
  readonly root: string;
  /** Their network, seen from outside: `/proc/812/net`. */
  readonly net: string;
  /** Their network namespace, for `ip link … netns`. */
  readonly netPath: string;
  /** Ends every process inside; then the kernel takes back interfaces, mounts and the memory of their file systems. */
  close(): Promise<void>;
}

const KINDS = {
  /** A whole machine: network, mounts, processes, host name. */
  machine: ['--net', '--mount', '--uts', '--ipc', '--pid', '--mount-proc'],
  /** Only a network stack, to put bridges in. */
  wire: ['--net', '--pid'],
} as const;

const STARTED_WITHIN_MS = 10_000;

/**
 * New namespaces without a name, held by `cat`, which is process 1 of their process namespace and reads from a pipe that this process
 * holds. When the pipe closes, by `close` or because this process ended in whatever way, `cat` ends, and the kernel kills
 * everything else inside (pid_namespaces(7)); so nothing stays behind a killed test.
 */
export const holdNamespaces = (kind: keyof typeof KINDS): Promise<Result<Namespaces, LabProblem>> =>
  new Promise((resolve) => {
    const holder = spawn('unshare', [...KINDS[kind], '--fork', '--kill-child', '--', 'cat'], {
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Ctrl-C of a terminal ends the test, and with it the pipe; it must not end the holder alone.
      detached: true,
    });
    let said = '';
    const timer = setTimeout(() => holder.kill('SIGKILL'), STARTED_WITHIN_MS);
    holder.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    holder.once('error', (error) => resolve(fail({ kind: 'no-namespaces', detail: error.message })));
    holder.once('exit', () => {
      clearTimeout(timer);
      resolve(fail({ kind: 'no-namespaces', detail: said.trim() }));
    });
    holder.stdin.on('error', () => undefined);
    // What comes back shows that process 1 is there and reads.
    holder.stdin.write('held');
    holder.stdout.once('data', () => {
      clearTimeout(timer);
      resolve(succeed(namespacesOf(holder, kind)));
    });
  });

const namespacesOf = (holder: ChildProcess, kind: keyof typeof KINDS): Namespaces => {
  // unshare itself is in all of them but the process namespace, which only its children are in.
  const of = `/proc/${holder.pid ?? 'none'}`;
  const inside = [
    `--net=${of}/ns/net`,
    `--pid=${of}/ns/pid_for_children`,
    ...(kind === 'machine' ? [`--mount=${of}/ns/mnt`, `--uts=${of}/ns/uts`, `--ipc=${of}/ns/ipc`] : []),
  ];
  return {
    enter: ['nsenter', ...inside, '--'],
    enterAs: (uid, gid) => ['nsenter', ...inside, `--setuid=${uid}`, `--setgid=${gid}`, '--'],
    root: `${of}/root`,
    net: `${of}/net`,
    netPath: `${of}/ns/net`,
    close: () =>
      new Promise((resolve) => {
        if (holder.exitCode !== null || holder.signalCode !== null) resolve();
        else {
          holder.once('exit', () => resolve());
          holder.stdin?.end();
        }
      }),
  };
};
