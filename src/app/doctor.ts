import type { Diagnosis } from '../domain/diagnose/diagnose.ts';
import { diagnose, openQuestions } from '../domain/diagnose/diagnose.ts';
import type { Dossier } from '../domain/diagnose/dossier.ts';
import { addObservations, openDossier } from '../domain/diagnose/dossier.ts';
import type { Intent } from '../domain/diagnose/intent.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import type { Model } from '../domain/trace/model.ts';
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

/** Intents examined together, from one reading of the world. */
interface Examined {
  readonly diagnoses: readonly Diagnosis[];
  readonly snapshot: Snapshot;
}

export type DoctorProblem = WorldProblem | { readonly kind: 'no-consumer' };

/** Each answer can raise a question (a list of models, then a token of one); no chain is longer than this. */
const MAX_ROUNDS = 4;

/** Asks for all intents at once until nothing is left to ask, and returns what is known then. */
export const askEverything = async (
  world: World,
  dossier: Dossier,
  intents: readonly Intent[],
  progress: Progress,
): Promise<Dossier> => {
  let current = dossier;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const questions = intents.flatMap((intent) => openQuestions(current, intent));
    if (questions.length === 0) break;
    progress({ kind: 'asking', count: questions.length });
    const observations = await world.ask(current.model.snapshot, questions);
    if (observations.length === 0) break;
    current = addObservations(current, observations);
  }
  return current;
};

const disagrees = ({ findings }: Diagnosis): boolean =>
  findings.some(({ code }) => code === 'model-disagrees');

/** What is to be examined, found in a reading of the world; the dossier may have learnt more on the way. */
export type Find = (
  read: Dossier,
) => Promise<{ readonly dossier: Dossier; readonly intents: readonly Intent[] }>;

/**
 * Reads the world, asks and diagnoses every intent found in it. When prediction and observation disagree everything is read and
 * asked once more before that is told: the world may have moved in between.
 */
export const examine = async (
  world: World,
  find: Find,
  progress: Progress,
): Promise<Result<Examined, WorldProblem>> => {
  for (const isLast of [false, true]) {
    progress({ kind: 'collecting' });
    const collected = await world.collect();
    if (!collected.ok) return collected;
    const found = await find(openDossier(collected.value));
    const dossier = await askEverything(world, found.dossier, found.intents, progress);
    const diagnoses = found.intents.flatMap((intent) => diagnose(dossier, intent) ?? []);
    if (isLast || !diagnoses.some(disagrees)) return succeed({ diagnoses, snapshot: dossier.model.snapshot });
  }
  throw new Error('the loop above returns');
};

/** Changes an intent by what was read. */
export type Adapt = (model: Model, intent: Intent) => Intent;

export const asTheyAre: Adapt = (_, intent) => intent;

/** One intent, examined. */
export const doctor = async (
  world: World,
  intent: Intent,
  progress: Progress,
  adapt: Adapt = asTheyAre,
): Promise<Result<Examination, DoctorProblem>> => {
  const examined = await examine(
    world,
    async (dossier) => ({ dossier, intents: [adapt(dossier.model, intent)] }),
    progress,
  );
  if (!examined.ok) return examined;
  const { diagnoses, snapshot } = examined.value;
  const [diagnosis] = diagnoses;
  return diagnosis === undefined ? fail({ kind: 'no-consumer' }) : succeed({ diagnosis, snapshot });
};
