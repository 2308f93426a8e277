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
export async function withModelService<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tongtu-bench-'));
  const program = join(folder, 'vllm');
  writeFileSync(`${program}.cjs`, serviceCode());
  const port = await freePort();
  const service = {
    kind: 'model-service',
    family: 'vllm',
    listen: [{ address: '127.0.0.1', port }],
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
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries === 100 || child.exitCode !== null) throw new Error('the service does not listen');
      await pause(50);
    }
    return await work(`http://127.0.0.1:${port}/v1`);
  } finally {
    process.off('exit', stop);
    stop();
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}
