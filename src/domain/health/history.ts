import type { Observed } from '../diagnose/observed.ts';
import type { Headline, Outcome, Round } from './round.ts';
import { failingPath, mainPath, totalMsOf } from './round.ts';
import type { Quantiles } from './summary.ts';
import { quantilesOf } from './summary.ts';

/** An hour at the pace that is the default: times are told of these rounds, counts of all. */
export const WINDOW_ROUNDS = 720;
/** More is for a log: `--json` has it. */
export const MOST_CHANGES = 20;

/** What is kept of a round. Times only of one that worked: how soon an error comes says nothing of the service's speed. */
export interface Point {
  readonly outcome: Outcome;
  readonly firstTokenMs?: number;
  readonly totalMs?: number;
  readonly tokensPerSecond?: number;
}

/** The state was another one than in the round before: it works, or fails, or fails for another reason. */
export interface Change {
  readonly at: string;
  readonly to: Outcome;
  /** How long the state before had lasted; absent for the first round, and where only the reason is another. */
  readonly afterMs?: number;
  readonly isMomentary: boolean;
  readonly finding?: Headline;
  /** What the request met, where there is no finding. */
  readonly observed?: Observed;
}

/** A watch so far, in bounded space. */
export interface History {
  readonly counts: { readonly [Kind in Outcome]: number };
  /** The newest last. */
  readonly points: readonly Point[];
  readonly changes: readonly Change[];
  readonly last?: Round;
  /** The first round of the state that lasts. */
  readonly since?: Pick<Round, 'at' | 'elapsedMs'>;
}

export const NO_HISTORY: History = {
  counts: { works: 0, broken: 0, unclear: 0 },
  points: [],
  changes: [],
};

const pointOf = (round: Round): Point => {
  const { outcome } = round;
  if (outcome !== 'works') return { outcome };
  const path = mainPath(round);
  const totalMs = totalMsOf(path);
  return {
    outcome,
    ...(path?.firstTokenMs === undefined ? {} : { firstTokenMs: path.firstTokenMs }),
    ...(totalMs === undefined ? {} : { totalMs }),
    ...(path?.tokensPerSecond === undefined ? {} : { tokensPerSecond: path.tokensPerSecond }),
  };
};

/** The finding that a round is told by: the first that breaks it. */
export const tellingFinding = ({ findings }: Round): Headline | undefined =>
  findings.find(({ severity }) => severity === 'broken');

/** Rounds with equal text are in the same state, for the same reason. */
const stateOf = (round: Round): string =>
  JSON.stringify([
    round.outcome,
    round.findings.filter(({ severity }) => severity === 'broken').map(({ code }) => code),
    tellingFinding(round) === undefined ? failingPath(round)?.observed.kind : '',
  ]);

const changeTo = (round: Round, { last, since }: History): Change => {
  const finding = tellingFinding(round);
  const observed = finding === undefined ? failingPath(round)?.observed : undefined;
  const isOther = last !== undefined && last.outcome !== round.outcome && since !== undefined;
  return {
    at: round.at,
    to: round.outcome,
    isMomentary: round.isMomentary,
    ...(isOther ? { afterMs: round.elapsedMs - since.elapsedMs } : {}),
    ...(finding === undefined ? {} : { finding }),
    ...(observed === undefined ? {} : { observed }),
  };
};

/** The history with one more round. */
export const addRound = (history: History, round: Round): History => {
  const { counts, points, changes, last, since } = history;
  const isChange = last === undefined ? round.outcome !== 'works' : stateOf(last) !== stateOf(round);
  return {
    counts: { ...counts, [round.outcome]: counts[round.outcome] + 1 },
    points: [...points.slice(1 - WINDOW_ROUNDS), pointOf(round)],
    changes: isChange ? [...changes.slice(1 - MOST_CHANGES), changeTo(round, history)] : changes,
    last: round,
    since: since === undefined || last?.outcome !== round.outcome ? round : since,
  };
};

/** A watch in numbers. */
export interface Summary {
  /** All of them. */
  readonly rounds: number;
  readonly broken: number;
  readonly unclear: number;
  /** Broken among those of which it is known, 0 to 1. Absent where of none. */
  readonly errorRate?: number;
  /** How many of the newest rounds the times are of. */
  readonly windowRounds: number;
  readonly firstTokenMs?: Quantiles;
  readonly totalMs?: Quantiles;
  /** The median. */
  readonly tokensPerSecond?: number;
}

export const summarize = ({ counts, points }: History): Summary => {
  const { works, broken, unclear } = counts;
  const told = works + broken;
  const values = (name: 'firstTokenMs' | 'totalMs' | 'tokensPerSecond'): readonly number[] =>
    points.flatMap((point) => point[name] ?? []);
  const firstTokenMs = quantilesOf(values('firstTokenMs'));
  const totalMs = quantilesOf(values('totalMs'));
  const rate = quantilesOf(values('tokensPerSecond'));
  return {
    rounds: told + unclear,
    broken,
    unclear,
    ...(told === 0 ? {} : { errorRate: broken / told }),
    windowRounds: points.length,
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(totalMs === undefined ? {} : { totalMs }),
    ...(rate === undefined ? {} : { tokensPerSecond: rate.p50 }),
  };
};
