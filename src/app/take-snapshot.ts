import { openDossier } from '../domain/diagnose/dossier.ts';
import type { Intent } from '../domain/diagnose/intent.ts';
import type { Result } from '../domain/facts/result.ts';
import { succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import type { Adapt, Progress } from './doctor.ts';
import { askEverything, asTheyAre } from './doctor.ts';
import { survey } from './survey.ts';
import type { World, WorldProblem } from './world.ts';

/** Reads every fact, and asks what a diagnosis of the intents would ask: enough to diagnose them elsewhere. */
export const takeSnapshot = async (
  world: World,
  intents: readonly Intent[],
  progress: Progress,
  adapt: Adapt = asTheyAre,
): Promise<Result<Snapshot, WorldProblem>> => {
  progress({ kind: 'collecting' });
  const collected = await world.collect();
  if (!collected.ok) return collected;
  const read = openDossier(collected.value);
  const fitting = intents.map((intent) => adapt(read.model, intent));
  const dossier = await askEverything(world, read, fitting, progress);
  return succeed(dossier.model.snapshot);
};

/** The same for everything that somebody on the machine wants to reach. */
export const surveySnapshot = async (
  world: World,
  progress: Progress,
): Promise<Result<Snapshot, WorldProblem>> => {
  const surveyed = await survey(world, progress);
  return surveyed.ok ? succeed(surveyed.value.snapshot) : surveyed;
};
