import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactKind, FactValues } from '../../domain/facts/fact.ts';
import { localRunner } from '../exec/local-runner.ts';
import type { Collected, From } from './options.ts';

const isRoot = process.geteuid?.() === 0;
const hasIp = ['/usr/sbin/ip', '/usr/bin/ip', '/sbin/ip', '/bin/ip'].some((path) => existsSync(path));
const hasSudo = existsSync('/usr/bin/sudo');
const runner = localRunner();
const bounds = { timeoutMs: 20_000, maxOutputBytes: 1_000_000 };
/** Names that nothing else on the machine has. */
const LEFT = `ttl${process.pid}`;
const RIGHT = `ttr${process.pid}`;
const NOBODY = 65534;

const must = async (...argv: [string, ...string[]]): Promise<string> => {
  const outcome = await runner.run({ argv, ...bounds });
  if (outcome.kind !== 'exited' || outcome.code !== 0)
    throw new Error(`${argv.join(' ')}: ${JSON.stringify(outcome)}`);
  return outcome.stdout;
};

/** In the left namespace: an HTTP port on one address, and one on `::` that takes IPv4 too. */
const LISTEN = `
  const net = require('node:net');
  net.createServer().listen(8000, '10.77.0.1', () =>
    net.createServer().listen({ port: 8080, host: '::', ipv6Only: false }, () => console.log('ready')));
`;

let folder = '';
const started: number[] = [];

/** Ready when it has printed its first line. */
const start = (argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const [program = '', ...rest] = argv;
    const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    if (child.pid !== undefined) started.push(child.pid);
    child.stdout.once('data', () => resolve(child.pid ?? 0));
    child.once('exit', (code) => reject(new Error(`${argv.join(' ')} ended: ${code}`)));
  });

/** Collects in a process of its own: as that user, with that PATH for programs. */
const collectAs = async (from: From, uid: number, path?: string): Promise<Collected> => {
  const outcome = await runner.run({
    argv: [process.execPath, join(folder, 'collect.mjs'), JSON.stringify({ from, path })],
    ...(uid === 0 ? {} : { runAs: { uid, gid: uid } }),
    timeoutMs: 20_000,
    maxOutputBytes: 10_000_000,
  });
  if (outcome.kind !== 'exited' || outcome.code !== 0) throw new Error(JSON.stringify(outcome));
  const result: { ok: boolean; value: Collected } = JSON.parse(outcome.stdout);
  expect(result.ok).toBe(true);
  return result.value;
};

const nodeNamed = ({ nodes }: Collected, name: string) => nodes.find(({ names }) => names.includes(name))?.id;

const factValue = <Kind extends FactKind>(
  collected: Collected,
  name: string,
  kind: Kind,
): FactValues[Kind] | undefined => {
  const node = nodeNamed(collected, name);
  const fact = collected.facts.find((one) => one.node === node && one.kind === kind && one.key === '');
  return fact?.state.kind === 'known' ? (fact.state.value as FactValues[Kind]) : undefined;
};

const whyUnknown = (collected: Collected, name: string, kind: FactKind, key = ''): string | undefined => {
  const node = nodeNamed(collected, name);
  const fact = collected.facts.find((one) => one.node === node && one.kind === kind && one.key === key);
  return fact?.state.kind === 'unknown' ? fact.state.why : undefined;
};

