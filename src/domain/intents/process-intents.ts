import type { Environment, NodeId, Process, Variable } from '../facts/fact.ts';
import type { Model } from '../trace/model.ts';
import { pairedKey } from './asker-key.ts';
import { servicesInArguments } from './in-arguments.ts';
import { servicesInVariable } from './in-variable.ts';
import type { FoundService, Inferred } from './inferred.ts';
import { asIntent } from './inferred.ts';
import type { NamedService } from './named-service.ts';
import { narrowClients } from './narrow-clients.ts';
import { asProgramReads } from './program-clients.ts';
import { programName } from './program-name.ts';

export interface ProcessIntents {
  readonly inferred: readonly Inferred[];
  /** Those that ask with a client that is not modelled: nobody can say what they do. */
  readonly notModelled: readonly Process[];
}

/** Whether what a process on a node names is to be reached by it. */
export type IsWanted = (node: NodeId, found: FoundService) => boolean;

/** What the processes of a machine name in their variables and arguments; workers and copies that are alike are one. */
export const processIntents = (model: Model, isWanted: IsWanted): ProcessIntents => {
  const groups = new Map<string, Inferred>();
  const notModelled = new Map<number, Process>();
  for (const { process, node, environment } of askersIn(model)) {
    const { variables } = environment;
    for (const found of namedBy(variables, process.argv ?? [])) {
      const { service } = found;
      if (!isWanted(node, found) || listensThere(model, node, process.pid, service)) continue;
      const asker = { kind: 'process', node, pid: process.pid } as const;
      const clients = narrowClients(model, { asker, process, service });
      if (clients.length === 0) {
        notModelled.set(process.pid, process);
        continue;
      }
      const name = programName(process);
      const sent = pairedKey(service.target, { variables, argv: process.argv ?? [], isWhole: false });
      const key = JSON.stringify([node, process.uid, name, service.url, variables, clients, sent]);
      const group = groups.get(key);
      groups.set(
        key,
        group === undefined
          ? { intent: asIntent(asker, found, clients), alsoPids: [] }
          : { ...group, alsoPids: [...group.alsoPids, process.pid] },
      );
    }
  }
  return { inferred: [...groups.values()], notModelled: [...notModelled.values()] };
};

/** The services that variables and arguments name, each once; what the command line says counts before the environment. */
export const namedBy = (variables: readonly Variable[], argv: readonly string[]): readonly FoundService[] => {
  const found: FoundService[] = [
    ...servicesInArguments(argv).map(({ argument, ...service }) => ({
      service: asProgramReads(argv, service),
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

/** A process that may ask: with its node and what it was started with. */
interface Asking {
  readonly node: NodeId;
  readonly process: Process;
  readonly environment: Environment;
}

const askersIn = (model: Model): readonly Asking[] => {
  const own = new Set(consumerChain(model));
  return model.snapshot.facts.flatMap((fact): readonly Asking[] => {
    const { node, kind, key, state } = fact;
    if (kind !== 'environment' || key === 'consumer' || key === 'caller' || state.kind !== 'known') return [];
    const process = model.nodes.get(node)?.processes.get(state.value.pid);
    if (process === undefined || isTongtu(process)) return [];
    if (node === model.snapshot.consumer.node && own.has(process.pid)) return [];
    return [{ node, process, environment: state.value }];
  });
};

/** Another run of this program asks for what it was told to ask for. */
const isTongtu = ({ argv }: Process): boolean =>
  (argv ?? []).slice(0, 3).some((word) => /(?:^|\/)tongtu(?:\.cjs)?$/.test(word));

/** The consumer and the shells above it: they are asked for by themselves. */
const consumerChain = ({ snapshot: { consumer }, nodes }: Model): readonly number[] => {
  const processes = nodes.get(consumer.node)?.processes;
  const chain = [consumer.pid];
  let next = processes?.get(consumer.pid);
  while (next !== undefined && !chain.includes(next.parentPid)) {
    chain.push(next.parentPid);
    next = processes?.get(next.parentPid);
  }
  return chain;
};

/** A service's own port, in its own environment, is where it listens. */
const listensThere = (model: Model, node: NodeId, pid: number, { target }: NamedService): boolean =>
  (model.nodes.get(node)?.listenersByPort.get(target.port) ?? []).some(({ socket }) => socket.pid === pid);
