import type { FactId, NodeId } from '../facts/fact.ts';
import { factId } from '../facts/fact.ts';
import type { Endpoint } from '../facts/observation.ts';
import type { Address } from '../net/address.ts';
import { formatAddress } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { lookupListener } from './listener-lookup.ts';
import type { ListeningSocket, Model, NodeModel } from './model.ts';
import { addressKey, factState } from './model.ts';
import { NOBODY_KNOWN, nodeBeyond } from './node-beyond.ts';
import type { RouteResult } from './route-lookup.ts';
import { lookupRoute } from './route-lookup.ts';
import type { BlockedWhy, Step } from './step.ts';
import type { Tree } from './tree.ts';
import { after, end } from './tree.ts';
import type { ListenerAt, Verdict } from './verdict.ts';

/** One TCP connection to be made: from a node, by a user, to an address and port. */
export interface Leg {
  readonly model: Model;
  readonly from: NodeModel;
  readonly uid: number;
  readonly to: Address;
  readonly port: number;
}

/** How a connection attempt ends; what follows is the caller's to say. */
export type Arrival =
  | { readonly kind: 'accepted'; readonly by: ListenerAt }
  /** It went to a machine whose facts are not here. */
  | { readonly kind: 'beyond'; readonly fact: FactId }
  | { readonly kind: 'blocked'; readonly node: NodeId; readonly verdict: Verdict };

export type Onward = (arrival: Arrival) => Tree;

/** More routers than this in a row are a loop. */
const MAX_HOPS = 16;

/** The state of one walk: facts already supposed to let the flow pass are not asked again. */
interface Walk {
  readonly leg: Leg;
  readonly supposed: ReadonlySet<FactId>;
  readonly onward: Onward;
  readonly hopsLeft: number;
}

const endpointOf = ({ to, port }: Leg): Endpoint => ({ address: formatAddress(to), port });

const blocked = (
  walk: Walk,
  node: NodeModel,
  why: BlockedWhy,
  verdict: 'refused' | 'timed-out' | 'unreachable',
): Tree => {
  const endpoint = endpointOf(walk.leg);
  const step: Step = { kind: 'blocked', node: node.id, why, endpoint };
  return after(
    [step],
    walk.onward({ kind: 'blocked', node: node.id, verdict: { kind: verdict, at: node.id, endpoint } }),
  );
};

/** What an unknown fact leaves open: it lets the flow pass, or it stops it without a word. */
const fork = (walk: Walk, fact: FactId, node: NodeModel, passes: (walk: Walk) => Tree): Tree => {
  if (walk.supposed.has(fact)) return passes(walk);
  const supposing: Walk = { ...walk, supposed: new Set([...walk.supposed, fact]) };
  const stopped: Verdict = { kind: 'timed-out', at: node.id, endpoint: endpointOf(walk.leg) };
  return {
    steps: [],
    next: {
      kind: 'alternatives',
      fact,
      branches: [
        { supposing: 'passes', tree: passes(supposing) },
        { supposing: 'stops', tree: end(stopped) },
      ],
    },
  };
};

const crossFirewall = (
  walk: Walk,
  node: NodeModel,
  hook: 'output' | 'input' | 'forward',
  then: (walk: Walk) => Tree,
): Tree => {
  const rules = factState(walk.leg.model.facts, node.id, 'firewall');
  const fact = factId({ node: node.id, kind: 'firewall', key: '' });
  const isEmpty = rules.kind === 'known' && rules.value.every(({ canDrop }) => !canDrop);
  const step: Step = { kind: 'firewall', node: node.id, hook, rules: isEmpty ? 'empty' : 'unknown', fact };
  if (isEmpty) return after([step], then(walk));
  return fork(walk, fact, node, (supposing) => after([step], then(supposing)));
};

/** A listener on a node, with the name of the process that holds it. */
export const listenerAt = (node: NodeModel, { socket }: ListeningSocket): ListenerAt => {
  const name = socket.pid === undefined ? undefined : node.processes.get(socket.pid)?.name;
  return { node: node.id, listener: socket, ...(name === undefined ? {} : { process: name }) };
};

const replyStep = (walk: Walk, node: NodeModel): Step | 'no-way-back' | 'same-node' => {
  const { leg } = walk;
  if (node.id === leg.from.id) return 'same-node';
  const source = sourceAddress(leg);
  if (source === undefined) return 'no-way-back';
  const back = lookupRoute(leg.model, node, source, 0);
  if (back.kind !== 'out') return 'no-way-back';
  return { kind: 'reply', from: node.id, to: leg.from.id, interface: back.interface };
};

/** The source the kernel picks: the route's own, else the first address of the interface it leaves by. */
const sourceAddress = ({ model, from, to, uid }: Leg): Address | undefined => {
  const route = lookupRoute(model, from, to, uid);
  if (route.kind !== 'out') return to;
  if (route.source !== undefined) return parseAddress(route.source);
  for (const [text, dev] of from.addresses) {
    const address = parseAddress(text);
    if (dev === route.interface && address?.family === to.family) return address;
  }
  return undefined;
};