describe.skipIf(!isRoot || !hasIp)('collect on a real pair of namespaces (needs root and iproute2)', () => {
  let listener = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongtu-collect-'));
    await build({
      stdin: {
        contents: `
          import { collect } from './collect.ts';
          import { localRunner } from '../exec/local-runner.ts';
          import { createSecrets } from '../secrets/secrets.ts';
          const { from, path } = JSON.parse(process.argv[2]);
          const collected = await collect({
            from, names: ['localhost'], clients: ['node'], secrets: createSecrets(), now: () => new Date(), env: process.env,
            ...(path === undefined ? {} : { runner: localRunner({ path }) }),
          });
          process.stdout.write(JSON.stringify(collected));
        `,
        resolveDir: import.meta.dirname,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(folder, 'collect.mjs'),
    });
    await must('chmod', '755', folder);
    for (const name of [LEFT, RIGHT]) {
      await must('ip', 'netns', 'add', name);
      await must('ip', '-n', name, 'link', 'set', 'lo', 'up');
    }
    await must('ip', '-n', LEFT, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1', 'netns', RIGHT);
    for (const [name, device, address] of [
      [LEFT, 'v0', '10.77.0.1/24'],
      [RIGHT, 'v1', '10.77.0.2/24'],
    ] as const) {
      await must('ip', '-n', name, 'addr', 'add', address, 'dev', device);
      await must('ip', '-n', name, 'link', 'set', device, 'up');
    }
    await must('ip', '-n', LEFT, 'route', 'add', '10.88.0.0/16', 'via', '10.77.0.2', 'table', '100');
    await must('ip', '-n', LEFT, 'rule', 'add', 'to', '10.88.0.0/16', 'lookup', '100', 'priority', '100');
    const forward = "require('node:fs').writeFileSync('/proc/sys/net/ipv4/ip_forward', '1')";
    await must('nsenter', `--net=/run/netns/${LEFT}`, process.execPath, '-e', forward);
    listener = await start(['nsenter', `--net=/run/netns/${LEFT}`, process.execPath, '-e', LISTEN], {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      http_proxy: 'http://me:CANARY-canary@10.77.0.2:3128',
    });
  });

  afterAll(async () => {
    for (const pid of started) process.kill(pid, 'SIGKILL');
    for (const name of [LEFT, RIGHT]) await must('ip', 'netns', 'del', name);
    rmSync(folder, { recursive: true });
  });

  const from = (): From => ({ kind: 'pid', pid: listener });

  it('reads both as root', async () => {
    const collected = await collectAs(from(), 0);
    expect(collected.asRoot).toBe(true);
    expect(collected.consumer).toMatchObject({
      node: nodeNamed(collected, LEFT),
      pid: listener,
      uid: 0,
      how: 'pid',
    });
    expect(factValue(collected, LEFT, 'addresses')).toContainEqual({
      interface: 'v0',
      address: '10.77.0.1',
      prefixLength: 24,
      scope: 'global',
    });
    expect(factValue(collected, LEFT, 'routes')).toContainEqual({
      family: 4,
      table: '100',
      routeType: 'unicast',
      destination: '10.88.0.0/16',
      metric: 0,
      nextHops: [{ interface: 'v0', gateway: '10.77.0.2' }],
    });
    expect(factValue(collected, LEFT, 'rules')).toContainEqual(
      expect.objectContaining({ priority: 100, to: '10.88.0.0/16', table: '100' }),
    );
    expect(factValue(collected, LEFT, 'sysctls')?.['ipv4.ip_forward']).toBe('1');
    expect(factValue(collected, RIGHT, 'sysctls')?.['ipv4.ip_forward']).toBe('0');
  });

  it('joins the two ends of the veth pair by index', async () => {
    const collected = await collectAs(from(), 0);
    const left = factValue(collected, LEFT, 'interfaces')?.find(({ name }) => name === 'v0');
    const right = factValue(collected, RIGHT, 'interfaces')?.find(({ name }) => name === 'v1');
    expect([left?.linkKind, left?.peerIndex]).toEqual(['veth', right?.index]);
    expect(right?.peerIndex).toBe(left?.index);
  });

  it('knows who listens, and that the `::` socket takes IPv4 too', async () => {
    const listeners = factValue(await collectAs(from(), 0), LEFT, 'listeners') ?? [];
    expect(listeners).toContainEqual(
      expect.objectContaining({ address: '10.77.0.1', port: 8000, pid: listener }),
    );
    expect(listeners).toContainEqual(
      expect.objectContaining({ address: '::', port: 8080, pid: listener, v6Only: false }),
    );
  });

  it('reads the environment that the process was started with, without its password', async () => {
    const collected = await collectAs(from(), 0);
    const environment = collected.facts.find(({ kind, key }) => kind === 'environment' && key === 'consumer');
    expect(environment?.state).toMatchObject({
      value: {
        pid: listener,
        moment: 'as-started',
        variables: [{ name: 'http_proxy', value: 'http://me:***1***@10.77.0.2:3128' }],
      },
    });
    expect(JSON.stringify(collected)).not.toContain('CANARY');
  });

  it('without a program in PATH reads addresses, routes and sockets from /proc, and says what is missing', async () => {
    const collected = await collectAs(from(), 0, '/nowhere');
    expect(factValue(collected, LEFT, 'addresses')).toContainEqual({
      interface: 'v0',
      address: '10.77.0.1',
      prefixLength: 24,
      scope: 'global',
    });
    expect(factValue(collected, LEFT, 'routes')).toContainEqual(
      expect.objectContaining({
        destination: '10.77.0.0/24',
        table: 'main',
        nextHops: [{ interface: 'v0' }],
      }),
    );
    expect(factValue(collected, LEFT, 'listeners')).toContainEqual(
      expect.objectContaining({ address: '10.77.0.1', port: 8000, pid: listener }),
    );
    expect(whyUnknown(collected, LEFT, 'rules')).toBe('missing-tool');
    expect(whyUnknown(collected, LEFT, 'routes', 'other-tables')).toBe('missing-tool');
    expect(whyUnknown(collected, LEFT, 'firewall')).toBe('missing-tool');
  });

  it('to a user shows sockets and addresses of others’ namespaces, and says what root would read', async () => {
    const collected = await collectAs({ kind: 'here' }, NOBODY);
    expect(collected.asRoot).toBe(false);
    expect(collected.consumer).toMatchObject({ uid: NOBODY, gid: NOBODY, how: 'self' });
    const firewall = collected.facts.find(({ kind }) => kind === 'firewall');
    expect(firewall?.state).toMatchObject({ kind: 'unknown', why: 'denied', hint: { kind: 'run-as-root' } });
    const listeners = collected.facts.flatMap(({ kind, state }) =>
      kind === 'listeners' && state.kind === 'known' ? (state.value as FactValues['listeners']) : [],
    );
    expect(listeners).toContainEqual(expect.objectContaining({ address: '10.77.0.1', port: 8000 }));
    expect(JSON.stringify(collected)).not.toContain('CANARY');
  });

  it('gives a user the same host as it gives root', async () => {
    const [root, user] = await Promise.all([
      collectAs({ kind: 'here' }, 0),
      collectAs({ kind: 'here' }, NOBODY),
    ]);
    expect(user.nodes[0]).toEqual(root.nodes[0]);
    expect(user.consumer.node).toBe(root.consumer.node);
  });

  it.skipIf(!hasSudo)(
    'under a real sudo takes the environment that its caller had (needs sudo)',
    async () => {
      const argv = [
        '-n',
        process.execPath,
        join(folder, 'collect.mjs'),
        JSON.stringify({ from: { kind: 'here' } }),
      ];
      const env = {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        http_proxy: 'http://me:CANARY-canary@10.77.0.2:3128',
      };
      const { stdout } = await promisify(execFile)('sudo', argv, { env, maxBuffer: 10_000_000 });
      const { value: collected }: { value: Collected } = JSON.parse(stdout);
      expect(collected.consumer).toMatchObject({ uid: 0, how: 'sudo' });
      const environment = collected.facts.find(
        ({ kind, key }) => kind === 'environment' && key === 'consumer',
      );
      expect(environment?.state).toMatchObject({
        value: {
          moment: 'as-started',
          variables: [{ name: 'http_proxy', value: 'http://me:***1***@10.77.0.2:3128' }],
        },
      });
      expect(stdout).not.toContain('CANARY');
    },
  );

  it('from a namespace by its path is this user there', async () => {
    const collected = await collectAs({ kind: 'ns', path: `/run/netns/${RIGHT}` }, 0);
    expect(collected.consumer).toMatchObject({ node: nodeNamed(collected, RIGHT), uid: 0, how: 'self' });
  });
});
