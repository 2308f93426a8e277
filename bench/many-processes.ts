import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CLEAN_ENV } from './time-program.ts';

/** Every tenth has a proxy in its environment, and a service. */
const SCRIPT = `
i=0
while [ $i -lt "$1" ]; do
  if [ $((i % 10)) = 0 ]; then
    http_proxy=http://127.0.0.1:9 OPENAI_BASE_URL=http://127.0.0.1:8000/v1 sleep 2147483 &
  else
    sleep 2147483 &
  fi
  i=$((i+1))
done
echo ready
read -r _`;

/**
 * Runs `work` beside so many idle processes. Their first one reads from a pipe of ours and is process 1 of its process namespace: when we
 * end, in whatever way, the pipe closes, it ends, and the kernel ends the rest (pid_namespaces(7)).
 */
export async function withProcesses<T>(count: number, work: () => Promise<T>): Promise<T> {
  const argv = ['--pid', '--fork', '--kill-child', '--', 'sh', '-c', SCRIPT, 'sh', String(count)];
  // npm's own variables name proxies: with them every process would tell something.
  const child = spawn('unshare', argv, { env: CLEAN_ENV, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`unshare: exit ${child.exitCode}`);
    return await work();
  } finally {
    child.stdin.end();
    await ended;
  }
}
