import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localRunner } from '../src/adapters/exec/local-runner.ts';
import { CERTIFICATE } from '../src/adapters/probe/testing/certificate.ts';

// A service and a proxy that give back everything they are told: an API key that goes to the service is in nothing that is printed or
// written, and the proxy, that only has to pass it on, is never told.

const TONGTU = fileURLToPath(new URL('../tongtu', import.meta.url));

/** With characters that pages, JSON and URLs escape. */
const KEY = 'CANARY-key&<4444>+/"=';
const OTHER_KEY = 'sk-CANARYother55555555';

const heard: { readonly service: string[]; readonly proxy: string[] } = { service: [], proxy: [] };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const giveBack = (request: IncomingMessage, response: ServerResponse, status: number): void => {
  const told = `${request.url} ${JSON.stringify(request.headers)} ${request.headers.authorization}`;
  response.statusCode = status;
  response.setHeader('x-told', told);
  response.setHeader('x-encoded', encodeURIComponent(told));
  response.setHeader('www-authenticate', `Bearer realm="${request.headers.authorization}"`);
  const model = { id: told, owned_by: escaped(told) };
  response.end(JSON.stringify({ object: 'list', data: [model], detail: told, page: escaped(told) }));
};

const textOf = ({ url, headers }: IncomingMessage): string => `${url} ${JSON.stringify(headers)}`;

const listening = (server: Pick<Server, 'listen' | 'address'>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

describe('an API key', () => {
  let status = 200;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    heard.service.push(textOf(request));
    giveBack(request, response, status);
  };
  const service = createServer(answer);
  const overTls = createTlsServer(CERTIFICATE, answer);
  const proxy = createServer((request, response) => {
    heard.proxy.push(textOf(request));
    giveBack(request, response, status);
  });
  let port = 0;
  let tlsPort = 0;
  let proxyPort = 0;
  const folder = mkdtempSync(join(tmpdir(), 'tongtu-keys-'));

  beforeAll(async () => {
    proxy.on('connect', (request, socket) => {
      heard.proxy.push(textOf(request));
      const inner = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1');
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.on('data', (bytes: Buffer) => heard.proxy.push(bytes.toString('latin1')));
      socket.on('error', () => inner.destroy());
      inner.on('error', () => socket.destroy());
      socket.pipe(inner).pipe(socket);
    });
    [port, tlsPort, proxyPort] = (await Promise.all([service, overTls, proxy].map(listening))) as [
      number,
      number,
      number,
    ];
  });

  beforeEach(() => {
    heard.service.length = 0;
    heard.proxy.length = 0;
  });

  afterAll(() => {
    for (const server of [service, overTls, proxy]) server.close();
    rmSync(folder, { recursive: true });
  });

  const run = async (env: Readonly<Record<string, string>>, args: readonly string[]): Promise<string> => {
    const variables = Object.entries({ ...env, QWEN: KEY, OPENAI_API_KEY: OTHER_KEY });
    const outcome = await localRunner().run({
      argv: ['env', ...variables.map(([name, value]) => `${name}=${value}`), TONGTU, ...args],
      timeoutMs: 60_000,
      maxOutputBytes: 20_000_000,
    });
    if (outcome.kind !== 'exited') throw new Error(`${args[0]}: ${outcome.kind}`);
    expect(outcome.stdout + outcome.stderr).not.toContain('Tongtu itself failed');
    return outcome.stdout + outcome.stderr;
  };

  /** Everything that the commands print and write. */
  const tellAll = async (env: Readonly<Record<string, string>>, url: string): Promise<string> => {
    const file = join(folder, 'snapshot.json');
    const told: string[] = [];
    for (const args of [
      ['doctor', url],
      ['doctor', url, '--lang', 'zh'],
      ['doctor', url, '--json'],
      ['doctor', url, '--watch', '--rounds', '1', '--json'],
      ['snapshot', url, '-o', file],
    ])
      told.push(await run(env, [...args, '--key-variable', 'QWEN']));
    told.push(readFileSync(file, 'utf8'));
    return told.join('\n');
  };

  const expectUntold = (told: string): void => {
    expect(told.length).toBeGreaterThan(1_000);
    expect(told.match(/.{0,60}(?:CANARY|4444|55555555).{0,20}/g) ?? []).toEqual([]);
  };

  const DIRECT = { no_proxy: '*', NO_PROXY: '*' } as const;

  it.each([200, 401, 403])(
    'goes to the service, and nowhere else: %i',
    { timeout: 120_000 },
    async (said) => {
      status = said;
      expectUntold(await tellAll(DIRECT, `http://127.0.0.1:${port}/v1`));
      expect(heard.service.join()).toContain(JSON.stringify(`Bearer ${KEY}`));
      expect(heard.service.join()).not.toContain(OTHER_KEY);
    },
  );

  it.each([200, 401, 403])(
    'is not told to a proxy that could read it: %i',
    { timeout: 120_000 },
    async (said) => {
      status = said;
      const env = { http_proxy: `http://127.0.0.1:${proxyPort}`, NODE_USE_ENV_PROXY: '1' };
      expectUntold(await tellAll(env, `http://127.0.0.1:${port}/v1`));
      expect(heard.proxy.length).toBeGreaterThan(0);
      expect(heard.proxy.join()).not.toContain('CANARY');
    },
  );

  it('is not told to who is behind a tunnel, where no certificate vouches for them', {
    timeout: 120_000,
  }, async () => {
    status = 200;
    expectUntold(
      await tellAll({ https_proxy: `http://127.0.0.1:${proxyPort}` }, `https://127.0.0.1:${tlsPort}/v1`),
    );
    expect(heard.service.length).toBeGreaterThan(0);
    expect([...heard.proxy, ...heard.service].join()).not.toContain('CANARY');
  });
});
