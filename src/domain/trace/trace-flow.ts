import type { Client, ProxyChoice, ProxyServer } from '../clients/client.ts';
import type { NodeId, Variable } from '../facts/fact.ts';
import { factId } from '../facts/fact.ts';
import type { Endpoint } from '../facts/observation.ts';
import type { Address } from '../net/address.ts';
import { formatAddress } from '../net/format-address.ts';
import { targetAuthority } from '../net/format-target.ts';
import { parseAddress } from '../net/parse-address.ts';
import type { Host, Target } from '../net/target.ts';
import type { Arrival } from './leg.ts';
import { followLeg } from './leg.ts';
import type { Model, NodeModel } from './model.ts';
import { factState } from './model.ts';
import type { Step } from './step.ts';
import type { Tree } from './tree.ts';
import { after, end } from './tree.ts';
import type { Verdict } from './verdict.ts';

/** One request of one client: who asks, with which program and variables, for what. */
export interface Flow {
  readonly from: NodeId;
  readonly uid: number;
  readonly client: Client;
  /** Absent: not known; the newest behaviour is supposed. */
  readonly version?: string;
  /** Optional packages that are known to be missing beside it. */
  readonly without?: readonly string[];
  readonly variables: readonly Variable[];
  readonly target: Target;
}

/** A flow's proxy choice, the endpoints it would connect to first, and its journey. */
export interface Trace {
  readonly flow: Flow;
  readonly choice: ProxyChoice;
  /** In the client's own order: the target's addresses, or the proxy's. */
  readonly connectTo: readonly Endpoint[];
  readonly tree: Tree;
}

/** What a look-up gave; `unknown` when nobody asked, `none` when the resolver said no. */
type Looked =
  | { readonly kind: 'addresses'; readonly addresses: readonly Address[]; readonly steps: readonly Step[] }
  | { readonly kind: 'none'; readonly steps: readonly Step[] }
  | { readonly kind: 'unknown'; readonly steps: readonly Step[] };

const parseAll = (texts: readonly string[]): readonly Address[] =>
  texts.map(parseAddress).filter((address) => address !== undefined);

const lookUp = (model: Model, flow: Flow, host: Host): Looked => {
  if (host.kind === 'address') return { kind: 'addresses', addresses: [host.address], steps: [] };
  const { name } = host;
  const own = flow.client.lookup(flow.version, name);
  const step = (how: 'system' | 'built-in', addresses: readonly string[]): Step => ({
    kind: 'lookup',
    node: flow.from,
    name,
    how,
    addresses,
  });
  if (own.kind === 'built-in') {
    return {
      kind: 'addresses',
      addresses: parseAll(own.addresses),
      steps: [step('built-in', own.addresses)],
    };
  }
  const answer = factState(model.facts, flow.from, 'name', name);
  if (answer.kind === 'unknown') return { kind: 'unknown', steps: [step('system', [])] };
  const addresses = parseAll(answer.value);
  const steps = [step('system', answer.value)];
  return addresses.length === 0 ? { kind: 'none', steps } : { kind: 'addresses', addresses, steps };
};

/** A proxy's own look-up: only literals and `localhost` (RFC 6761 section 6.3) can be told without asking there. */
const lookUpAtProxy = (host: Host): readonly Address[] => {
  if (host.kind === 'address') return [host.address];
  return host.name === 'localhost' || host.name.endsWith('.localhost') ? parseAll(['127.0.0.1']) : [];
};

/** Tries each address in turn. */
const attemptAll = (
  model: Model,
  flow: Flow,
  from: NodeModel,
  addresses: readonly Address[],
  port: number,
  onward: (arrival: Arrival, to: Address) => Tree,
): Tree => ({
  steps: [],
  next: {
    kind: 'attempts',
    attempts: addresses.map((to) => ({
      to: { address: formatAddress(to), port },
      tree: followLeg({ model, from, uid: flow.uid, to, port }, (arrival) => onward(arrival, to)),
    })),
  },
});

const directEnd = (arrival: Arrival): Tree => {
  switch (arrival.kind) {
    case 'accepted':
      return end({ kind: 'answered', by: arrival.by });
    case 'beyond':
      return end({ kind: 'unknown', missing: [arrival.fact] });
    case 'blocked':
      return end(arrival.verdict);
  }
};

/** Gives every end of a tree the same verdict: what lies beyond a blocker is drawn, and changes nothing. */
const endingIn = (tree: Tree, verdict: Verdict): Tree => {
  const { next } = tree;
  switch (next.kind) {
    case 'end':
      return end(verdict, tree.steps);
    case 'alternatives':
      return {
        ...tree,
        next: {
          ...next,
          branches: next.branches.map((branch) => ({ ...branch, tree: endingIn(branch.tree, verdict) })),
        },
      };
    case 'attempts':
      return {
        ...tree,
        next: {
          ...next,
          attempts: next.attempts.map((attempt) => ({ ...attempt, tree: endingIn(attempt.tree, verdict) })),
        },
      };
  }
};

