import type { Variable } from '../facts/fact.ts';
import type { AskerKey, KeyRing } from '../intents/asker-key.ts';
import { namedKey, pairedKey } from '../intents/asker-key.ts';
import type { Model, NodeModel } from '../trace/model.ts';
import type { Intent } from './intent.ts';
import type { Standpoint } from './standpoint.ts';

/** The key that the asker has for its target; `undefined` where none is seen, or where the URL itself says who asks. */
export const keyOf = (model: Model, intent: Intent, standpoint: Standpoint): AskerKey | undefined => {
  if (intent.target.hasUserinfo) return undefined;
  const ring = keyRingOf(model, intent.asker, standpoint.here, standpoint.environment.variables);
  return intent.keyVariable === undefined
    ? pairedKey(intent.target, ring)
    : namedKey(intent.keyVariable, ring);
};

/** The process that runs Tongtu has Tongtu's own command line, and a shell's says nothing. */
const keyRingOf = (
  model: Model,
  asker: Intent['asker'],
  here: NodeModel,
  variables: readonly Variable[],
): KeyRing => {
  const pid = programPid(model, asker);
  const argv = pid === undefined ? [] : (here.processes.get(pid)?.argv ?? []);
  return { variables, argv, isWhole: asker.kind === 'consumer' };
};

/** The program that asks; `undefined` where a person does, from a shell. */
export const programPid = ({ snapshot: { consumer } }: Model, asker: Intent['asker']): number | undefined => {
  if (asker.kind === 'process') return asker.pid;
  return consumer.how === 'pid' ? consumer.pid : undefined;
};
