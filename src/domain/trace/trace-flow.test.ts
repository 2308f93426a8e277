import { describe, expect, it } from 'vitest';
import { CLIENTS } from '../clients/registry.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { MachineSketch } from '../testing/snapshot.ts';
import { sketchSnapshot } from '../testing/snapshot.ts';
import { buildModel, factState } from './model.ts';
import type { Trace } from './trace-flow.ts';
import { traceFlow } from './trace-flow.ts';
import { mainSteps, outcomesOf, verdictOf } from './tree.ts';

const follow = (
  url: string,
  machines: Readonly<Record<string, MachineSketch>>,
  clientName = 'curl',
): Trace => {
  const snapshot = sketchSnapshot(machines);
  const model = buildModel(snapshot);
  const client = CLIENTS.find(({ name }) => name === clientName);
  const target = parseTarget(url);
  const environment = factState(model.facts, snapshot.consumer.node, 'environment', 'consumer');
  if (client === undefined || !target.ok || environment.kind !== 'known')
    throw new Error('a sketch that cannot be traced');
  const { variables } = environment.value;
  return traceFlow(model, {
    from: snapshot.consumer.node,
    uid: 1000,
    client,
    variables,
    target: target.value,
  });
};

const verdict = (...args: Parameters<typeof follow>) => verdictOf(follow(...args).tree);

const stepKinds = (...args: Parameters<typeof follow>) =>
  mainSteps(follow(...args).tree).map(({ kind }) => kind);

describe('a direct request to this node', () => {
  it('is answered by the listener on the exact address before one on the wildcard', () => {
    const listeners = ['wide 1 0.0.0.0:8000', 'exact 2 127.0.0.1:8000'];
    expect(verdict('http://127.0.0.1:8000/', { here: { listeners } })).toMatchObject({
      kind: 'answered',
      by: { process: 'exact' },
    });
  });

  it('is refused where nothing listens', () => {
    expect(verdict('http://127.0.0.1:8000/', { here: {} })).toMatchObject({ kind: 'refused', at: 'here' });
  });

  it('names each stage in the order of the stack', () => {
    expect(stepKinds('http://127.0.0.1:8000/', { here: { listeners: ['vllm 1 0.0.0.0:8000'] } })).toEqual([
      'proxy-choice',
      'route',
      'firewall',
      'firewall',
      'listener',
    ]);
  });

  it('takes 0.0.0.0 for the loopback, as connect(2) does', () => {
    const here = { listeners: ['vllm 1 127.0.0.1:8000'] };
    expect(verdict('http://0.0.0.0:8000/', { here }).kind).toBe('answered');
  });

  it('reaches an IPv4 address through a dual-stack socket, and not through an IPv6-only one', () => {
    const socket = (v6only: boolean) => ({ here: { listeners: [`go 1 [::]:80 v6only=${v6only}`] } });
    expect(verdict('http://127.0.0.1/', socket(false)).kind).toBe('answered');
    expect(verdict('http://127.0.0.1/', socket(true)).kind).toBe('refused');
  });

  it('is unknown where it rests on an IPV6_V6ONLY that could not be read, and names that fact', () => {
    expect(verdict('http://127.0.0.1/', { here: { listeners: ['go 1 [::]:80'] } })).toEqual({
      kind: 'unknown',
      missing: ['here/listeners'],
    });
  });

  it('is unknown behind firewall rules that are not modelled, with both ways told', () => {
    const here = { listeners: ['vllm 1 0.0.0.0:8000'], firewallCanDrop: true };
    const { tree } = follow('http://127.0.0.1:8000/', { here });
    expect(outcomesOf(tree).map((outcome) => outcome.verdict.kind)).toEqual(['answered', 'timed-out']);
    expect(verdictOf(tree)).toEqual({ kind: 'unknown', missing: ['here/firewall'] });
  });
});