/** The leg that the proxy opens on its own node, from its own loopback and routes. */
const proxyLeg = (model: Model, flow: Flow, proxyNode: NodeModel | undefined, through: string): Tree => {
  const { target } = flow;
  const relay: Step = {
    kind: 'relay',
    ...(proxyNode === undefined ? {} : { node: proxyNode.id }),
    proxy: through,
    to: targetAuthority(target),
  };
  const [address] = lookUpAtProxy(target.host);
  if (proxyNode === undefined || address === undefined) {
    const where =
      proxyNode === undefined
        ? `unknown-node/${through}`
        : factId({ node: proxyNode.id, kind: 'name', key: targetAuthority(target) });
    return end({ kind: 'unknown', missing: [where] }, [relay]);
  }
  // A proxy runs as a user of its own; its policy rules by uid are not those of the consumer.
  const leg = followLeg({ model, from: proxyNode, uid: 0, to: address, port: target.port }, (arrival) =>
    arrival.kind === 'accepted'
      ? end({ kind: 'answered', by: arrival.by, through })
      : arrival.kind === 'beyond'
        ? end({ kind: 'unknown', missing: [arrival.fact] })
        : end({ kind: 'proxy-error', through }),
  );
  return after([relay], leg);
};

/** Whether a proxy's rules let this request through is not read: both ways stay open. */
const underPolicy = (proxyNode: NodeModel, through: string, forwards: Tree): Tree => ({
  steps: [],
  next: {
    kind: 'alternatives',
    fact: `${proxyNode.id}/proxy-policy/${through}`,
    branches: [
      { supposing: 'forwards', tree: forwards },
      { supposing: 'refuses', tree: end({ kind: 'proxy-error', through }) },
    ],
  },
});

const throughProxy = (
  model: Model,
  flow: Flow,
  from: NodeModel,
  proxy: ProxyServer,
  addresses: readonly Address[],
): Tree =>
  attemptAll(model, flow, from, addresses, proxy.port, (arrival, to) => {
    switch (arrival.kind) {
      case 'accepted': {
        const node = model.nodes.get(arrival.by.node);
        const onward = proxyLeg(model, flow, node, proxy.text);
        return node === undefined ? onward : underPolicy(node, proxy.text, onward);
      }
      case 'beyond':
        return endingIn(proxyLeg(model, flow, undefined, proxy.text), {
          kind: 'unknown',
          missing: [arrival.fact],
        });
      case 'blocked': {
        const owner = model.owners.get(formatAddress(to))?.[0];
        const node = owner === undefined ? undefined : model.nodes.get(owner);
        return endingIn(proxyLeg(model, flow, node, proxy.text), arrival.verdict);
      }
    }
  });

const endpoints = (addresses: readonly Address[], port: number): readonly Endpoint[] =>
  addresses.map((address) => ({ address: formatAddress(address), port }));

/**
 * Follows one request of one client, hop by hop, through the facts of a snapshot. `suppose` replaces the client's own
 * proxy choice: the counterfactual that proves a cause on the model.
 */
export const traceFlow = (model: Model, flow: Flow, suppose?: ProxyChoice): Trace => {
  const choice = suppose ?? flow.client.choose(flow.version, flow.variables, flow.target, flow.without);
  const first: Step = { kind: 'proxy-choice', node: flow.from, choice };
  const from = model.nodes.get(flow.from);
  const stop = (verdict: Verdict, steps: readonly Step[] = []): Trace => ({
    flow,
    choice,
    connectTo: [],
    tree: end(verdict, [first, ...steps]),
  });
  if (choice.kind === 'dies') return stop({ kind: 'client-dies', choice });
  if (from === undefined) return stop({ kind: 'unknown', missing: [flow.from] });
  const { host, port } = choice.kind === 'proxy' ? choice.proxy : flow.target;
  const looked = lookUp(model, flow, host);
  const name = host.kind === 'name' ? host.name : host.written;
  if (looked.kind === 'none') return stop({ kind: 'name-not-found', name }, looked.steps);
  if (looked.kind === 'unknown') {
    return stop(
      { kind: 'unknown', missing: [factId({ node: flow.from, kind: 'name', key: name })] },
      looked.steps,
    );
  }
  const addresses = flow.client.attempts(flow.version, looked.addresses);
  const tree =
    choice.kind === 'proxy'
      ? throughProxy(model, flow, from, choice.proxy, addresses)
      : attemptAll(model, flow, from, addresses, port, directEnd);
  return { flow, choice, connectTo: endpoints(addresses, port), tree: after([first, ...looked.steps], tree) };
};