const accept = (walk: Walk, node: NodeModel, socket: ListeningSocket): Tree => {
  const by = listenerAt(node, socket);
  const listener: Step = { kind: 'listener', by };
  const reply = replyStep(walk, node);
  if (reply === 'no-way-back') return after([listener], blocked(walk, node, 'no-way-back', 'timed-out'));
  const steps = reply === 'same-node' ? [listener] : [listener, reply];
  return after(steps, walk.onward({ kind: 'accepted', by }));
};

const reachListener = (walk: Walk, node: NodeModel): Tree => {
  const match = lookupListener(node, walk.leg.to, walk.leg.port);
  if (match.kind === 'one') return accept(walk, node, match.socket);
  if (match.kind === 'none') return blocked(walk, node, 'no-listener', 'refused');
  const fact = factId({ node: node.id, kind: 'listeners', key: '' });
  return {
    steps: [],
    next: {
      kind: 'alternatives',
      fact,
      branches: [
        { supposing: 'takes-ipv4', tree: accept(walk, node, match.socket) },
        { supposing: 'takes-ipv6-only', tree: blocked(walk, node, 'no-listener', 'refused') },
      ],
    },
  };
};

const forwards = (model: Model, node: NodeModel, family: 4 | 6): boolean => {
  const sysctls = factState(model.facts, node.id, 'sysctls');
  const name = family === 4 ? 'ipv4.ip_forward' : 'ipv6.conf.all.forwarding';
  return sysctls.kind === 'unknown' || sysctls.value[name] !== '0';
};

const leaveBy = (walk: Walk, node: NodeModel, route: Extract<RouteResult, { kind: 'out' }>): Tree => {
  const { leg } = walk;
  const nextHop = route.gateway === undefined ? leg.to : parseAddress(route.gateway);
  const hop = nextHop === undefined ? NOBODY_KNOWN : nodeBeyond(leg.model, node, route.interface, nextHop);
  if (hop.kind === 'not-known' || walk.hopsLeft === 0) {
    const fact =
      hop.kind === 'not-known' && hop.isAmbiguous
        ? factId({ node: node.id, kind: 'neighbours', key: '' })
        : `unknown-node/${route.gateway ?? formatAddress(leg.to)}`;
    const step: Step = { kind: 'leaves', node: node.id, to: endpointOf(leg), fact };
    return after([step], walk.onward({ kind: 'beyond', fact }));
  }
  const next = hop.node;
  const address = formatAddress(nextHop ?? leg.to);
  const arrives: Step = {
    kind: 'arrives',
    node: next.id,
    address,
    interface: next.addresses.get(address) ?? '',
  };
  return after([arrives], receive({ ...walk, hopsLeft: walk.hopsLeft - 1 }, next));
};

const receive = (walk: Walk, node: NodeModel): Tree => {
  if (node.addresses.has(addressKey(walk.leg.to))) {
    return crossFirewall(walk, node, 'input', (on) => reachListener(on, node));
  }
  if (!forwards(walk.leg.model, node, walk.leg.to.family))
    return blocked(walk, node, 'forwarding-off', 'timed-out');
  return crossFirewall(walk, node, 'forward', (on) => send(on, node, 'forward'));
};

const routeStep = (
  walk: Walk,
  node: NodeModel,
  route: Extract<RouteResult, { kind: 'local' | 'out' }>,
): Step => ({
  kind: 'route',
  node: node.id,
  to: formatAddress(walk.leg.to),
  via: route.kind === 'local' ? 'local' : route.gateway === undefined ? 'on-link' : 'gateway',
  interface: route.interface,
  ...(route.kind === 'out' && route.gateway !== undefined ? { gateway: route.gateway } : {}),
  table: route.table,
  destination: route.destination,
});

const send = (walk: Walk, node: NodeModel, as: 'origin' | 'forward'): Tree => {
  const { model, to, uid } = walk.leg;
  const route = lookupRoute(model, node, to, uid);
  switch (route.kind) {
    case 'none':
      return blocked(walk, node, 'no-route', 'unreachable');
    case 'refused':
      return blocked(walk, node, 'route-refuses', 'unreachable');
    case 'unknown':
      return end({ kind: 'unknown', missing: [factId({ node: node.id, kind: route.fact, key: '' })] });
    case 'local':
      return after(
        [routeStep(walk, node, route)],
        crossFirewall(walk, node, 'output', (out) =>
          crossFirewall(out, node, 'input', (on) => reachListener(on, node)),
        ),
      );
    case 'out': {
      const step = routeStep(walk, node, route);
      const onWay = (on: Walk): Tree =>
        as === 'origin'
          ? crossFirewall(on, node, 'output', (out) => leaveBy(out, node, route))
          : leaveBy(on, node, route);
      if (factState(model.facts, node.id, 'rules').kind === 'known') return after([step], onWay(walk));
      const rules = factId({ node: node.id, kind: 'rules', key: '' });
      return fork(walk, rules, node, (supposing) => after([step], onWay(supposing)));
    }
  }
};

/**
 * Follows one TCP connection from its origin to the socket that takes it, and the way back, through the nodes of the
 * snapshot in the order of their own stacks: route, output, link, (forward)*, input, listener, reply. `onward` says what
 * comes after, also after a blocker.
 */
export const followLeg = (leg: Leg, onward: Onward): Tree =>
  send({ leg, supposed: new Set(), onward, hopsLeft: MAX_HOPS }, leg.from, 'origin');
