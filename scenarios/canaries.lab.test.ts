import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localRunner } from '../src/adapters/exec/local-runner.ts';

// A proxy and a service in one that gives back everything it is told, in every place that Tongtu reads: headers, error pages, the
// names of models; plain, decoded and encoded again.

const TONGTU = fileURLToPath(new URL('../tongtu', import.meta.url));
const USER_KEY = 'sk-CANARYthree33333333';

/** As people write them: plain, percent-encoded, with the characters that break a URL. */
const PASSWORDS = ['CANARYone1111', 'CAN%40ARYone1111', 'CANARY@one1111', 'CANARY/one#1111'];

const urlsAt = (port: number): readonly string[] => [
  `http://127.0.0.1:${port}/v1?api_key=CANARYtwo2222`,
  `http://me:CANARYtwo2222@127.0.0.1:${port}/v1`,
  `http://127.0.0.1:${port}:1/v1?token=CANARYtwo2222`,
];

const decoded = (header: string | undefined): string =>
  Buffer.from(header?.split(' ')[1] ?? '', 'base64').toString('latin1');

const echoEverything = (): Server =>
  createServer((request, response) => {
    const auth = request.headers['proxy-authorization'];
    const told = `${auth} ${decoded(auth)} ${decoded(request.headers.authorization)} ${request.url}`;
    response.statusCode = request.url?.startsWith('http') ? 403 : 200;
    response.setHeader('server', 'squid/5.7');
    response.setHeader('x-squid-error', `ERR_ACCESS_DENIED ${told.replace(/[^ -~]/g, '')}`);
    response.setHeader('x-encoded', encodeURIComponent(told));
    response.setHeader('via', `1.1 ${told.replace(/[^ -~]/g, '')} (squid/5.7)`);
    response.end(JSON.stringify({ object: 'list', data: [{ id: told, owned_by: told }], detail: told }));
  });

describe('secrets', () => {
  const server = echoEverything();
  const folder = mkdtempSync(join(tmpdir(), 'tongtu-canaries-'));
  let port = 0;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });

  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** Everything that the commands print and write, for one proxy password and one URL. */
  const tellAll = async (password: string, url: string): Promise<string> => {
    const proxy = `http://user:${password}@127.0.0.1:${port}`;
    const file = join(folder, 'snapshot.json');
    const told: string[] = [];
    for (const args of [
      ['doctor', url, '--lang', 'en'],
      ['doctor', url, '--lang', 'zh'],
      ['doctor', url, '--json'],
      ['doctor', url, '--watch', '--rounds', '1'],
      ['doctor', url, '--watch', '--rounds', '1', '--json'],
      ['trace', 'here', url, '--json', '--as', 'requests'],
      ['snapshot', url, '-o', file],
      [url],
      ['doctor', url, `--api-key=CANARYtwo2222`],
      ['doctor', url, '--key-variable', USER_KEY],
    ]) {
      const outcome = await localRunner().run({
        argv: ['env', `http_proxy=${proxy}`, `OPENAI_API_KEY=${USER_KEY}`, TONGTU, ...args],
        timeoutMs: 60_000,
        maxOutputBytes: 20_000_000,
      });
      if (outcome.kind !== 'exited') throw new Error(`${args[0]}: ${outcome.kind}`);
      expect(outcome.stdout + outcome.stderr).not.toContain('Tongtu itself failed');
      told.push(outcome.stdout, outcome.stderr);
    }
    if (!url.includes(':1/')) told.push(readFileSync(file, 'utf8'));
    return told.join('\n');
  };

  it.each(PASSWORDS)(
    'are in nothing that is printed or written: %s',
    { timeout: 120_000 },
    async (password) => {
      for (const url of urlsAt(port)) {
        const told = await tellAll(password, url);
        expect(told.length).toBeGreaterThan(1_000);
        expect(told.match(/.{0,40}(?:CANARY|one1111|two2222|three3333).{0,20}/gi) ?? []).toEqual([]);
        for (const encoding of ['utf8', 'latin1'] as const) {
          const basic = Buffer.from(`user:${decodeURIComponent(password)}`, encoding).toString('base64');
          expect(told).not.toContain(basic.slice(0, -2));
        }
      }
    },
  );
});
