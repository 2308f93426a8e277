import type { Diagnosis } from '../../domain/diagnose/diagnose.ts';
import { diagnose } from '../../domain/diagnose/diagnose.ts';
import type { Dossier } from '../../domain/diagnose/dossier.ts';
import { addObservations, openDossier } from '../../domain/diagnose/dossier.ts';
import type { Intent } from '../../domain/diagnose/intent.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { concludeFrom } from '../conclusion.ts';
import type { DoctorProblem } from '../doctor.ts';
import { askEverything } from '../doctor.ts';
import type { World } from '../world.ts';

/** What was read, and when: rounds are asked from the same reading as long as it may be believed. */
export interface Reading {
  readonly dossier: Dossier;
  readonly readAtMs: number;
}

/** One round, judged. */
export interface Judged {
  readonly reading: Reading;
  readonly diagnosis: Diagnosis;
  /** It failed, and does not any more. */
  readonly isMomentary: boolean;
}

export interface Judge {
  readonly world: World;
  readonly intent: Intent;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
}

const silent = (): void => undefined;

/** Reads every fact anew. */
export const readAnew = async ({ world, clock }: Judge): Promise<Result<Reading, DoctorProblem>> => {
  const readAtMs = clock();
  const collected = await world.collect();
  if (!collected.ok) return collected;
  return succeed({ dossier: openDossier(collected.value), readAtMs });
};

/** How it is judged by this reading, after every question that is open. */
const judge = async (
  { world, intent }: Judge,
  dossier: Dossier,
): Promise<Result<{ readonly diagnosis: Diagnosis; readonly asked: Dossier }, DoctorProblem>> => {
  const asked = await askEverything(world, dossier, [intent], silent);
  const diagnosis = diagnose(asked, intent);
  return diagnosis === undefined ? fail({ kind: 'no-consumer' }) : succeed({ diagnosis, asked });
};

const disagrees = ({ findings }: Diagnosis): boolean =>
  findings.some(({ code }) => code === 'model-disagrees');

/**
 * Asks once. What does not work is judged by facts that are no older than itself, unless `isToldAlready` knows it for what was told the
 * round before; the answers stay those of the first try, so that a failure of a moment is not asked away.
 */
export const judgeRound = async (
  it: Judge,
  reading: Reading,
  isToldAlready: (diagnosis: Diagnosis) => boolean,
): Promise<Result<Judged, DoctorProblem>> => {
  const first = await judge(it, reading.dossier);
  if (!first.ok) return first;
  const { diagnosis } = first.value;
  const isWell = concludeFrom(diagnosis) === 'works' && !disagrees(diagnosis);
  if (isWell || isToldAlready(diagnosis)) return succeed({ reading, diagnosis, isMomentary: false });
  const anew = await readAnew(it);
  if (!anew.ok) return anew;
  const { observations } = first.value.asked.model.snapshot;
  const second = await judge(it, addObservations(anew.value.dossier, observations));
  if (!second.ok) return second;
  if (!disagrees(second.value.diagnosis))
    return succeed({ reading: anew.value, diagnosis: second.value.diagnosis, isMomentary: false });
  return judgeMoment(it, anew.value, second.value.diagnosis);
};

/** What was met and what is there cannot both be true: either it has passed, or something unseen takes part. */
const judgeMoment = async (
  it: Judge,
  reading: Reading,
  failed: Diagnosis,
): Promise<Result<Judged, DoctorProblem>> => {
  const now = await judge(it, reading.dossier);
  if (!now.ok) return now;
  const { diagnosis } = now.value;
  if (disagrees(diagnosis) || concludeFrom(diagnosis) !== 'works')
    return succeed({ reading, diagnosis, isMomentary: false });
  if (failed.paths.every(({ works }) => works)) return succeed({ reading, diagnosis, isMomentary: false });
  return succeed({ reading, diagnosis: { ...failed, findings: [] }, isMomentary: true });
};
