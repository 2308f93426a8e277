import { DEFAULT_CLIENTS } from '../clients/registry.ts';
import type { Dossier } from '../diagnose/dossier.ts';
import type { FoundIn, Intent } from '../diagnose/intent.ts';
import type { NodeId, Process, Variable } from '../facts/fact.ts';
import { formatTarget } from '../net/format-target.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Model } from '../trace/model.ts';
import { factState } from '../trace/model.ts';
import { servicesIn } from './candidate-listeners.ts';
import { servicesInArguments } from './in-arguments.ts';
import { servicesInVariable } from './in-variable.ts';
import type { NamedService } from './named-service.ts';
import { narrowClients } from './narrow-clients.ts';

/** One intent, and the processes that have the very same: workers of one service, copies of one job. */
export interface Inferred {
  readonly intent: Intent;
  /** The others, lowest pid first; empty for the consumer's. */
  readonly alsoPids: readonly number[];
}

export interface Inference {
  readonly inferred: readonly Inferred[];
  /** Intents beyond the bound, which nobody checks. */
  readonly leftOut: number;
}

/** A person reads a handful of lines; a machine that has more is asked about by URL. */
const MOST_INTENTS = 256;

/**
 * Everything that somebody on this machine wants to reach: the services that the processes name, in variables and arguments, each
 * asked as that process; and the services that listen here, asked by the consumer where they are on its node, else by themselves.
 */
export const inferIntents = (dossier: Dossier): Inference => {
  const all = [
    ...processIntents(dossier.model),
    ...consumerIntents(dossier.model),
    ...listenerIntents(dossier),
  ];
  const kept = all.slice(0, MOST_INTENTS);
  return { inferred: kept, leftOut: all.length - kept.length };
};

const asIntent = (
  asker: Intent['asker'],
  { url, target, meaning, model }: NamedService,
  foundIn: FoundIn,
  clients: readonly string[],
): Intent => ({
  asker,
  url,
  target,
  meaning,
  foundIn,
  clients,
  withInference: false,
  ...(model === undefined ? {} : { model }),
});

/** What a process's variables and arguments name. A service's own port, in its own environment, is where it listens. */
const namedBy = (
  variables: readonly Variable[],
  argv: readonly string[],
): readonly { readonly service: NamedService; readonly foundIn: FoundIn }[] => {
  const found = [
    ...servicesInArguments(argv).map(({ argument, ...service }) => ({
      service,
      foundIn: { kind: 'argument', argument } as const,
    })),
    ...variables.flatMap((variable) =>
      servicesInVariable(variable).map((service) => ({
        service,
        foundIn: { kind: 'variable', name: variable.name } as const,
      })),
    ),
  ];
  return [...new Map(found.toReversed().map((one) => [one.service.url, one])).values()].toReversed();
};

const listensThere = (model: Model, node: NodeId, pid: number, { target }: NamedService): boolean =>
  (model.nodes.get(node)?.listenersByPort.get(target.port) ?? []).some(({ socket }) => socket.pid === pid);

const processIntents = (model: Model): readonly Inferred[] => {
  const groups = new Map<string, Inferred>();
  for (const { node, kind, key, state } of model.snapshot.facts) {
    if (kind !== 'environment' || key === 'consumer' || state.kind !== 'known') continue;
    const { pid, variables } = state.value;
    const process = model.nodes.get(node)?.processes.get(pid);
    if (process === undefined || isConsumers(model, node, pid)) continue;
    for (const { service, foundIn } of namedBy(variables, process.argv ?? [])) {
      if (listensThere(model, node, pid, service)) continue;
      const asker = { kind: 'process', node, pid } as const;
      const intent = asIntent(
        asker,
        service,
        foundIn,
        narrowClients(model, { asker, process, service, variables }),
      );
      const group = JSON.stringify([node, process.uid, process.name, service.url, variables, intent.clients]);
      const known = groups.get(group);
      groups.set(
        group,
        known === undefined ? { intent, alsoPids: [] } : { ...known, alsoPids: [...known.alsoPids, pid] },
      );
    }
  }
  return [...groups.values()];
};

/** The consumer and the shells above it are asked for by themselves. */
const isConsumers = (model: Model, node: NodeId, pid: number): boolean => {
  const { consumer } = model.snapshot;
  if (node !== consumer.node) return false;
  const processes = model.nodes.get(node)?.processes;
  let next: Process | undefined = processes?.get(consumer.pid);
  for (let depth = 0; next !== undefined && depth < 64; depth += 1) {
    if (next.pid === pid) return true;
    next = processes?.get(next.parentPid);
  }
  return pid === consumer.pid;
};

const consumerIntents = (model: Model): readonly Inferred[] => {
  const { consumer } = model.snapshot;
  const environment = factState(model.facts, consumer.node, 'environment', 'consumer');
  const variables = environment.kind === 'known' ? environment.value.variables : [];
  return namedBy(variables, []).map(({ service, foundIn }) => ({
    intent: asIntent({ kind: 'consumer' }, service, foundIn, DEFAULT_CLIENTS),
    alsoPids: [],
  }));
};

const listenerIntents = (dossier: Dossier): readonly Inferred[] => {
  const { consumer } = dossier.model.snapshot;
  return servicesIn(dossier).flatMap(({ node, socket, origin }): readonly Inferred[] => {
    const target = parseTarget(`${origin}/v1`);
    const pid = socket.socket.pid;
    const isHere = node === consumer.node;
    if (!target.ok || (!isHere && pid === undefined)) return [];
    const service = { url: formatTarget(target.value), target: target.value, meaning: 'url' } as const;
    const foundIn: FoundIn = { kind: 'listener', node, ...(pid === undefined ? {} : { pid }) };
    const asker: Intent['asker'] =
      isHere || pid === undefined ? { kind: 'consumer' } : { kind: 'process', node, pid };
    return [{ intent: asIntent(asker, service, foundIn, DEFAULT_CLIENTS), alsoPids: [] }];
  });
};
