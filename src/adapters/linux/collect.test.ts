import { afterEach, describe, expect, it } from 'vitest';
import type { FactKind, FactValues } from '../../domain/facts/fact.ts';
import { factId } from '../../domain/facts/fact.ts';
import type { Result } from '../../domain/facts/result.ts';
import type { Runner } from '../exec/command.ts';
import { scriptedRunner } from '../exec/scripted-runner.ts';
import { collect } from './collect.ts';
import type { Collected, CollectOptions, CollectProblem } from './options.ts';
import type { Tree } from './planted-machine.ts';
import {
  BATCH,
  CAN,
  IN_CONTAINER,
  ip,
  ipWithSettings,
  machine,
  NFT,
  NO_RULES,
  plant,
  process,
  RULES6,
  uproot,
  withTools,
} from './planted-machine.ts';

afterEach(uproot);

const asRoot = machine(CAN.root, 0);
const asUser = machine(CAN.user, 1000);

const attempt = (
  tree: Tree,
  more: Partial<CollectOptions> = {},
): Promise<Result<Collected, CollectProblem>> =>
  collect({
    from: { kind: 'here' },
    names: [],
    clients: [],
    secrets: {
      hideArgv: (argv) => argv.map((word) => word.replace('CANARY', '***1***')),
      hideVariable: (_, value) => value.replace('CANARY', '***1***'),
      scrub: (text) => text.replace('CANARY', '***1***'),
    },
    now: () => new Date(0),
    env: {},
    runner: scriptedRunner({}),
    root: plant(tree),
    ...more,
  });

const run = async (tree: Tree, more: Partial<CollectOptions> = {}): Promise<Collected> => {
  const collected = await attempt(tree, more);
  if (!collected.ok) throw new Error(JSON.stringify(collected.problem));
  return collected.value;
};

const factValue = <Kind extends FactKind>(
  { nodes, facts }: Collected,
  node: number,
  kind: Kind,
  key = '',
): FactValues[Kind] | undefined => {
  const fact = facts.find((one) => one.node === nodes[node]?.id && one.kind === kind && one.key === key);
  return fact?.state.kind === 'known' ? (fact.state.value as FactValues[Kind]) : undefined;
};
const unknowns = ({ nodes, facts }: Collected, node: number): readonly string[] =>
  facts.flatMap(({ node: id, kind, key, state }) =>
    id === nodes[node]?.id && state.kind === 'unknown' ? [`${kind}${key && `/${key}`} ${state.why}`] : [],
  );

