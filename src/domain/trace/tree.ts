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

const CONNECT_FAILURES: ReadonlySet<VerdictKind> = new Set(['refused', 'timed-out', 'unreachable']);

/** Whether a client goes on to its next address after this. */
const triesNext = (verdict: Verdict): boolean => CONNECT_FAILURES.has(verdict.kind);

const union = (a: readonly FactId[], b: readonly FactId[]): readonly FactId[] => [...new Set([...a, ...b])];

const both = (a: Outcome, b: Outcome): Outcome => ({
  verdict:
    a.verdict.kind === 'unknown' && b.verdict.kind === 'unknown'
      ? { kind: 'unknown', missing: union(a.verdict.missing, b.verdict.missing) }
      : a.verdict,
  assumes: union(a.assumes, b.assumes),
});

/**
 * Outcomes that a client cannot tell apart are one, and rest on everything that either rests on. So there are never more than
 * there are different verdicts, however many addresses a name has.
 */
const distinct = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  const byVerdict = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const key = verdictKey(outcome.verdict);
    const before = byVerdict.get(key);
    byVerdict.set(key, before === undefined ? outcome : both(before, outcome));
  }
  return [...byVerdict.values()];
};

/** From the last address to the first: where an attempt fails to connect, what the later ones come to. */
const attemptOutcomes = (attempts: readonly Attempt[]): readonly Outcome[] =>
  attempts.reduceRight<readonly Outcome[]>((later, { tree }, index) => {
    const outcomes = outcomesOf(tree);
    if (index === attempts.length - 1) return outcomes;
    return distinct(
      outcomes.flatMap((outcome) =>
        triesNext(outcome.verdict)
          ? later.map(({ verdict, assumes }) => ({ verdict, assumes: union(outcome.assumes, assumes) }))
          : [outcome],
      ),
    );
  }, []);

/** Every different way the journey can end, in the order of the tree. */
export const outcomesOf = (tree: Tree): readonly Outcome[] => {
  const { next } = tree;
  switch (next.kind) {
    case 'end':
      return [{ verdict: next.verdict, assumes: [] }];
    case 'attempts':
      return attemptOutcomes(next.attempts);
    case 'alternatives':
      return distinct(
        next.branches.flatMap((branch) =>
          outcomesOf(branch.tree).map(({ verdict, assumes }) => ({
            verdict,
            assumes: union([next.fact], assumes),
          })),
        ),
      );
  }
};

/** Known where every outcome agrees; else unknown, with the facts that split them. */
export const verdictOf = (tree: Tree): Verdict => {
  const outcomes = outcomesOf(tree);
  const [only, second] = outcomes;
  if (only !== undefined && second === undefined && only.verdict.kind !== 'unknown') return only.verdict;
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
