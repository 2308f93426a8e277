import type { Fact, Variable } from '../../domain/facts/fact.ts';
import type { Consumer, NodeEntry } from '../../domain/facts/snapshot.ts';
import type { Runner } from '../exec/command.ts';

/** Whose requests count: of this process (or of who called it by sudo), of another process, or asked from a namespace. */
export type From =
  | { readonly kind: 'here' }
  | { readonly kind: 'pid'; readonly pid: number }
  | { readonly kind: 'ns'; readonly path: string };

/** What replaces secrets where they are read. */
export interface Hiding {
  hideArgv(argv: readonly string[]): readonly string[];
  hideVariable(name: string, value: string): string;
  scrub(text: string): string;
}

/** The addresses of a name as getaddrinfo gives them, in its order; rejects with a `code` as node:dns does. */
export type LookUp = (name: string) => Promise<readonly string[]>;

export interface CollectOptions {
  readonly from: From;
  /** Names to look up for the consumer, or how to find them in its environment (secrets replaced). */
  readonly names: readonly string[] | ((variables: readonly Variable[]) => readonly string[]);
  /** Client programs to find for the consumer: `curl`, `requests`, `node`. */
  readonly clients: readonly string[];
  /** Variables of the consumer that hold keys, whatever their names; those that look like keys for a service are kept anyway. */
  readonly keyVariables?: readonly string[];
  readonly secrets: Hiding;
  readonly now: () => Date;
  /** Tongtu's own environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly runner?: Runner;
  /** Put before /proc, /sys and /etc, so that a stored tree can be read; empty for this machine. */
  readonly root?: string;
  readonly lookUp?: LookUp;
  /** Also what other processes want to reach: their command lines, their connections, the names in both. */
  readonly survey?: Survey;
  readonly signal?: AbortSignal;
}

/** What is wanted of the processes that name a proxy or a service. */
export interface Survey {
  /** The names that they will ask for, by the facts of Tongtu's own node. */
  readonly names: (facts: readonly Fact[]) => readonly string[];
}

export interface Collected {
  readonly consumer: Consumer;
  readonly nodes: readonly NodeEntry[];
  readonly facts: readonly Fact[];
  readonly asRoot: boolean;
}

/** Why there is no place to collect from. */
export type CollectProblem =
  | { readonly kind: 'no-such-process'; readonly pid: number }
  /** No namespace at this path, or no /proc. */
  | { readonly kind: 'cannot-enter'; readonly text: string };
