import type { Place } from './place.ts';

export interface ProcessRef {
  readonly pid: number;
  readonly name: string;
}

interface Traced {
  /** From the consumer up to the first process that has the value: each but the last inherited it. */
  readonly via: readonly ProcessRef[];
  /** Other places that give exactly this value, and do not count here. */
  readonly same: readonly Place[];
}

/** Where a variable's value comes from. What was not seen is not said. */
export type Origin = Traced &
  (
    | {
        /** This line gives exactly this value, to the process that `by` started or, where it is a shell, to all that it starts. */
        readonly kind: 'file';
        readonly place: Place;
        readonly by: ProcessRef;
      }
    | {
        /**
         * `by` did not have the value when it was started, and no file gives it: `typed` into a shell, set by a `script` or a `command` that the
         * shell runs, or by a `program` that is no shell.
         */
        readonly kind: 'process';
        readonly how: 'typed' | 'script' | 'command' | 'program';
        readonly by: ProcessRef;
        /** What the files give the variable instead; `isNewer`: the file was changed after the process had started. */
        readonly said?: { readonly place: Place; readonly value: string; readonly isNewer: boolean };
        /** Something was not understood that could have set it. */
        readonly unread: readonly Place[];
      }
    /** The first process that can be seen has it: a container was started with it, or the machine. */
    | { readonly kind: 'started-with'; readonly by: ProcessRef }
    | {
        readonly kind: 'unknown';
        /**
         * `denied`: the environment of `by` may not be read. `parent-gone`: who started it has ended. `not-set`: the consumer has no such variable.
         * `not-asked`: nobody read it. `denied-to-root`: as `denied`, and Tongtu is root already.
         */
        readonly why: 'denied' | 'denied-to-root' | 'torn' | 'gone' | 'parent-gone' | 'not-set' | 'not-asked';
        readonly by?: ProcessRef;
      }
  );
