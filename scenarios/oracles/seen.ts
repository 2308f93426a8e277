import type { Command } from '../../src/adapters/exec/command.ts';

/** What a real client met. */
export type Seen =
  /** A response's head came, from whomever. */
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'no-answer'; readonly why: Why; readonly detail: string };

export type Why =
  | 'refused'
  | 'timed-out'
  | 'unreachable'
  /** The host's name, or the proxy's. */
  | 'name-not-found'
  /** A proxy variable's value is nothing that it can use, and it sends nothing. */
  | 'gives-up'
  /** Connected, and what came is no response: other bytes, a head without end, a close. */
  | 'no-response'
  | 'other';

/** A real client program that makes the request of a scenario, and how to read what it says about it. */
export interface Oracle {
  /** As `flows[].client.name` says it. */
  readonly client: string;
  readonly command: (url: string) => Command;
  readonly read: (stdout: string, code: number) => Seen;
}

/** Longer than the kernel needs to give up on an address that nobody has (3 s). */
export const GIVES_UP_AFTER_S = 5;

export const LIMITS = { timeoutMs: 20_000, maxOutputBytes: 1_000_000 } as const;

/** The first pattern that `text` matches names what was met. */
export const classify = (text: string, patterns: readonly (readonly [RegExp, Why])[]): Seen => ({
  kind: 'no-answer',
  why: patterns.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
  detail: text.slice(-300),
});
