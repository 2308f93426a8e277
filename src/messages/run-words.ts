import type { ProgramKind } from '../domain/clients/program-kind.ts';

/** Why a command is not run. */
export type RunComplaint =
  | { readonly kind: 'no-command' }
  | { readonly kind: 'no-launcher' }
  | { readonly kind: 'not-found' | 'not-executable' | 'directory'; readonly program: string }
  | { readonly kind: 'not-an-address' }
  | { readonly kind: 'unknown-scheme'; readonly scheme: string }
  | { readonly kind: 'not-spoken'; readonly scheme: string; readonly by: ProgramKind };

/** What `tongtu run` says. Lists are joined by `list`. */
export interface RunWords {
  readonly help: string;
  readonly command: string;
  readonly proxyOption: string;
  readonly showOption: string;
  readonly complaint: (problem: RunComplaint) => string;
  readonly kinds: { readonly [Kind in ProgramKind]: string };
  readonly list: (items: readonly string[]) => string;
  /** `as` undefined: nothing tells what it is. */
  readonly runs: (program: string, as: string | undefined) => string;
  readonly adds: (entries: string) => string;
  readonly isSet: (value: string, before: string | undefined) => string;
  /** As the line above says. */
  readonly same: string;
  readonly isRemoved: (before: string) => string;
  readonly noProxy: string;
  readonly enough: (hosts: string) => string;
  readonly direct: string;
  readonly dropped: (entries: string) => string;
  /** A proxy of this scheme is not for every library of Python. */
  readonly partly: (scheme: string) => string;
  /** `ALL_PROXY` was taken away. */
  readonly spare: string;
  readonly sudo: string;
  /** Tongtu was started by sudo and sees no proxy variable. */
  readonly underSudo: string;
  /** A variable that the command does not get. */
  readonly lost: (name: string) => string;
}
