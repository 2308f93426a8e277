import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { localRunner } from '../../src/adapters/exec/local-runner.ts';
import { aiohttpTrustEnv } from '../../src/domain/clients/aiohttp.ts';
import type { Client, ProxyChoice } from '../../src/domain/clients/client.ts';
import { httpx } from '../../src/domain/clients/httpx.ts';
import { parseTarget } from '../../src/domain/net/parse-target.ts';
import { readHost } from '../../src/domain/net/read-host.ts';
import type { EnvironmentCase } from './odd-environments.ts';
import { oddEnvironments } from './odd-environments.ts';

const COUNT = 3000;
const isCi = process.env['CI'] === 'true';

/** What the real client did: `dies`, or whom it dialled and for whom it took that one. */
interface Decision {
  readonly kind: 'direct' | 'proxy' | 'dies';
  readonly said?: string;
  readonly host?: string;
  readonly port?: number;
  readonly scheme?: string;
  readonly login?: boolean;
}

interface Subject {
  readonly client: Client;
  /** Debian 12's. */
  readonly version: string;
  readonly without: readonly string[];
  readonly packageName: string;
  readonly program: string;
}

const DIST = '/usr/lib/python3/dist-packages';

const SUBJECTS: readonly Subject[] = [
  {
    client: httpx,
    version: '0.23.3',
    without: existsSync(`${DIST}/socksio`) ? [] : ['socksio'],
    packageName: 'httpx',
    program: 'decide-httpx.py',
  },
  {
    client: aiohttpTrustEnv,
    version: '3.8.4',
    without: [],
    packageName: 'aiohttp',
    program: 'decide-aiohttp.py',
  },
];

const decide = async (program: string, cases: readonly EnvironmentCase[]): Promise<readonly Decision[]> => {
  const outcome = await localRunner().run({
    argv: ['/usr/bin/python3', '-I', fileURLToPath(new URL(program, import.meta.url))],
    stdin: cases.map((one) => `${JSON.stringify(one)}\n`).join(''),
    timeoutMs: 50_000,
    maxOutputBytes: 10_000_000,
  });
  if (outcome.kind !== 'exited' || outcome.code !== 0)
    throw new Error(JSON.stringify(outcome).slice(0, 2000));
  return outcome.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};

const predict = ({ client, version, without }: Subject, { env, url }: EnvironmentCase): ProxyChoice => {
  const target = parseTarget(url);
  if (!target.ok) throw new Error(url);
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  return client.choose(version, variables, target.value, without);
};

/** What it dialled could be dialled: a name that may be one, a port that there is. */
const canBeDialled = ({ host = '', port = 0 }: Decision): boolean =>
  readHost(host).ok && port > 0 && port <= 65535;

/** In the words of the decision: a client that would dial what cannot be dialled has died of it. */
const agrees = (choice: ProxyChoice, met: Decision): boolean => {
  if (choice.kind === 'dies') return met.kind === 'dies' || !canBeDialled(met);
  if (choice.kind === 'direct') return met.kind === 'direct';
  const { scheme, host, port, hasCredentials } = choice.proxy;
  return (
    met.kind === 'proxy' &&
    host.written.toLowerCase() === met.host?.toLowerCase() &&
    port === met.port &&
    hasCredentials === met.login &&
    (met.scheme === undefined || scheme === met.scheme.replace(/^socks5$/, 'socks5h'))
  );
};

describe.each(SUBJECTS)('$packageName $version of Debian', (subject) => {
  const isMissing = !existsSync(`${DIST}/${subject.packageName}`);

  it.skipIf(isMissing && !isCi)(
    `does what the model says in ${COUNT} odd environments${isMissing ? ` (skipped, needs python3-${subject.packageName})` : ''}`,
    async () => {
      const cases = oddEnvironments(COUNT, 20_261_121);
      const decisions = await decide(subject.program, cases);
      expect(decisions).toHaveLength(COUNT);
      const kinds = new Set(decisions.map(({ kind }) => kind));
      expect([...kinds].sort()).toEqual(['dies', 'direct', 'proxy']);
      const wrong = cases.flatMap((one, index) => {
        const met = decisions[index];
        const choice = predict(subject, one);
        return met !== undefined && agrees(choice, met) ? [] : [{ ...one, choice, met }];
      });
      expect(wrong).toEqual([]);
    },
  );
});
