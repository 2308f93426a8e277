import type { FactId } from '../facts/fact.ts';
import type { Endpoint } from '../facts/observation.ts';
import type { Step } from './step.ts';
import type { ListenerAt, Verdict, VerdictKind } from './verdict.ts';
import { verdictKey } from './verdict.ts';

/**
 * A flow's journey. Steps in order, and then an end, alternatives that an unknown fact leaves open, or the client's
 * attempts at one address after the other.
 */
export interface Tree {
  readonly steps: readonly Step[];
  readonly next:
    | { readonly kind: 'end'; readonly verdict: Verdict }
    | { readonly kind: 'alternatives'; readonly fact: FactId; readonly branches: readonly Alternative[] }
    | { readonly kind: 'attempts'; readonly attempts: readonly Attempt[] };
}

export interface Alternative {
  /** What is supposed of the fact on this branch. */
  readonly supposing: 'passes' | 'stops' | 'takes-ipv4' | 'takes-ipv6-only' | 'forwards' | 'refuses';
  readonly tree: Tree;
}

export interface Attempt {
  readonly to: Endpoint;
  readonly tree: Tree;
}

/** One way the journey can end, and the unknown facts that it rests on. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly assumes: readonly FactId[];
}

export const end = (verdict: Verdict, steps: readonly Step[] = []): Tree => ({
  steps,
  next: { kind: 'end', verdict },
});

export const after = (steps: readonly Step[], tree: Tree): Tree => ({
  ...tree,
  steps: [...steps, ...tree.steps],
});

/** A tree has at most this many outcomes; a wider one ends unknown, and says so by `assumes`. */
const OUTCOME_BUDGET = 256;

const CONNECT_FAILURES: ReadonlySet<VerdictKind> = new Set(['refused', 'timed-out', 'unreachable']);

/** Whether a client goes on to its next address after this. */
const triesNext = (verdict: Verdict): boolean => CONNECT_FAILURES.has(verdict.kind);

const attemptOutcomes = (attempts: readonly Attempt[]): readonly Outcome[] => {
  const [first, ...rest] = attempts;
  if (first === undefined) return [];
  const outcomes = outcomesOf(first.tree);
  if (rest.length === 0) return outcomes;
  const later = outcomes.some(({ verdict }) => triesNext(verdict)) ? attemptOutcomes(rest) : [];
  return outcomes.flatMap((outcome) =>
    triesNext(outcome.verdict)
      ? later.map(({ verdict, assumes }) => ({ verdict, assumes: [...outcome.assumes, ...assumes] }))
      : [outcome],
  );
};

/** Every way the journey can end, in the order of the tree. */
export const outcomesOf = (tree: Tree): readonly Outcome[] => {
  const { next } = tree;
  switch (next.kind) {
    case 'end':
      return [{ verdict: next.verdict, assumes: [] }];
    case 'attempts':
      return attemptOutcomes(next.attempts).slice(0, OUTCOME_BUDGET);
    case 'alternatives':
      return next.branches
        .flatMap((branch) =>
          outcomesOf(branch.tree).map(({ verdict, assumes }) => ({
            verdict,
            assumes: [next.fact, ...assumes],
          })),
        )
        .slice(0, OUTCOME_BUDGET);
  }
};

/** Known where every outcome agrees; else unknown, with the facts that split them. */
export const verdictOf = (tree: Tree): Verdict => {
  const outcomes = outcomesOf(tree);
  const [first] = outcomes;
  if (first === undefined) return { kind: 'unknown', missing: [] };
  if (outcomes.length < OUTCOME_BUDGET) {
    const key = verdictKey(first.verdict);
    if (outcomes.every(({ verdict }) => verdictKey(verdict) === key)) return first.verdict;
  }
  const missing = new Set(
    outcomes.flatMap(({ verdict, assumes }) => [
      ...assumes,
      ...(verdict.kind === 'unknown' ? verdict.missing : []),
    ]),
  );
  return { kind: 'unknown', missing: [...missing].sort() };
};

/** The branch that is drawn: of alternatives the one that goes furthest, of attempts each in turn until one gets through. */
export const mainSteps = (tree: Tree): readonly Step[] => {
  const { steps, next } = tree;
  switch (next.kind) {
    case 'end':
      return steps;
    case 'alternatives': {
      const [first] = next.branches;
      return first === undefined ? steps : [...steps, ...mainSteps(first.tree)];
    }
    case 'attempts': {
      const through = next.attempts.findIndex(({ tree: attempt }) =>
        outcomesOf(attempt).some(({ verdict }) => !triesNext(verdict)),
      );
      const shown = through === -1 ? next.attempts : next.attempts.slice(0, through + 1);
      return [...steps, ...shown.flatMap((attempt) => mainSteps(attempt.tree))];
    }
  }
};

/** The sockets that take the connection on the drawn branch, in order: a proxy's before the target's. */
export const listenerSteps = (tree: Tree): readonly ListenerAt[] =>
  mainSteps(tree).flatMap((step) => (step.kind === 'listener' ? [step.by] : []));
