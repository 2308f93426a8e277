import type { Diagnosis } from '../domain/diagnose/diagnose.ts';
import { diagnose, openQuestions } from '../domain/diagnose/diagnose.ts';
import type { Intent } from '../domain/diagnose/intent.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import type { World, WorldProblem } from './world.ts';

/** What is under way, for the person who waits. */
export type Progress = (
  stage: { readonly kind: 'collecting' } | { readonly kind: 'asking'; readonly count: number },
) => void;

export interface Examination {
  readonly diagnosis: Diagnosis;
  /** With every observation made: enough to reach the same diagnosis again. */
  readonly snapshot: Snapshot;
}

export type DoctorProblem = WorldProblem | { readonly kind: 'no-consumer' };

/** Each answer can raise a question (a list of models, then a token of one); no chain is longer than this. */
const MAX_ROUNDS = 4;

/** Asks until nothing is left to ask, and returns the snapshot with the answers. */
export const askEverything = async (
  world: World,
  snapshot: Snapshot,
  intent: Intent,
  progress: Progress,
): Promise<Snapshot> => {
  let current = snapshot;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const questions = openQuestions(current, intent);
    if (questions.length === 0) break;
    progress({ kind: 'asking', count: questions.length });
    const observations = await world.ask(current, questions);
    if (observations.length === 0) break;
    current = { ...current, observations: [...current.observations, ...observations] };
  }
  return current;
};

const disagrees = (diagnosis: Diagnosis | undefined): boolean =>
  diagnosis?.findings.some(({ code }) => code === 'model-disagrees') ?? false;

/**
 * Reads, asks and diagnoses one intent. When prediction and observation disagree everything is read and asked once more
 * before that is told: the world may have moved in between.
 */
export const doctor = async (
  world: World,
  intent: Intent,
  progress: Progress,
): Promise<Result<Examination, DoctorProblem>> => {
  for (const isLast of [false, true]) {
    progress({ kind: 'collecting' });
    const collected = await world.collect();
    if (!collected.ok) return collected;
    const snapshot = await askEverything(world, collected.value, intent, progress);
    const diagnosis = diagnose(snapshot, intent);
    if (diagnosis === undefined) return fail({ kind: 'no-consumer' });
    if (isLast || !disagrees(diagnosis)) return succeed({ diagnosis, snapshot });
  }
  throw new Error('the loop above returns');
};
