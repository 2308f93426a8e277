import type { Fact, FactKind, NodeId } from '../../domain/facts/fact.ts';
import { known } from '../../domain/facts/known.ts';
import type { Context } from './context.ts';
import { readNameFiles } from './names/read-name-files.ts';
import type { Node } from './namespaces/identify-nodes.ts';
import { environmentReadings, keptOf } from './processes/environment-readings.ts';
import type { FoundConsumer } from './processes/find-consumer.ts';
import { ancestors } from './processes/find-consumer.ts';
import { readProcess } from './processes/read-process.ts';
import type { Scan } from './processes/scan-processes.ts';
import type { Reading } from './reading.ts';
import { asFact } from './reading.ts';
import { settingReadings } from './settings/setting-readings.ts';
import { connectionReadings } from './sockets/connection-readings.ts';
import { listenerReadings } from './sockets/listener-readings.ts';
import { findHolders } from './sockets/socket-holders.ts';
import type { NodeRun } from './start-node.ts';
import { fromFile } from './unknowns.ts';

export interface Unfinished {
  readonly runs: readonly { readonly node: Node; readonly run: NodeRun }[];
  readonly scan: Scan;
  readonly pids: readonly number[];
  readonly consumer: Promise<readonly Reading[]>;
  readonly consumerNode: Node;
  readonly found: FoundConsumer;
  /** Also the command lines and connections of the processes that tell. */
  readonly withTelling: boolean;
}

/** Waits for everything that was started, finds who holds the sockets, and gives all facts in one fixed order. */
export const finishNodes = async (context: Context, unfinished: Unfinished): Promise<readonly Fact[]> => {
  const { runs, scan, pids, consumer, consumerNode, found, withTelling } = unfinished;
  const consumerPid = found.who.pid;
  const telling = withTelling ? keptOf(scan).map(({ pid }) => pid) : [];
  const nodeOf = nodeByPid(runs.map(({ node }) => node));
  // Files are read and understood while programs run.
  const origins = settingReadings(context, { found, node: consumerNode.id }, telling, nodeOf);
  const sockets = await Promise.all(runs.map(({ run }) => run.sockets));
  const inodes = sockets.flatMap((one) => (one.ok ? one.value.listeners.map(({ inode }) => inode) : []));
  const holders = await findHolders(
    context.files,
    pids,
    new Set(inodes.filter((inode) => inode !== 0)),
    context.signal,
  );

  const perNode = await Promise.all(
    runs.map(async ({ node, run }, index): Promise<readonly Fact[]> => {
      const own = sockets[index];
      const isConsumers = node === consumerNode;
      const listeners =
        own === undefined ? [] : listenerReadings(own, holders, await run.v6Only, context.note());
      const held =
        own?.ok === true ? own.value.listeners.flatMap(({ inode }) => holders.pidOf.get(inode) ?? []) : [];
      const chain = isConsumers ? [consumerPid, ...ancestors(context.files, consumerPid)] : [];
      const readings = [
        ...listeners,
        processReading(context, [...held, ...chain, ...telling.filter((pid) => nodeOf(pid) === node.id)]),
        ...(isConsumers ? await consumer : nameFiles(context, node)),
        ...(await run.readings),
      ];
      return readings.map((reading) => asFact(node.id, reading));
    }),
  );
  const environments = environmentReadings(scan, nodeOf, context.secrets, context.note());
  const connections = connectionReadings(context.files, telling, nodeOf, context.note());
  const ofProcesses = [...environments, ...connections, ...origins].map(([node, reading]) =>
    asFact(node, reading),
  );
  const facts = [...perNode.flat(), ...ofProcesses];
  return inOrder(
    facts.map((fact) => withoutVainHint(fact, context.self.uid === 0)),
    runs.map(({ node }) => node.id),
  );
};

const processReading = ({ files, secrets, note }: Context, pids: readonly number[]): Reading => {
  const unique = [...new Set(pids)].sort((a, b) => a - b);
  const processes = unique.flatMap((pid) => readProcess(files, pid, secrets) ?? []);
  return note()('processes', known(processes, fromFile('/proc')));
};

/** As the first process of that node sees them. A node without one has no files of its own. */
const nameFiles = ({ files, note }: Context, { space }: Node): readonly Reading[] => {
  const pid = space.readablePid ?? space.pids[0];
  return pid === undefined ? [] : readNameFiles(files, `/proc/${pid}/root`, note());
};

const nodeByPid = (nodes: readonly Node[]): ((pid: number) => NodeId | undefined) => {
  const byPid = new Map(nodes.flatMap(({ id, space }) => space.pids.map((pid) => [pid, id] as const)));
  return (pid) => byPid.get(pid);
};

/** To root, "run as root" is no help: what is denied to it a container's or a machine's policy denies. */
const withoutVainHint = (fact: Fact, isRoot: boolean): Fact => {
  const { state } = fact;
  if (!isRoot || state.kind === 'known' || state.hint.kind !== 'run-as-root') return fact;
  return { ...fact, state: { ...state, hint: { kind: 'none' } } };
};

const KINDS: Readonly<Record<FactKind, number>> = {
  interfaces: 0,
  addresses: 1,
  routes: 2,
  rules: 3,
  neighbours: 4,
  listeners: 5,
  processes: 6,
  connections: 7,
  sysctls: 8,
  firewall: 9,
  'hosts-file': 10,
  resolver: 11,
  environment: 12,
  settings: 13,
  lineage: 14,
  client: 15,
  name: 16,
};

/** By node, kind and key: the order in which things were read must not show. */
const inOrder = (facts: readonly Fact[], nodes: readonly NodeId[]): readonly Fact[] => {
  const place = new Map(nodes.map((id, index) => [id, index]));
  return [...facts].sort(
    (a, b) =>
      (place.get(a.node) ?? 0) - (place.get(b.node) ?? 0) ||
      KINDS[a.kind] - KINDS[b.kind] ||
      compareKeys(a.key, b.key),
  );
};

/** Pids by number, after words. */
const compareKeys = (a: string, b: string): number => {
  const [left, right] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && Number.isInteger(left) && Number.isInteger(right)) return left - right;
  return a < b ? -1 : a > b ? 1 : 0;
};
