import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../domain/facts/observation.ts';
import { createProber } from './prober.ts';
import { httpGet } from './testing/ask.ts';

const IP = 'ip';
const ip = (...args: readonly string[]) => promisify(execFile)(IP, args);

const NAMESPACE = `tongtu-probe-${process.pid}`;
const NODE = 'm:00000000/ns:lab';
const NOBODY = 65_534;
const PASSWORD = 'canary-8b2e61';

/** Serves every connection with what it saw of it: the peer's address and the uid that holds the peer's socket (proc(5), /proc/net/tcp). */
const SERVER = `
const { createServer } = require('node:net');
const { readFileSync } = require('node:fs');
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (request) => {
    const port = socket.remotePort.toString(16).toUpperCase().padStart(4, '0');
    const line = readFileSync('/proc/net/tcp', 'utf8').split('\\n').find((row) => row.trim().split(/\\s+/)[1]?.endsWith(':' + port));
    const uid = line?.trim().split(/\\s+/)[7];
    const body = JSON.stringify({ peer: socket.remoteAddress, uid, request: request.toString() });
    socket.end('HTTP/1.1 200 OK\\r\\nContent-Length: ' + Buffer.byteLength(body) + '\\r\\n\\r\\n' + body);
  });
});
server.listen(8000, '10.213.9.1', () => console.log('listening'));
`;

let folder = '';
let workerPath = '';
let stopServer = (): void => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongtu-probe-'));
  workerPath = join(folder, 'probe-worker.mjs');
  await build({
    entryPoints: [new URL('./worker.ts', import.meta.url).pathname],
    outfile: workerPath,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
  await ip('netns', 'add', NAMESPACE);
  await ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up');
  await ip('-n', NAMESPACE, 'address', 'add', '10.213.9.1/32', 'dev', 'lo');
  const server = spawn(IP, ['netns', 'exec', NAMESPACE, process.execPath, '-e', SERVER]);
  stopServer = () => {
    server.kill('SIGKILL');
  };
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', reject);
  });
});

afterAll(async () => {
  stopServer();
  await ip('netns', 'delete', NAMESPACE);
  await rm(folder, { recursive: true });
});

const proberAs = (uid: number, path = workerPath) =>
  createProber({
    consumer: { node: NODE, uid, gid: uid, pid: 1, how: 'pid' },
    netnsPathOf: (node) => (node === NODE ? `/run/netns/${NAMESPACE}` : undefined),
    ownUid: 0,
    secrets: {
      reveal: (text) => text.replaceAll('***1***', PASSWORD),
      scrub: (text) =>
        [PASSWORD, Buffer.from(`me:${PASSWORD}`).toString('base64')].reduce(
          (clean, secret) => clean.replaceAll(secret, '***1***'),
          text,
        ),
    },
    now: () => new Date(),
    clock: () => performance.now(),
    workerPath: path,
  });

const SERVICE = { address: '10.213.9.1', port: 8000 };
const question = (uid = NOBODY): Question => ({
  ...httpGet('http://10.213.9.1:8000/', [SERVICE]),
  from: { node: NODE, uid },
});

/** The worker processes of this test: pid and the `Uid` and `Gid` lines of each. */
const workers = async (): Promise<readonly { readonly pid: number; readonly ids: readonly string[] }[]> => {
  const found = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((pid) => workerOf(Number(pid))),
  );
  return found.flatMap((worker) => worker ?? []);
};

const workerOf = async (pid: number) => {
  try {
    const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    if (!argv.includes(workerPath)) return undefined;
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const ids = /^(?:Uid|Gid|CapEff|CapPrm):.*$/gm;
    return { pid, ids: (status.match(ids) ?? []).map((line) => line.replace(/\s+/g, ' ')) };
  } catch {
    return undefined;
  }
};

