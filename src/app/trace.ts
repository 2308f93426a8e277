import { CLIENTS } from '../domain/clients/registry.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import type { Target } from '../domain/net/target.ts';
import { buildModel, factState } from '../domain/trace/model.ts';
import type { Trace } from '../domain/trace/trace-flow.ts';
import { traceFlow } from '../domain/trace/trace-flow.ts';
import type { World, WorldProblem } from './world.ts';

export interface Traced {
  readonly trace: Trace;
  readonly snapshot: Snapshot;
}

export type TraceProblem =
  | WorldProblem
  | { readonly kind: 'no-consumer' }
  | { readonly kind: 'unknown-client' };

/** Reads facts and follows one request of one client through them. Asks the world nothing: a prediction. */
export const trace = async (
  world: World,
  clientName: string,
  target: Target,
): Promise<Result<Traced, TraceProblem>> => {
  const client = CLIENTS.find(({ name }) => name === clientName);
  if (client === undefined) return fail({ kind: 'unknown-client' });
  const collected = await world.collect();
  if (!collected.ok) return collected;
  const snapshot = collected.value;
  const model = buildModel(snapshot);
  const { node, uid } = snapshot.consumer;
  if (!model.nodes.has(node)) return fail({ kind: 'no-consumer' });
  const environment = factState(model.facts, node, 'environment', 'consumer');
  if (environment.kind === 'unknown') return fail({ kind: 'no-consumer' });
  const program = factState(model.facts, node, 'client', clientName);
  const flow = {
    from: node,
    uid,
    client,
    ...(program.kind === 'known' ? { version: program.value.version } : {}),
    variables: environment.value.variables,
    target,
  };
  return succeed({ trace: traceFlow(model, flow), snapshot });
};
