import type { ProgramKind } from '../domain/clients/program-kind.ts';

/** Why a command is not run. */
export type RunComplaint =
  | { readonly kind: 'no-command' }
  | { readonly kind: 'no-launcher' }
  | { readonly kind: 'not-found' | 'not-executable' | 'directory'; readonly program: string }
  | { readonly kind: 'not-an-address' }
  | { readonly kind: 'unknown-scheme'; readonly scheme: string }
  | { readonly kind: 'not-spoken'; readonly scheme: string; readonly by: ProgramKind };

/** What `tongtu run` says. Lists are already joined. */
export interface RunWords {
  readonly help: string;
  readonly command: string;
  readonly proxyOption: string;
  readonly showOption: string;
  readonly complaint: (problem: RunComplaint) => string;
  readonly kinds: { readonly [Kind in ProgramKind]: string };
  /** `as` undefined: nothing tells what it is. */
  readonly runs: (program: string, as: string | undefined) => string;
  readonly adds: (entries: string) => string;
  readonly isSet: (value: string, before: string | undefined) => string;
  readonly isRemoved: (before: string) => string;
  readonly noProxy: string;
  readonly enough: (hosts: string) => string;
  readonly direct: string;
  readonly dropped: (entries: string) => string;
  readonly sudo: string;
  /** A variable that the command does not get. */
  readonly lost: (name: string) => string;
}
