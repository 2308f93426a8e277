import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localRunner } from '../src/adapters/exec/local-runner.ts';
import { namespaceRunner } from '../src/adapters/exec/namespace-runner.ts';
import type { Finding } from '../src/domain/diagnose/finding.ts';
import type { Lab } from '../src/lab/build-network.ts';
import { buildNetwork } from '../src/lab/build-network.ts';
import { labLacks } from '../src/lab/lab-lacks.ts';
import type { Network } from '../src/lab/network.ts';
import { ADDRESS, at, GATE_PROXY, office, squid, vllm } from './office.ts';

// Root of one host whose containers and proxies are its own namespaces: there Tongtu reads every node on the way, so that
// the proxy's own loopback is no guess.

const SWALLOWED = office({ desk: [vllm()], gate: [squid()] });
const OTHER_SERVICE = office({ desk: [vllm()], gate: [squid(), vllm({ listen: [at('127.0.0.1')] })] });
const NETWORKS: readonly Network[] = [SWALLOWED, OTHER_SERVICE];

const lacks = labLacks(NETWORKS, ['root']);
const TONGTU = fileURLToPath(new URL('../tongtu', import.meta.url));
const URL_TEXT = 'http://127.0.0.1:8000/v1';

const runAtDesk = async (lab: Lab, ...args: readonly string[]) => {
  const desk = lab.machines.get('desk');
  if (desk === undefined) throw new Error('no desk');
  const runner = namespaceRunner(desk.inside.netPath, localRunner());
  const argv = ['env', `http_proxy=${GATE_PROXY}`, TONGTU, ...args, '--json'] as const;
  const outcome = await runner.run({ argv: [...argv], timeoutMs: 60_000, maxOutputBytes: 10_000_000 });
  if (outcome.kind !== 'exited') throw new Error(outcome.kind);
  return JSON.parse(outcome.stdout);
};

describe.skipIf(lacks.length > 0 && process.env['CI'] !== 'true')('root of one host', () => {
  const labs: Lab[] = [];

  beforeAll(async () => {
    for (const network of NETWORKS) {
      const built = await buildNetwork(network);
      if (!built.ok) throw new Error(JSON.stringify(built.problem));
      labs.push(built.value);
      await tellApart(built.value);
    }
  }, 60_000);

  afterAll(async () => {
    for (const lab of labs) await lab.close();
  });

  const labOf = (index: number): Lab => {
    const lab = labs[index];
    if (lab === undefined) throw new Error('not built');
    return lab;
  };

  const runIn = async (lab: Lab, machine: string, ...argv: [string, ...string[]]): Promise<void> => {
    const at = lab.machines.get(machine);
    if (at === undefined) throw new Error(`no ${machine}`);
    const runner = namespaceRunner(at.inside.netPath, localRunner());
    const outcome = await runner.run({ argv, timeoutMs: 5_000, maxOutputBytes: 10_000 });
    expect(outcome, argv.join(' ')).toMatchObject({ kind: 'exited', code: 0 });
  };

  // Other networks of the lab may have these very addresses and MACs at the same time. A MAC of its own, and one packet
  // so that the desk's neighbour table holds it, tell which gate this desk talks to.
  const tellApart = async (lab: Lab): Promise<void> => {
    const [a, b, c] = randomBytes(3);
    const mac = ['02', '54', a, b, c, '01'].map((part) => part?.toString(16).padStart(2, '0')).join(':');
    await runIn(lab, 'gate', 'ip', 'link', 'set', 'eth0', 'address', mac);
    await runIn(lab, 'desk', 'ping', '-c1', '-W2', ADDRESS.gate);
  };

  it('predicts the proxy’s error from its own node, where nothing listens', async () => {
    const { predicted, tree } = await runAtDesk(labOf(0), 'trace', 'here', URL_TEXT);
    expect(predicted, JSON.stringify(predicted)).toMatchObject({ kind: 'proxy-error' });
    expect(JSON.stringify(tree)).toContain('"no-listener"');
  });

  it('names the node on which the proxy runs', async () => {
    const { findings } = await runAtDesk(labOf(0), 'doctor', URL_TEXT);
    const [finding]: readonly Finding[] = findings;
    expect(findings.map(({ code }: Finding) => code)).toEqual(['proxy-intercepts-local']);
    expect(finding?.evidence).toContainEqual(
      expect.objectContaining({ kind: 'proxy-elsewhere', node: expect.stringContaining('/') }),
    );
  });

  it('gives another service away by its process, though model and program are the same', async () => {
    const { findings } = await runAtDesk(labOf(1), 'doctor', URL_TEXT);
    const [finding]: readonly Finding[] = findings;
    expect(finding?.evidence).toContainEqual(expect.objectContaining({ kind: 'differs', what: 'process' }));
  });
});
