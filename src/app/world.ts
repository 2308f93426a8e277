import { monotonicMs } from '../adapters/exec/monotonic.ts';
import type { From } from '../adapters/linux/options.ts';
import type { Secrets } from '../adapters/secrets/secrets.ts';
import { createSecrets } from '../adapters/secrets/secrets.ts';
import type { Observation, Question } from '../domain/facts/observation.ts';
import type { Result } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';

export type { From, Secrets };
export { createSecrets, monotonicMs };

/** Why a place cannot be asked from. */
export type WorldProblem =
  | { readonly kind: 'no-such-process'; readonly pid: number }
  | { readonly kind: 'cannot-enter'; readonly text: string };

/** What a use case may do to the world: read it once more, and ask it questions. Nothing else. */
export interface World {
  /** Reads every fact anew. The snapshot holds no observations. */
  readonly collect: () => Promise<Result<Snapshot, WorldProblem>>;
  /** Answers in the order of the questions; a question that cannot be asked has an answer that says so. */
  readonly ask: (snapshot: Snapshot, questions: readonly Question[]) => Promise<readonly Observation[]>;
  /** Ends what was started to answer. */
  readonly close: () => void;
}

/** A stored snapshot instead of a machine: what was not asked then stays unasked. */
export const storedWorld = (snapshot: Snapshot): World => ({
  collect: async () => ({ ok: true, value: snapshot }),
  ask: async () => [],
  close: () => {},
});
