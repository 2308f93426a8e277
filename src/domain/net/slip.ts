import type { UrlProblem } from './target.ts';

/** A slip in a typed URL while it is being read; `candidate` is the whole text with this one slip corrected, untried. */
export interface Slip {
  readonly kind: UrlProblem['kind'];
  /** Where in the text, in UTF-16 units from 0. */
  readonly at: number;
  readonly candidate?: string;
}

/** A slip whose correction replaces `[start, end)` of the text. */
export const slip = (
  kind: Slip['kind'],
  at: number,
  correction?: { readonly text: string; readonly start: number; readonly end: number; readonly by: string },
): Slip => {
  if (correction === undefined) return { kind, at };
  const { text, start, end, by } = correction;
  return { kind, at, candidate: text.slice(0, start) + by + text.slice(end) };
};