describe('names', () => {
  it('are tried address by address until one is answered', () => {
    const here = {
      names: { 'svc.test': ['10.0.0.9', '127.0.0.1'] },
      listeners: ['vllm 1 127.0.0.1:80'],
      addresses: ['eth0 10.0.0.9/24'],
    };
    const { tree, connectTo } = follow('http://svc.test/', { here }, 'requests');
    expect(connectTo.map(({ address }) => address)).toEqual(['10.0.0.9', '127.0.0.1']);
    expect(verdictOf(tree).kind).toBe('answered');
  });

  it('that nobody asked for leave the verdict unknown', () => {
    expect(verdict('http://svc.test/', { here: {} })).toEqual({
      kind: 'unknown',
      missing: ['here/name/svc.test'],
    });
  });

  it('that the resolver does not know end the flow', () => {
    expect(verdict('http://svc.test/', { here: { names: { 'svc.test': [] } } })).toEqual({
      kind: 'name-not-found',
      name: 'svc.test',
    });
  });
});

describe('another node', () => {
  const here = { addresses: ['eth0 10.0.0.1/24'] };

  it('is reached over the link, and the reply finds its way back', () => {
    const there = { addresses: ['eth0 10.0.0.2/24'], listeners: ['vllm 7 0.0.0.0:8000'] };
    expect(verdict('http://10.0.0.2:8000/', { here, there })).toMatchObject({
      kind: 'answered',
      by: { node: 'there' },
    });
    expect(stepKinds('http://10.0.0.2:8000/', { here, there }).at(-1)).toBe('reply');
  });

  it('that has no route back makes the flow time out', () => {
    const far = { addresses: ['eth0 10.9.0.2/24'], listeners: ['vllm 7 0.0.0.0:8000'] };
    const router = {
      addresses: ['eth0 10.0.0.254/24', 'eth1 10.9.0.254/24'],
      sysctls: { 'ipv4.ip_forward': '1' },
    };
    const sender = { ...here, defaultGateway: { gateway: '10.0.0.254', interface: 'eth0' } };
    expect(verdict('http://10.9.0.2:8000/', { here: sender, router, far })).toMatchObject({
      kind: 'timed-out',
      at: 'far',
    });
  });

  it('behind a node that does not forward is not reached', () => {
    const sender = { ...here, defaultGateway: { gateway: '10.0.0.254', interface: 'eth0' } };
    const router = { addresses: ['eth0 10.0.0.254/24', 'eth1 10.9.0.254/24'] };
    expect(verdict('http://10.9.0.2:8000/', { here: sender, router })).toMatchObject({
      kind: 'timed-out',
      at: 'router',
    });
  });

  it('is told from another with the same address by its MAC', () => {
    const near = {
      addresses: ['eth0 10.0.0.2/24'],
      mac: '02:00:00:00:00:0a',
      listeners: ['near 7 0.0.0.0:8000'],
    };
    const far = {
      addresses: ['eth0 10.0.0.2/24'],
      mac: '02:00:00:00:00:0b',
      listeners: ['far 8 0.0.0.0:8000'],
    };
    const knows = (mac: string) => ({ ...here, neighbours: [`eth0 10.0.0.2 ${mac}`] });
    const url = 'http://10.0.0.2:8000/';
    expect(verdict(url, { here: knows('02:00:00:00:00:0b'), near, far })).toMatchObject({
      by: { process: 'far' },
    });
    expect(verdict(url, { here: knows('02:00:00:00:00:0c'), near, far })).toEqual({
      kind: 'unknown',
      missing: ['unknown-node/10.0.0.2'],
    });
    expect(verdict(url, { here, near, far })).toEqual({ kind: 'unknown', missing: ['here/neighbours'] });
  });

  it('whose facts are not here leaves the verdict unknown, never guessed', () => {
    expect(verdict('http://10.0.0.77:8000/', { here })).toEqual({
      kind: 'unknown',
      missing: ['unknown-node/10.0.0.77'],
    });
  });

  it('without any route is unreachable', () => {
    expect(verdict('http://203.0.113.9/', { here })).toMatchObject({ kind: 'unreachable' });
  });
});

