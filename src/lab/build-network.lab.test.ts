import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, describe, expect, test } from 'vitest';
import type { Command } from '../adapters/exec/command.ts';
import { localRunner } from '../adapters/exec/local-runner.ts';
import type { Lab } from './build-network.ts';
import { buildNetwork } from './build-network.ts';
import { labLacks } from './lab-lacks.ts';
import type { Network } from './network.ts';
import type { As } from './run-inside.ts';
import { runInside } from './run-inside.ts';

const VLLM = {
  kind: 'model-service',
  family: 'vllm',
  listen: [{ address: '127.0.0.1', port: 8000 }],
  models: ['OpenCUA-7B'],
} as const;

const OFFICE: Network = {
  machines: {
    desk: {
      links: [{ segment: 'office', addresses: ['10.213.1.2/24', 'fd00:213:1::2/64'] }],
      programs: [VLLM],
    },
    gate: {
      links: [{ segment: 'office', addresses: ['10.213.1.1/24', 'fd00:213:1::1/64'] }],
      hosts: ['127.0.0.1 localhost', '10.213.1.2 desk.lab'],
      programs: [
        { kind: 'squid', port: 3128, access: { kind: 'allow' } },
        { kind: 'tinyproxy', port: 8888 },
      ],
      firewall: 'table inet lab { chain in { type filter hook input priority 0; tcp dport 9 drop; }; }',
    },
  },
};

const lacks = labLacks([OFFICE], ['sudo']);
const isCi = process.env['CI'] === 'true';
const skipReason = lacks.map((lack) => (lack.kind === 'program' ? lack.package : lack.kind)).join(', ');

const labs: Lab[] = [];
afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.close()));
});

const build = async (network: Network): Promise<Lab> => {
  const built = await buildNetwork(network);
  if (!built.ok) throw new Error(JSON.stringify(built.problem));
  labs.push(built.value);
  return built.value;
};

const run = async (
  lab: Lab,
  machine: string,
  argv: Command['argv'],
  { as = 'root', env = {} }: { readonly as?: As; readonly env?: Readonly<Record<string, string>> } = {},
) => {
  const at = lab.machines.get(machine);
  if (at === undefined) throw new Error(`no machine ${machine}`);
  const command = { argv, ...LIMITS };
  const outcome = await runInside(at, as, env, command, localRunner());
  if (outcome.kind !== 'exited') throw new Error(outcome.kind);
  return outcome;
};

const LIMITS = { timeoutMs: 20_000, maxOutputBytes: 1_000_000 };

const CURL = ['curl', '-sS', '-o', '/dev/null', '-w', '%{http_code}'] as const;
const URL = 'http://127.0.0.1:8000/v1/models';