describe('collect, as root with all tools', () => {
  it('finds the host and the container, and who Tongtu asks for', async () => {
    const collected = await run(asRoot, { runner: withTools });
    expect(collected.nodes.map(({ names }) => names)).toEqual([['workstation'], ['0a1b2c3d4e5f']]);
    expect(collected.consumer).toEqual({
      node: collected.nodes[0]?.id,
      pid: 50,
      uid: 0,
      gid: 0,
      how: 'self',
    });
    expect(collected.asRoot).toBe(true);
  });

  it('reads both, each in its own namespace', async () => {
    const collected = await run(asRoot, { runner: withTools });
    for (const node of [0, 1]) {
      expect(factValue(collected, node, 'interfaces')).toHaveLength(5);
      expect(factValue(collected, node, 'rules')?.map(({ family }) => family)).toContain(6);
      expect(factValue(collected, node, 'listeners')).toHaveLength(11);
    }
    expect(factValue(collected, 0, 'firewall')?.[0]?.canDrop).toBe(false);
    expect(factValue(collected, 1, 'firewall')?.[0]?.canDrop).toBe(true);
    expect(unknowns(collected, 0)).toEqual([]);
  });

  it('reads the files for names that each node has', async () => {
    const collected = await run(asRoot, { runner: withTools });
    expect(factValue(collected, 0, 'hosts-file')).toEqual([
      { address: '127.0.0.1', names: ['localhost'], line: 1 },
    ]);
    expect(factValue(collected, 1, 'hosts-file')).toEqual([
      { address: '172.17.0.2', names: ['0a1b2c3d4e5f'], line: 1 },
    ]);
  });

  it('knows who holds a socket, and which `::` socket takes IPv4', async () => {
    const listeners = factValue(await run(asRoot, { runner: withTools }), 0, 'listeners') ?? [];
    expect(listeners.find(({ port }) => port === 8000)?.pid).toBe(812);
    expect(
      listeners.filter(({ address }) => address === '::').map(({ port, v6Only }) => [port, v6Only]),
    ).toEqual([
      [8081, true],
      [8080, false],
      [9090, true],
      [5354, false],
    ]);
  });

  it('lists the processes that listen, and the consumer with its parents', async () => {
    const processes = factValue(await run(asRoot, { runner: withTools }), 0, 'processes') ?? [];
    expect(processes.map(({ pid, name }) => [pid, name])).toEqual([
      [1, 'systemd'],
      [40, 'bash'],
      [50, 'node'],
      [812, 'vllm'],
    ]);
  });

  it('gives the same bytes whatever the order in which things were read', async () => {
    const first = await run(asRoot, { runner: withTools });
    const slow: Runner = {
      run: async (command) => {
        await new Promise((resolve) => setTimeout(resolve, command.argv.length % 3));
        return withTools.run(command);
      },
    };
    const strip = (collected: Collected): string =>
      JSON.stringify(collected).replaceAll(/tongtu-tree-\w+/g, '');
    expect(strip(await run(asRoot, { runner: slow }))).toBe(strip(first));
  });

  it('never gives two facts one id', async () => {
    for (const tree of [asRoot, asUser]) {
      const ids = (await run(tree)).facts.map(factId);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('holds no secret', async () => {
    const collected = await run(asRoot, { runner: withTools, from: { kind: 'pid', pid: 40 } });
    expect(JSON.stringify(collected)).not.toContain('CANARY');
    expect(JSON.stringify(collected)).toContain('http://me:***1***@10.0.0.9:3128');
  });
});

describe('collect, without any tool', () => {
  it('reads what /proc shows, and says what is missing and what would bring it', async () => {
    const collected = await run(asRoot);
    expect(factValue(collected, 0, 'addresses')?.map(({ address }) => address)).toContain('10.5.0.1');
    expect(factValue(collected, 0, 'routes')?.some(({ destination }) => destination === '10.7.0.0/16')).toBe(
      true,
    );
    expect(factValue(collected, 0, 'listeners')).toHaveLength(11);
    expect(unknowns(collected, 0)).toEqual([
      'interfaces missing-tool',
      'addresses/unread unread',
      'routes/other-tables missing-tool',
      'rules missing-tool',
      'neighbours/ipv6 missing-tool',
      'firewall missing-tool',
    ]);
    const rules = collected.facts.find(({ kind }) => kind === 'rules');
    expect(rules?.state).toMatchObject({ hint: { kind: 'install', program: 'iproute2' } });
  });
});

describe('collect, as a user', () => {
  it('says what was denied, and that root would read it', async () => {
    const collected = await run(asUser, { runner: withTools });
    expect(collected.asRoot).toBe(false);
    expect(unknowns(collected, 0)).toContain('firewall denied');
    expect(unknowns(collected, 1)).toContain('rules denied');
    expect(factValue(collected, 1, 'listeners')).toHaveLength(11);
    const firewall = collected.facts.find(({ kind }) => kind === 'firewall');
    expect(firewall?.state).toMatchObject({ hint: { kind: 'run-as-root' } });
  });
});

describe('collect, with more namespaces than can be read whole', () => {
  const crowd = Array.from({ length: 40 }, (_, index) =>
    process(1000 + index, { name: 'pause', parent: 1, inode: 7000 + index }),
  );
  const tree = Object.assign({}, asRoot, ...crowd);

  it('asks two programs of each, and says what was not asked', async () => {
    const runner = scriptedRunner({
      [`${IN_CONTAINER} ${BATCH}`]: ipWithSettings,
      [`${IN_CONTAINER} ${NFT}`]: NO_RULES,
    });
    const collected = await run(tree, { runner });
    const container = collected.nodes.findIndex(({ names }) => names.includes('0a1b2c3d4e5f'));
    expect(factValue(collected, container, 'sysctls')?.['ipv4.ip_forward']).toBe('1');
    expect(factValue(collected, container, 'listeners')).toHaveLength(11);
    expect(unknowns(collected, container)).toContain('sysctls/rest not-asked');
    expect(runner.commands.map(({ argv }) => argv[2])).not.toContain('grep');
  });

  it('reads the consumer’s whole all the same', async () => {
    const runner = scriptedRunner({});
    await run(tree, { runner, from: { kind: 'pid', pid: 900 } });
    const inside = runner.commands
      .filter(({ argv }) => argv[1] === '--net=/proc/900/ns/net')
      .map(({ argv }) => argv[2]);
    expect(inside).toContain('grep');
  });
});

describe('collect, on output that it does not understand', () => {
  it.each([
    ['cut off', ip.slice(0, 9_000)],
    ['in another language', 'Objekt »-json« ist unbekannt\n'],
    ['of another shape', '[]\n[]\n[]\n'],
    ['empty', ''],
  ])('%s: falls back to /proc and says unread', async (_, stdout) => {
    const collected = await run(asRoot, { runner: scriptedRunner({ [BATCH]: stdout, [RULES6]: stdout }) });
    expect(factValue(collected, 0, 'addresses')?.length).toBeGreaterThan(0);
    expect(unknowns(collected, 0)).toContain('rules unread');
  });

  it('takes an ip that knows no -json for a missing iproute2', async () => {
    const busybox = {
      kind: 'exited',
      code: 1,
      stdout: '',
      stderr: 'ip: unrecognized option: json\n',
    } as const;
    const collected = await run(asRoot, { runner: scriptedRunner({ [BATCH]: busybox }) });
    expect(unknowns(collected, 0)).toContain('rules missing-tool');
  });

  it('survives empty and broken files of every kind', async () => {
    for (const content of ['', '\0\0\0', '\ufffd(', 'x '.repeat(100)]) {
      const broken = Object.entries(asRoot).map(([path, file]) => {
        const isBreakable = typeof file === 'string' && path !== '/proc/50/status';
        return [path, isBreakable ? content : file] as const;
      });
      expect((await run(Object.fromEntries(broken))).facts.length).toBeGreaterThan(0);
    }
  });
});

describe('collect, from', () => {
  it('another process: its user, its environment as it was started, its node', async () => {
    const collected = await run(asRoot, { runner: withTools, from: { kind: 'pid', pid: 900 } });
    const { nodes, consumer } = collected;
    expect(consumer).toEqual({ node: nodes[1]?.id, pid: 900, uid: 1000, gid: 1000, how: 'pid' });
    expect(factValue(collected, 1, 'environment', 'consumer')).toMatchObject({
      pid: 900,
      moment: 'as-started',
    });
  });

  it('another namespace: names are not asked', async () => {
    const lookUp = async (): Promise<readonly string[]> => ['192.0.2.1'];
    const there = await run(asRoot, { from: { kind: 'pid', pid: 900 }, names: ['db'], lookUp });
    expect(unknowns(there, 1)).toContain('name/db not-asked');
    const here = await run(asRoot, { names: ['db'], lookUp });
    expect(factValue(here, 0, 'name', 'db')).toEqual(['192.0.2.1']);
  });

  it('a file system of its own: programs in it are not run', async () => {
    const tree = { ...asRoot, '/container/usr/bin/curl': '' };
    const collected = await run(tree, { from: { kind: 'pid', pid: 900 }, clients: ['curl'] });
    expect(unknowns(collected, 1)).toContain('client/curl not-asked');
  });

  it('asks for the names that the consumer’s environment gives', async () => {
    const asked = await run(asRoot, {
      from: { kind: 'pid', pid: 40 },
      names: (variables) => variables.map(({ name }) => `${name}.example`),
      lookUp: async () => ['192.0.2.1'],
    });
    expect(factValue(asked, 0, 'name', 'http_proxy.example')).toEqual(['192.0.2.1']);
  });

  it.each([
    [
      { kind: 'pid', pid: 77 },
      { kind: 'no-such-process', pid: 77 },
    ],
    [
      { kind: 'ns', path: '/run/netns/gone' },
      { kind: 'cannot-enter', text: '/run/netns/gone' },
    ],
  ] as const)('%j: a problem', async (from, problem) => {
    expect(await attempt(asRoot, { from })).toEqual({ ok: false, problem });
  });

  it('a machine without /proc: a problem', async () => {
    expect(await attempt({})).toEqual({ ok: false, problem: { kind: 'cannot-enter', text: '/proc' } });
  });
});
