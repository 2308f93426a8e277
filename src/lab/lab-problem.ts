import type { Outcome } from '../adapters/exec/command.ts';

/** Why a lab could not be built. */
export type LabProblem =
  /** No right to make namespaces, or a kernel without them. */
  | { readonly kind: 'no-namespaces'; readonly detail: string }
  /** A set-up command ended badly. */
  | { readonly kind: 'command-failed'; readonly command: string; readonly outcome: Outcome }
  /** A program ended, or did not listen in time. */
  | {
      readonly kind: 'not-listening';
      readonly machine: string;
      readonly program: string;
      /** The end of what it said. */
      readonly log: string;
    };