describe.skipIf(lacks.length > 0 && !isCi)(
  `a lab ${skipReason === '' ? '' : `(skipped, needs: ${skipReason})`}`,
  () => {
    test('joins machines, and keeps the loopback of each to itself', async () => {
      const lab = await build(OFFICE);
      expect(await run(lab, 'desk', [...CURL, URL])).toMatchObject({ code: 0, stdout: '200' });
      expect(await run(lab, 'gate', [...CURL, URL])).toMatchObject({ code: 7 });
      expect(await run(lab, 'gate', [...CURL, 'http://desk.lab:8000/'])).toMatchObject({ code: 7 });
      for (const gate of ['10.213.1.1', '[fd00:213:1::1]'])
        expect(await run(lab, 'desk', [...CURL, `http://${gate}:3128/`])).toMatchObject({
          code: 0,
          stdout: '400',
        });
    });

    test('runs real proxies, which ask on their own machine', async () => {
      const lab = await build(OFFICE);
      const through = (port: number) => ({ env: { http_proxy: `http://10.213.1.1:${port}` } });
      expect(await run(lab, 'desk', [...CURL, URL], through(3128))).toMatchObject({ stdout: '503' });
      expect(await run(lab, 'desk', [...CURL, URL], through(8888))).toMatchObject({ stdout: '500' });
    });

    test('gives each machine its own processes, files and name', async () => {
      const lab = await build(OFFICE);
      const { stdout: processes } = await run(lab, 'desk', ['bash', '-c', 'cat /proc/[0-9]*/comm']);
      expect(processes).toContain('vllm');
      expect(processes).not.toContain('squid');
      expect(await run(lab, 'gate', ['cat', '/etc/hosts'])).toMatchObject({
        stdout: '127.0.0.1 localhost\n10.213.1.2 desk.lab\n',
      });
      expect(await run(lab, 'gate', ['hostname'])).toMatchObject({ stdout: 'gate\n' });
      expect(readFileSync('/etc/hosts', 'utf8')).not.toContain('desk.lab');
    });

    test('shows nothing of the network namespaces that this machine has', async () => {
      const name = `tt-${process.pid}-outside`;
      await localRunner().run({ argv: ['ip', 'netns', 'add', name], ...LIMITS });
      try {
        const lab = await build(OFFICE);
        const { stdout: mounts } = await run(lab, 'desk', ['cat', '/proc/self/mountinfo']);
        expect(readFileSync('/proc/self/mountinfo', 'utf8')).toContain(name);
        expect(mounts).not.toContain(name);
      } finally {
        await localRunner().run({ argv: ['ip', 'netns', 'del', name], ...LIMITS });
      }
    });

    test('loads firewall rules', async () => {
      const lab = await build(OFFICE);
      expect(await run(lab, 'desk', ['curl', '-sS', '-m', '0.2', 'http://10.213.1.1:9/'])).toMatchObject({
        code: 28,
      });
    });

    test('runs programs as root, as a user without rights, and through sudo, which drops the environment', async () => {
      const lab = await build(OFFICE);
      const env = { http_proxy: 'http://10.213.1.1:3128' };
      const as = (user: As) => run(lab, 'desk', ['bash', '-c', 'echo "$UID $http_proxy"'], { as: user, env });
      expect(await as('root')).toMatchObject({ stdout: '0 http://10.213.1.1:3128\n' });
      expect(await as('rosa')).toMatchObject({ stdout: '4711 http://10.213.1.1:3128\n' });
      expect(await as('sudo')).toMatchObject({ code: 0, stdout: '0 \n', stderr: '' });
    });

    test('says which program did not come up, with what it said', async () => {
      const absent = { ...VLLM, listen: [{ address: '10.213.9.9', port: 8000 }] };
      const built = await buildNetwork({ machines: { desk: { links: [], programs: [absent] } } });
      expect(built).toMatchObject({ ok: false, problem: { kind: 'not-listening', machine: 'desk' } });
      expect(JSON.stringify(built)).toContain('EADDRNOTAVAIL');
    });

    test('leaves nothing behind when it is closed', async () => {
      const lab = await build(OFFICE);
      const namespaces = namespacesOf(lab);
      const holders = holdersOf(namespaces);
      expect(holders).not.toHaveLength(0);
      await lab.close();
      expect(holdersOf(namespaces).filter((pid) => holders.includes(pid))).toEqual([]);
      // Another test's Tongtu reads every namespace of this machine, and may just be passing through.
      await expect.poll(() => holdersOf(namespaces), { timeout: 5_000 }).toEqual([]);
    });

    test('leaves nothing behind when its process is killed', async () => {
      const { namespaces, kill } = await buildElsewhere(OFFICE);
      expect(namespaces).toHaveLength(4);
      expect(holdersOf(namespaces)).not.toHaveLength(0);
      const before = { mounts: labMounts(), files: labFiles() };
      await kill();
      await expect.poll(() => holdersOf(namespaces), { timeout: 5_000 }).toEqual([]);
      expect(before).toEqual({ mounts: [], files: [] });
      expect({ mounts: labMounts(), files: labFiles() }).toEqual({ mounts: [], files: [] });
    });
  },
);

const namespacesOf = (lab: Lab): readonly string[] =>
  [...lab.machines.values()].flatMap(({ inside }) => [
    readlinkSync(inside.netPath),
    readlinkSync(inside.netPath.replace(/net$/, 'mnt')),
  ]);

/** Processes of this machine that are in one of these namespaces. */
const holdersOf = (namespaces: readonly string[]): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => ['net', 'mnt'].some((kind) => namespaces.includes(linkOf(`/proc/${pid}/ns/${kind}`))));

const linkOf = (path: string): string => {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
};

/** What a lab would leave on this machine if it left anything. */
const labMounts = (): readonly string[] =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes('tongtu-lab'));

const labFiles = (): readonly string[] =>
  ['/run', '/run/netns', '/tmp', '/var/tmp', '/dev/shm'].flatMap((directory) => {
    try {
      return readdirSync(directory).filter((name) => name.includes('tongtu-lab'));
    } catch {
      return [];
    }
  });

/** Builds the network in a process of its own, which says its namespaces and then waits to be killed. */
const buildElsewhere = async (network: Network) => {
  const from = fileURLToPath(new globalThis.URL('./build-network.ts', import.meta.url));
  const bundle = buildSync({
    stdin: {
      contents: `
        import { readlinkSync } from 'node:fs';
        import { buildNetwork } from ${JSON.stringify(from)};
        const { value } = await buildNetwork(${JSON.stringify(network)});
        const of = ({ inside }) => [inside.netPath, inside.netPath.replace(/net$/, 'mnt')].map((path) => readlinkSync(path));
        console.log(JSON.stringify([...value.machines.values()].flatMap(of)));
        setInterval(() => undefined, 1000);`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
    define: {
      'import.meta.url': JSON.stringify(new globalThis.URL('./service-code.ts', import.meta.url).href),
    },
    write: false,
  });
  const child = spawn(process.execPath, ['--input-type=module'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(bundle.outputFiles[0]?.text);
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk))),
  );
  return {
    namespaces: JSON.parse(said) as readonly string[],
    kill: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
};
