import type { Diagnosis } from '../../domain/diagnose/diagnose.ts';
import type { Intent } from '../../domain/diagnose/intent.ts';
import type { Result } from '../../domain/facts/result.ts';
import { succeed } from '../../domain/facts/result.ts';
import type { Outcome, Round } from '../../domain/health/round.ts';
import { whatRoundShows } from '../../domain/health/round.ts';
import { servingProcess } from '../../domain/health/serving-process.ts';
import { concludeFrom } from '../conclusion.ts';
import type { DoctorProblem } from '../doctor.ts';
import type { World } from '../world.ts';
import type { Reading } from './judge-round.ts';
import { judgeRound, readAnew } from './judge-round.ts';
import type { OpenUsage } from './watch-usage.ts';
import { watchUsage } from './watch-usage.ts';

export interface WatchOptions {
  readonly world: World;
  readonly intent: Intent;
  readonly openUsage: OpenUsage;
  /** From the start of one round to the start of the next; a round that takes longer is followed at once. */
  readonly everyMs: number;
  /** Without it, until the signal. */
  readonly rounds?: number;
  readonly now: () => Date;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
  /** Ends early when the signal does; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A round begins. */
  readonly onRound?: (round: number) => void;
  readonly signal: AbortSignal;
}

/** Facts that are older are read anew even when all is well: names move to other addresses. */
const FACTS_LAST_MS = 60_000;
/** While it fails for the same reason. */
const FACTS_OF_FAILURE_LAST_MS = 15_000;

/** What a diagnosis is told by: equal text, nothing new to tell. */
const tale = (diagnosis: Diagnosis): string =>
  JSON.stringify([
    concludeFrom(diagnosis),
    diagnosis.findings.map(({ code, params }) => [code, params]),
    diagnosis.paths.map(({ works, observed }) => [works, observed.kind]),
  ]);

/**
 * Repeats the request of one intent, judges it each time as doctor would, and reads what the serving process uses. Rounds never overlap. Ends
 * after `rounds`, with the signal, or with the problem that left nobody to ask for.
 */
export async function* watch(
  options: WatchOptions,
): AsyncGenerator<Round, Result<undefined, DoctorProblem>, undefined> {
  const { everyMs, rounds, now, clock, sleep, signal } = options;
  try {
    const beganAtMs = clock();
    const first = await readAnew(options);
    if (!first.ok) return first;
    let reading = first.value;
    const usage = watchUsage(options.openUsage);
    let told: { readonly tale: string; readonly outcome: Outcome } | undefined;
    for (let number = 1; !signal.aborted; number += 1) {
      const startedAtMs = clock();
      options.onRound?.(number);
      const at = now().toISOString();
      if (isOld(reading, startedAtMs, told?.outcome)) {
        const anew = await readAnew(options);
        if (!anew.ok) return anew;
        reading = anew.value;
      }
      const before = told?.tale;
      const judged = await judgeRound(options, reading, (diagnosis) => tale(diagnosis) === before);
      if (!judged.ok) return judged;
      const { diagnosis, isMomentary } = judged.value;
      reading = judged.value.reading;
      const outcome = isMomentary ? 'broken' : concludeFrom(diagnosis);
      const used = await usage.read(servingProcess(diagnosis));
      // The next round shall find out who serves now.
      if (used.hasEnded && outcome === 'works') reading = { ...reading, readAtMs: Number.NEGATIVE_INFINITY };
      told = { tale: tale(diagnosis), outcome };
      if (signal.aborted) break;
      yield {
        number,
        at,
        elapsedMs: startedAtMs - beganAtMs,
        outcome,
        isMomentary,
        ...whatRoundShows(diagnosis),
        ...(used.usage === undefined ? {} : { usage: used.usage }),
      };
      if (number === rounds) break;
      await sleep(Math.max(0, startedAtMs + everyMs - clock()), signal);
    }
    return succeed(undefined);
  } catch (error) {
    // The world stops in the middle of a question.
    if (signal.aborted) return succeed(undefined);
    throw error;
  }
}

const isOld = ({ readAtMs }: Reading, nowMs: number, outcome: Outcome | undefined): boolean =>
  nowMs - readAtMs >= (outcome === 'broken' ? FACTS_OF_FAILURE_LAST_MS : FACTS_LAST_MS);
