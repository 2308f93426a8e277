import { flowOf, standpointOf } from '../domain/diagnose/standpoint.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import type { Target } from '../domain/net/target.ts';
import { buildModel } from '../domain/trace/model.ts';
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
  const collected = await world.collect();
  if (!collected.ok) return collected;
  const snapshot = collected.value;
  const model = buildModel(snapshot);
  const standpoint = standpointOf(model, { kind: 'consumer' });
  if (standpoint === undefined) return fail({ kind: 'no-consumer' });
  const flow = flowOf(model, standpoint, clientName, target);
  if (flow === undefined) return fail({ kind: 'unknown-client' });
  return succeed({ trace: traceFlow(model, flow), snapshot });
};
