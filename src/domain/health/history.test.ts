import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRound, MOST_CHANGES, NO_HISTORY, summarize, WINDOW_ROUNDS } from './history.ts';
import type { Outcome, Round } from './round.ts';
import { quantilesOf } from './summary.ts';

const round = (number: number, outcome: Outcome, more: Partial<Round> = {}): Round => ({
  number,
  at: new Date(number * 5_000).toISOString(),
  elapsedMs: (number - 1) * 5_000,
  outcome,
  isMomentary: false,
  findings: [],
  paths: [
    {
      clients: ['curl'],
      works: outcome === 'works',
      observed: { kind: 'not-asked' },
      firstTokenMs: number,
      chatMs: number * 2,
      tokensPerSecond: 20,
    },
  ],
  ...more,
});

const headline = (code: 'nothing-listening' | 'proxy-intercepts-local') => ({
  code,
  severity: 'broken' as const,
  proof: 'model' as const,
  params: {},
  clients: ['curl'],
});

const historyOf = (rounds: readonly Round[]) => rounds.reduce(addRound, NO_HISTORY);
const outcomes = (...list: readonly Outcome[]) =>
  historyOf(list.map((outcome, index) => round(index + 1, outcome)));

describe('a history of rounds', () => {
  it('says since when the state lasts', () => {
    expect(outcomes('works', 'works', 'broken', 'broken').since).toMatchObject({ number: 3 });
    expect(outcomes('works', 'broken', 'works').since).toMatchObject({ number: 3 });
    expect(outcomes('works', 'works').since).toMatchObject({ number: 1 });
  });

  it('keeps every change, and how long the state before had lasted', () => {
    expect(outcomes('works', 'broken', 'broken', 'works').changes).toMatchObject([
      { to: 'broken', afterMs: 5_000 },
      { to: 'works', afterMs: 10_000 },
    ]);
  });

  it('does not call it a change that it works from the first round on', () => {
    expect(outcomes('works', 'works').changes).toEqual([]);
    expect(outcomes('broken', 'broken').changes).toMatchObject([{ to: 'broken' }]);
  });

  it('takes another cause for a change, and not for a new state', () => {
    const history = historyOf([
      round(1, 'broken', { findings: [headline('proxy-intercepts-local')] }),
      round(2, 'broken', { findings: [headline('nothing-listening')] }),
    ]);
    expect(history.changes.map(({ finding }) => finding?.code)).toEqual([
      'proxy-intercepts-local',
      'nothing-listening',
    ]);
    expect(history.changes[1]).not.toHaveProperty('afterMs');
    expect(history.since).toMatchObject({ number: 1 });
  });

  it('takes no time of a round that failed', () => {
    expect(summarize(outcomes('works', 'broken'))).toMatchObject({
      firstTokenMs: { p50: 1, max: 1 },
      totalMs: { p50: 2, max: 2 },
      tokensPerSecond: 20,
    });
  });

  it('counts what cannot be told neither as right nor as wrong', () => {
    expect(summarize(outcomes('works', 'broken', 'unclear'))).toMatchObject({
      rounds: 3,
      broken: 1,
      unclear: 1,
      errorRate: 0.5,
    });
    expect(summarize(outcomes('unclear'))).not.toHaveProperty('errorRate');
  });

  it('stays small however long it gets, and still counts all', () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      round(index + 1, index % 2 === 0 ? 'works' : 'broken'),
    );
    const history = historyOf(many);
    expect(history.points).toHaveLength(WINDOW_ROUNDS);
    expect(history.changes).toHaveLength(MOST_CHANGES);
    expect(summarize(history)).toMatchObject({ rounds: 2_000, broken: 1_000, windowRounds: WINDOW_ROUNDS });
    expect(history.changes.at(-1)).toMatchObject({ at: many.at(-1)?.at });
  });

  it('has the times of a model list where no token was asked for', () => {
    const path = { clients: ['curl'], works: true, observed: { kind: 'not-asked' as const }, listMs: 7 };
    expect(summarize(historyOf([round(1, 'works', { paths: [path] })]))).toMatchObject({
      totalMs: { p50: 7 },
    });
  });
});

describe('quantiles', () => {
  it('are of nothing where nothing is', () => {
    expect(quantilesOf([])).toBeUndefined();
  });

  it('are nearest ranks', () => {
    expect(quantilesOf([40, 10, 30, 20])).toEqual({ p50: 20, p95: 40, max: 40 });
    expect(quantilesOf([5])).toEqual({ p50: 5, p95: 5, max: 5 });
  });

  it('are values that were met, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }), (values) => {
        const found = quantilesOf(values);
        expect(values).toEqual(expect.arrayContaining([found?.p50, found?.p95, found?.max]));
        expect(found?.p50).toBeLessThanOrEqual(found?.p95 ?? -1);
        expect(found?.p95).toBeLessThanOrEqual(found?.max ?? -1);
        const atMost = values.filter((value) => value <= (found?.p50 ?? 0)).length;
        expect(atMost).toBeGreaterThanOrEqual(values.length / 2);
      }),
    );
  });
});