describe('a proxy', () => {
  const here = { addresses: ['eth0 10.0.0.1/24'], environment: { http_proxy: 'http://10.0.0.2:3128' } };

  it('opens the second leg from its own node: 127.0.0.1 is its own loopback', () => {
    const proxy = {
      addresses: ['eth0 10.0.0.2/24'],
      listeners: ['squid 3 0.0.0.0:3128', 'other 4 127.0.0.1:8000'],
    };
    const { tree } = follow('http://127.0.0.1:8000/', {
      here: { ...here, listeners: ['vllm 1 0.0.0.0:8000'] },
      proxy,
    });
    const answered = outcomesOf(tree).find((outcome) => outcome.verdict.kind === 'answered');
    expect(answered?.verdict).toMatchObject({ by: { node: 'proxy', process: 'other' } });
  });

  it('whose own leg is refused answers with an error, whatever its rules say', () => {
    const proxy = { addresses: ['eth0 10.0.0.2/24'], listeners: ['squid 3 0.0.0.0:3128'] };
    expect(verdict('http://127.0.0.1:8000/', { here, proxy })).toMatchObject({ kind: 'proxy-error' });
  });

  it('that would get through is unknown, because its rules are not read', () => {
    const proxy = { addresses: ['eth0 10.0.0.2/24'], listeners: ['squid 3 0.0.0.0:3128'] };
    const there = { addresses: ['eth0 10.0.0.3/24'], listeners: ['vllm 1 0.0.0.0:8000'] };
    expect(verdict('http://10.0.0.3:8000/', { here, proxy, there })).toMatchObject({
      kind: 'unknown',
      missing: ['proxy/proxy-policy/http://10.0.0.2:3128'],
    });
  });

  it('that does not run refuses, and the way beyond it is still drawn', () => {
    const proxy = { addresses: ['eth0 10.0.0.2/24'] };
    const { tree } = follow('http://127.0.0.1:8000/', { here, proxy });
    expect(verdictOf(tree)).toMatchObject({ kind: 'refused', at: 'proxy' });
    expect(mainSteps(tree).map(({ kind }) => kind)).toContain('relay');
  });
});

describe('a name with many addresses', () => {
  it('is traced in no more time than it has addresses, also where every attempt rests on unknown rules', () => {
    const addresses = Array.from({ length: 200 }, (_, index) => `10.0.0.${index + 1}`);
    const here = {
      addresses: addresses.map((address) => `eth0 ${address}/24`),
      names: { 'many.test': addresses },
      firewallCanDrop: true,
    };
    const { tree } = follow('http://many.test/', { here }, 'requests');
    expect(
      outcomesOf(tree)
        .map(({ verdict: { kind } }) => kind)
        .sort(),
    ).toEqual(['refused', 'timed-out']);
    expect(verdictOf(tree)).toEqual({ kind: 'unknown', missing: ['here/firewall'] });
  });
});

describe('laws', () => {
  const machines = {
    here: { addresses: ['eth0 10.0.0.1/24'], listeners: ['vllm 1 0.0.0.0:8000'] },
    there: { addresses: ['eth0 10.0.0.2/24'], listeners: ['squid 2 0.0.0.0:3128'] },
  };

  it('the order of the facts changes nothing', () => {
    const target = parseTarget('http://10.0.0.2:3128/');
    const [client] = CLIENTS;
    if (!target.ok || client === undefined) throw new Error('a sketch that cannot be traced');
    const snapshot = sketchSnapshot(machines);
    const flow = { from: 'here', uid: 1000, client, variables: [], target: target.value };
    const trees = [snapshot.facts, snapshot.facts.toReversed()].map(
      (facts) => traceFlow(buildModel({ ...snapshot, facts }), flow).tree,
    );
    expect(trees[1]).toEqual(trees[0]);
  });

  it('an idle node that is added changes no verdict', () => {
    const idle = { addresses: ['eth0 10.0.0.200/24'] };
    expect(verdict('http://10.0.0.2:3128/', { ...machines, idle })).toEqual(
      verdict('http://10.0.0.2:3128/', machines),
    );
  });
});
