import type { Fact, NodeId } from '../../domain/facts/fact.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { limitedRunner } from '../exec/limited-runner.ts';
import { localRunner } from '../exec/local-runner.ts';
import { startConsumer } from './consumer-readings.ts';
import type { Context } from './context.ts';
import { depthOf } from './depth.ts';
import type { Files } from './files.ts';
import { createFiles } from './files.ts';
import { finishNodes } from './finish-nodes.ts';
import { hasNoFirewall } from './firewall/no-firewall.ts';
import { lookUpNames, systemLookUp } from './names/look-up-names.ts';
import { accessTo, findNodes } from './namespaces/find-nodes.ts';
import { ownAddresses } from './network/own-addresses.ts';
import type { Collected, CollectOptions, CollectProblem } from './options.ts';
import type { NamespaceMount } from './proc/parse-mountinfo.ts';
import { findConsumer } from './processes/find-consumer.ts';
import { listPids } from './processes/list-pids.ts';
import { scanProcesses } from './processes/scan-processes.ts';
import { readSelf } from './read-self.ts';
import { asFact, noteAt } from './reading.ts';
import { startNode } from './start-node.ts';
import { withoutControls } from './without-controls.ts';

/** Programs at once: enough to keep two processors busy, few enough not to disturb what is measured. */
const MOST_PROGRAMS = 4;

/**
 * Reads this machine once: every network namespace that can be seen, the processes that matter, and what the consumer's requests
 * depend on. Programs run while /proc is read. What is missing or denied is an unknown fact with what would fill it; only a place that
 * does not exist is a problem. Changes nothing.
 */
export const collect = async (options: CollectOptions): Promise<Result<Collected, CollectProblem>> => {
  const { signal, from } = options;
  const files = createFiles(options.root);
  const self = readSelf(files);
  if (self === undefined) return fail({ kind: 'cannot-enter', text: '/proc' });
  const place = from.kind === 'ns' ? namespaceAt(files, from.path) : undefined;
  if (place !== undefined && !place.ok) return place;
  const found = findConsumer(files, self, options);
  if (!found.ok) return found;

  const context: Context = {
    files,
    self,
    runner: limitedRunner(
      MOST_PROGRAMS,
      options.runner ?? localRunner(signal === undefined ? {} : { signal }),
    ),
    secrets: options.secrets,
    hasNoFirewall: hasNoFirewall(files),
    ownAddresses: () => (options.root === undefined ? ownAddresses() : undefined),
    note: () => noteAt(options.now()),
    signal,
  };
  const ownRun = startNode(context, { kind: 'own', pid: self.pid }, 'whole');
  const consumer = startConsumer(context, options, found.value);

  const pids = listPids(files);
  const isPrivileged = self.uid === 0;
  const scan = await scanProcesses(
    files,
    pids,
    { uid: self.uid, isPrivileged, ownPid: self.pid, readsArguments: options.survey !== undefined },
    signal,
  );
  const { nodes, own } = findNodes(context, scan.sights, place?.value);
  const consumerNode =
    nodes.find(({ space }) =>
      place === undefined ? space.pids.includes(found.value.who.pid) : space.netInode === place.value.inode,
    ) ?? own;
  const runs = nodes.map((node) => {
    const depth = depthOf(nodes.length, node === consumerNode);
    return { node, run: node === own ? ownRun : startNode(context, accessTo(node, self.mayEnter), depth) };
  });
  const facts = await finishNodes(context, {
    runs,
    scan,
    pids,
    consumer,
    consumerNode,
    found: found.value,
    withTelling: options.survey !== undefined,
  });
  signal?.throwIfAborted();
  const collected: Collected = {
    consumer: { node: consumerNode.id, ...found.value.who },
    nodes: nodes.map(({ id, names }) => ({ id, names })),
    facts: [...facts, ...(await surveyedNames(context, options, own.id, facts))],
    asRoot: self.uid === 0,
  };
  return succeed(withoutControls(collected));
};

/** The names that other processes will ask for, asked as this one: from its own namespace, and none twice. */
const surveyedNames = async (
  context: Context,
  { survey, lookUp }: CollectOptions,
  node: NodeId,
  facts: readonly Fact[],
): Promise<readonly Fact[]> => {
  if (survey === undefined) return [];
  const ofNode = facts.filter((fact) => fact.node === node);
  const asked = new Set(ofNode.flatMap(({ kind, key }) => (kind === 'name' ? [key] : [])));
  const wanted = survey.names(ofNode).filter((name) => !asked.has(name));
  const readings = await lookUpNames(wanted, lookUp ?? systemLookUp, context.note);
  return readings.map((reading) => asFact(node, reading));
};

/** A namespace's file is one of nsfs, as this process's own is. */
const namespaceAt = (files: Files, path: string): Result<NamespaceMount, CollectProblem> => {
  const status = files.status(path);
  const isNamespace = status !== undefined && status.device === files.status('/proc/self/ns/net')?.device;
  return isNamespace ? succeed({ inode: status.inode, path }) : fail({ kind: 'cannot-enter', text: path });
};
