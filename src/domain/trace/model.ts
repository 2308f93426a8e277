import type {
  Fact,
  FactId,
  FactKind,
  FactValues,
  Interface,
  Listener,
  NodeId,
  Process,
} from '../facts/fact.ts';
import { factId } from '../facts/fact.ts';
import type { Known } from '../facts/known.ts';
import { unknown } from '../facts/known.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import type { Address } from '../net/address.ts';
import { unmapIPv4 } from '../net/classify-address.ts';
import { formatAddress } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import type { Prefix } from '../net/prefix.ts';
import { parsePrefix } from '../net/prefix.ts';

/** A listening socket with its address parsed. */
export interface ListeningSocket {
  readonly socket: Listener;
  readonly address: Address;
}

/** One route with its destination parsed, and its place among equals: longest prefix first, then lowest metric. */
export interface ParsedRoute {
  readonly route: FactValues['routes'][number];
  readonly destination: Prefix;
}

/** One node's facts, indexed for the tracer. Each field is built from this node's facts alone. */
export interface NodeModel {
  readonly id: NodeId;
  readonly name: string;
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** Canonical address text → the interface that has it. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly listenersByPort: ReadonlyMap<number, readonly ListeningSocket[]>;
  readonly routesByTable: ReadonlyMap<string, readonly ParsedRoute[]>;
  readonly processes: ReadonlyMap<number, Process>;
}

/** A snapshot, indexed. */
export interface Model {
  readonly snapshot: Snapshot;
  readonly nodes: ReadonlyMap<NodeId, NodeModel>;
  /** Canonical address text → the nodes that have it, loopback addresses left out. */
  readonly owners: ReadonlyMap<string, readonly NodeId[]>;
  readonly facts: ReadonlyMap<FactId, Fact>;
}

/** Text by which equal addresses are equal: zone dropped, IPv4-mapped as IPv4. */
export const addressKey = (address: Address): string => {
  const plain = unmapIPv4(address);
  return formatAddress(plain.family === 6 ? { ...plain, zone: '' } : plain);
};

/** The state of one fact; one that nobody read is unknown `not-asked`. */
export const factState = <Kind extends FactKind>(
  facts: ReadonlyMap<FactId, Fact>,
  node: NodeId,
  kind: Kind,
  key = '',
): Known<FactValues[Kind]> => {
  const fact = facts.get(factId({ node, kind, key }));
  if (fact === undefined) return unknown('not-asked', { kind: 'none' });
  // The id holds the kind, so the state is that kind's.
  return fact.state as Known<FactValues[Kind]>;
};

const listOf = <Kind extends FactKind, Item>(
  facts: ReadonlyMap<FactId, Fact>,
  node: NodeId,
  kind: Kind & (FactValues[Kind] extends readonly Item[] ? Kind : never),
): readonly Item[] => {
  const state = factState(facts, node, kind as Kind);
  return state.kind === 'known' ? (state.value as readonly Item[]) : [];
};

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

const listenersByPort = (listeners: readonly Listener[]): Map<number, ListeningSocket[]> => {
  const byPort = new Map<number, ListeningSocket[]>();
  for (const socket of listeners) {
    const address = parseAddress(socket.address);
    if (address !== undefined && socket.protocol === 'tcp') push(byPort, socket.port, { socket, address });
  }
  return byPort;
};

const routesByTable = (routes: FactValues['routes']): Map<string, ParsedRoute[]> => {
  const byTable = new Map<string, ParsedRoute[]>();
  for (const route of routes) {
    const destination = parsePrefix(route.destination);
    if (destination !== undefined) push(byTable, route.table, { route, destination });
  }
  for (const table of byTable.values()) {
    table.sort((a, b) => b.destination.length - a.destination.length || a.route.metric - b.route.metric);
  }
  return byTable;
};

const buildNode = (facts: ReadonlyMap<FactId, Fact>, id: NodeId, name: string): NodeModel => {
  const addresses = new Map<string, string>();
  for (const { address, interface: dev } of listOf<'addresses', FactValues['addresses'][number]>(
    facts,
    id,
    'addresses',
  )) {
    const parsed = parseAddress(address);
    if (parsed !== undefined) addresses.set(addressKey(parsed), dev);
  }
  return {
    id,
    name,
    interfaces: new Map(
      listOf<'interfaces', Interface>(facts, id, 'interfaces').map((link) => [link.name, link]),
    ),
    addresses,
    listenersByPort: listenersByPort(listOf<'listeners', Listener>(facts, id, 'listeners')),
    routesByTable: routesByTable(listOf<'routes', FactValues['routes'][number]>(facts, id, 'routes')),
    processes: new Map(
      listOf<'processes', Process>(facts, id, 'processes').map((process) => [process.pid, process]),
    ),
  };
};

/** Builds the tracer's index of a snapshot. Pure: the same snapshot gives the same model. */
export const buildModel = (snapshot: Snapshot): Model => {
  const facts = new Map(snapshot.facts.map((fact) => [factId(fact), fact]));
  const nodes = new Map(snapshot.nodes.map(({ id, names }) => [id, buildNode(facts, id, names[0] ?? id)]));
  const owners = new Map<string, NodeId[]>();
  for (const node of nodes.values()) {
    for (const [address, dev] of node.addresses) {
      if (node.interfaces.get(dev)?.linkKind !== 'loopback' && dev !== 'lo') push(owners, address, node.id);
    }
  }
  return { snapshot, nodes, owners, facts };
};
