import type { Limits } from './limits.ts';

/** What every question needs beside itself. */
export interface ProbeContext {
  readonly limits: Limits;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
  /** Ends everything under way. */
  readonly signal?: AbortSignal;
}

/** Two decimals: what is finer is noise, and makes a snapshot longer. */
const roundMs = (ms: number): number => Math.round(ms * 100) / 100;

/** Milliseconds since `startedAt`. */
export const elapsed = (context: ProbeContext, startedAt: number): number =>
  roundMs(Math.max(0, context.clock() - startedAt));
