import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** `unshare`, a shell and eight `sleep`: ten processes a namespace. */
const SLEEPERS = 8;
const SCRIPT = 'i=0; while [ $i -lt "$1" ]; do sleep 2147483 & i=$((i+1)); done; echo ready; read -r _';

/** A network namespace with ten processes. Its first one reads from a pipe of ours and is process 1 of its process namespace:
 * when we end, in whatever way, the pipe closes, it ends, and the kernel ends the rest (pid_namespaces(7)). */
async function start(): Promise<ChildProcess> {
  const argv = ['--net', '--pid', '--fork', '--kill-child', '--', 'sh', '-c', SCRIPT, 'sh', String(SLEEPERS)];
  const child = spawn('unshare', argv, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`unshare: exit ${code}`);
  });
  const { stdout } = child;
  if (stdout === null) throw new Error('unshare has no pipe');
  await Promise.race([once(stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return child;
}

/** Runs `work` beside so many namespaces; it gets the pid of a process in each. */
export async function withNamespaces<T>(
  count: number,
  work: (pids: readonly number[]) => Promise<T>,
): Promise<T> {
  const children: ChildProcess[] = [];
  try {
    while (children.length < count) {
      const more = Array.from({ length: Math.min(20, count - children.length) }, start);
      children.push(...(await Promise.all(more)));
    }
    return await work(children.map(({ pid }) => pid ?? 0));
  } finally {
    await Promise.all(
      children.map((child) => {
        const ended = once(child, 'exit');
        child.stdin?.end();
        return ended;
      }),
    );
  }
}
