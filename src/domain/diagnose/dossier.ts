import type { Answer, Observation, Question } from '../facts/observation.ts';
import { questionKey } from '../facts/observation.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import type { Model } from '../trace/model.ts';
import { buildModel } from '../trace/model.ts';

/** A snapshot made ready for any number of intents: its facts indexed, its observations by question. */
export interface Dossier {
  readonly model: Model;
  /** Absent where nobody asked. */
  readonly answerTo: (question: Question) => Answer | undefined;
}

const lookUpIn = (observations: readonly Observation[]): Dossier['answerTo'] => {
  const answers = new Map(observations.map(({ question, answer }) => [questionKey(question), answer]));
  return (question) => answers.get(questionKey(question));
};

export const openDossier = (snapshot: Snapshot): Dossier => ({
  model: buildModel(snapshot),
  answerTo: lookUpIn(snapshot.observations),
});

/** The same facts with more observations: nothing is indexed again. */
export const addObservations = ({ model }: Dossier, observations: readonly Observation[]): Dossier => {
  const snapshot = { ...model.snapshot, observations: [...model.snapshot.observations, ...observations] };
  return { model: { ...model, snapshot }, answerTo: lookUpIn(snapshot.observations) };
};
