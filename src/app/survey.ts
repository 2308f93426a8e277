import type { Diagnosis } from '../domain/diagnose/diagnose.ts';
import { addObservations, openDossier } from '../domain/diagnose/dossier.ts';
import type { Result } from '../domain/facts/result.ts';
import { succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import { candidatesIn } from '../domain/intents/candidate-listeners.ts';
import type { Inference, Wanted } from '../domain/intents/infer-intents.ts';
import { EVERYTHING, inferIntents } from '../domain/intents/infer-intents.ts';
import type { Examined } from '../domain/survey/summarise.ts';
import type { Unseen } from '../domain/survey/unseen.ts';
import { unseenIn } from '../domain/survey/unseen.ts';
import type { Progress } from './doctor.ts';
import { examine } from './doctor.ts';
import type { World, WorldProblem } from './world.ts';

/** Every intent found on a machine, examined. */
export interface Survey {
  readonly scope: Wanted['scope'];
  readonly inference: Inference;
  readonly diagnoses: readonly Diagnosis[];
  readonly unseen: Unseen;
  /** With every observation made: enough to reach the same again. */
  readonly snapshot: Snapshot;
}

/** Each intent with what came of it; those are left out of which nobody could say who asks. */
export const examinedIn = ({ inference, diagnoses }: Survey): readonly Examined[] => {
  const inferred = new Map(inference.inferred.map((one) => [one.intent, one]));
  return diagnoses.flatMap((diagnosis) => {
    const one = inferred.get(diagnosis.it.intent);
    return one === undefined ? [] : [{ inferred: one, diagnosis }];
  });
};

/** Finds by itself who wants to reach what: reads, asks the sockets that could be services who they are, and examines every intent. */
export const survey = async (
  world: World,
  progress: Progress,
  wanted: Wanted = EVERYTHING,
): Promise<Result<Survey, WorldProblem>> => {
  let inference: Inference = { inferred: [], notModelled: [], askedAlone: [], leftOut: 0 };
  const examined = await examine(
    world,
    async (read) => {
      const candidates = wanted.scope === 'declared' ? [] : candidatesIn(read.model);
      const questions = candidates.map(({ question }) => question);
      progress({ kind: 'asking', count: questions.length });
      const dossier = addObservations(read, await world.ask(read.model.snapshot, questions));
      inference = inferIntents(dossier, wanted);
      return { dossier, intents: inference.inferred.map(({ intent }) => intent) };
    },
    progress,
  );
  if (!examined.ok) return examined;
  const { diagnoses, snapshot } = examined.value;
  const { scope } = wanted;
  const isNamed = inference.inferred.some(({ intent }) => intent.foundIn.kind !== 'listener');
  const isTold = scope === 'declared' || (scope === 'consumer' && isNamed);
  const unseen = unseenIn(
    diagnoses[0]?.it ?? openDossier(snapshot),
    diagnoses,
    isTold ? 'named' : 'everybody',
  );
  return succeed({ scope, inference, diagnoses, unseen, snapshot });
};
