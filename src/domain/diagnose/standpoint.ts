import { CLIENTS } from '../clients/registry.ts';
import type { Environment, NodeId } from '../facts/fact.ts';
import { factId } from '../facts/fact.ts';
import type { Vantage } from '../facts/observation.ts';
import type { Target } from '../net/target.ts';
import type { Model, NodeModel } from '../trace/model.ts';
import { factState } from '../trace/model.ts';
import type { Flow } from '../trace/trace-flow.ts';
import type { Asker } from './intent.ts';

/** From where an intent is asked: the network stack, the user, and the environment that the requests are made in. */
export interface Standpoint {
  readonly vantage: Vantage;
  readonly here: NodeModel;
  readonly environment: Environment;
}

/** `undefined`: the node is not in the snapshot, the process has ended, or nobody could read the environment and so what it would do. */
export const standpointOf = (model: Model, asker: Asker): Standpoint | undefined => {
  const { consumer } = model.snapshot;
  const node = asker.kind === 'consumer' ? consumer.node : asker.node;
  const here = model.nodes.get(node);
  const uid = asker.kind === 'consumer' ? consumer.uid : here?.processes.get(asker.pid)?.uid;
  if (here === undefined || uid === undefined) return undefined;
  const environment =
    asker.kind === 'consumer' ? environmentFact(model, node, 'consumer') : startedWith(model, asker);
  return environment === undefined ? undefined : { vantage: { node, uid }, here, environment };
};

const environmentFact = (model: Model, node: NodeId, key: string): Environment | undefined => {
  const state = factState(model.facts, node, 'environment', key);
  return state.kind === 'known' ? state.value : undefined;
};

/** Only environments that name something are kept as facts: where all of a node's were read, one without a fact named nothing. */
const startedWith = (
  model: Model,
  { node, pid }: Extract<Asker, { kind: 'process' }>,
): Environment | undefined => {
  const isKept = (key: string): boolean => model.facts.has(factId({ node, kind: 'environment', key }));
  if (isKept(String(pid))) return environmentFact(model, node, String(pid));
  return isKept('others') || isKept('more') ? undefined : { pid, variables: [], moment: 'as-started' };
};

/** One client's request for a target from there. `undefined`: no client has that name. */
export const flowOf = (
  model: Model,
  { vantage, environment }: Standpoint,
  clientName: string,
  target: Target,
): Flow | undefined => {
  const client = CLIENTS.find(({ name }) => name === clientName);
  if (client === undefined) return undefined;
  const { node, uid } = vantage;
  const program = factState(model.facts, node, 'client', clientName);
  return {
    from: node,
    uid,
    client,
    ...(program.kind === 'known'
      ? { version: program.value.version, without: program.value.without ?? [] }
      : {}),
    variables: environment.variables,
    target,
  };
};