describe('a prober run by root', () => {
  it('asks from the consumer’s namespace, as the consumer', async () => {
    const prober = proberAs(NOBODY);
    const [observation] = await prober.ask([question()]);
    const { answer } = observation ?? {};
    expect(answer).toMatchObject({ kind: 'response', connectedTo: SERVICE });
    const seen = JSON.parse(answer?.kind === 'response' ? answer.response.bodyStart : '{}');
    expect(seen).toMatchObject({ peer: '10.213.9.1', uid: String(NOBODY) });
    expect(await workers()).toEqual([
      {
        pid: expect.any(Number),
        ids: [
          `Uid: ${NOBODY} ${NOBODY} ${NOBODY} ${NOBODY}`,
          `Gid: ${NOBODY} ${NOBODY} ${NOBODY} ${NOBODY}`,
          'CapPrm: 0000000000000000',
          'CapEff: 0000000000000000',
        ],
      },
    ]);
    prober.close();
    await expect.poll(workers).toEqual([]);
  });

  it('becomes a user that no passwd knows', async () => {
    const prober = proberAs(123_456);
    const [observation] = await prober.ask([question(123_456)]);
    const { answer } = observation ?? {};
    expect(answer?.kind === 'response' && JSON.parse(answer.response.bodyStart).uid).toBe('123456');
    prober.close();
  });

  it('sends the password, and never tells it', async () => {
    const prober = proberAs(NOBODY);
    const proxied = {
      ...httpGet('http://a.test/', [SERVICE], {
        kind: 'proxy',
        proxyUrl: 'http://me:***1***@10.213.9.1:8000',
        form: 'absolute',
      }),
      from: { node: NODE, uid: NOBODY },
    };
    const text = JSON.stringify(await prober.ask([proxied]));
    expect(text).toContain('Proxy-Authorization: Basic ***1***');
    expect(text).not.toContain('canary');
    prober.close();
  });

  it('asks all questions of one vantage through one worker', async () => {
    const prober = proberAs(NOBODY);
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...httpGet(`http://10.213.9.1:8000/${index}`, [SERVICE]),
      from: { node: NODE, uid: NOBODY },
    }));
    const observations = await prober.ask([
      ...many,
      { kind: 'tcp', from: { node: NODE, uid: NOBODY }, to: { ...SERVICE, port: 1 } },
    ]);
    expect(observations.map(({ answer }) => answer.kind)).toEqual([...many.map(() => 'response'), 'failed']);
    expect(await workers()).toHaveLength(1);
    prober.close();
    await expect.poll(workers).toEqual([]);
  });

  it('says so where the namespace cannot be entered', async () => {
    const gone = createProber({
      consumer: { node: NODE, uid: NOBODY, gid: NOBODY, pid: 1, how: 'pid' },
      netnsPathOf: () => '/run/netns/no-such-namespace',
      ownUid: 0,
      secrets: { reveal: (text) => text, scrub: (text) => text },
      now: () => new Date(),
      clock: () => performance.now(),
      workerPath,
    });
    expect((await gone.ask([question()]))[0]?.answer).toEqual({ kind: 'not-askable', why: 'denied' });
    gone.close();
  });

  it('starts one new worker where the old one has died', async () => {
    const prober = proberAs(NOBODY);
    await prober.ask([question()]);
    const [worker] = await workers();
    process.kill(worker?.pid ?? 0, 'SIGKILL');
    await expect.poll(workers).toEqual([]);
    const another = { ...question(), url: 'http://10.213.9.1:8000/another' } as Question;
    const answers = await prober.ask([question(), another]);
    expect(answers.map(({ answer }) => answer.kind)).toEqual(['response', 'response']);
    expect(await workers()).toHaveLength(1);
    prober.close();
  });

  it('takes the worker along when it is stopped', async () => {
    const controller = new AbortController();
    const prober = createProber({
      consumer: { node: NODE, uid: NOBODY, gid: NOBODY, pid: 1, how: 'pid' },
      netnsPathOf: () => `/run/netns/${NAMESPACE}`,
      ownUid: 0,
      secrets: { reveal: (text) => text, scrub: (text) => text },
      now: () => new Date(),
      clock: () => performance.now(),
      workerPath,
      signal: controller.signal,
    });
    await prober.ask([question()]);
    controller.abort();
    await expect.poll(workers).toEqual([]);
  });
});
