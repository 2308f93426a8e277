import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceCode } from '../src/lab/service-code.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });

/** Runs `work` beside a service on this machine's loopback that speaks the OpenAI API as vLLM does. */
export const withModelService = <T>(work: (url: string) => Promise<T>): Promise<T> =>
  withModelServices(1, ([url = '']) => work(url));

/** The same beside as many services as are wanted: one process, as many ports. */
export async function withModelServices<T>(
  count: number,
  work: (urls: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tongtu-bench-'));
  const program = join(folder, 'vllm');
  writeFileSync(`${program}.cjs`, serviceCode());
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  const service = {
    kind: 'model-service',
    family: 'vllm',
    listen: ports.map((port) => ({ address: '127.0.0.1', port })),
    models: ['mh-sft-7b'],
  };
  const child = spawn(process.execPath, [`${program}.cjs`], {
    env: { TONGTU_LAB_SERVICE: JSON.stringify(service) },
    stdio: 'ignore',
  });
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', stop);
  try {
    for (const port of ports) {
      for (let tries = 0; !(await answers(port)); tries++) {
        if (tries === 100 || child.exitCode !== null) throw new Error('the service does not listen');
        await pause(50);
      }
    }
    return await work(ports.map((port) => `http://127.0.0.1:${port}/v1`));
  } finally {
    process.off('exit', stop);
    stop();
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}
