import type { CauseCode } from '../diagnose/cause-code.ts';
import type { NextWhy } from './reading.ts';
import type { Shown, Unshown } from './statement.ts';

/** What a reading code stands for, whoever said it. */
export interface Meaning {
  readonly severity: 'broken' | 'fine';
  /**
   * How much it tells, for the order: 0 that something failed, 1 what failed, 2 how it failed, 3 how, from the mouth of who met it
   * (a proxy of its own dial).
   */
  readonly tells: 0 | 1 | 2 | 3;
  readonly shows: readonly Shown[];
  readonly doesNotShow: readonly Unshown[];
  readonly couldBe: readonly CauseCode[];
  readonly next: readonly NextWhy[];
}
