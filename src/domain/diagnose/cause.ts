import type { Question } from '../facts/observation.ts';
import type { Case } from './case.ts';
import type { CauseCode } from './cause-code.ts';
import type { Finding } from './finding.ts';

/**
 * One thing that can be in the way. Each looks at the whole case by itself and never at what another cause found: the order
 * of the registry changes no answer.
 */
export interface Cause {
  readonly code: CauseCode;
  /** The experiments that would prove it, once the model or an answer makes it likely. Asked once, answered in the case. */
  readonly asks?: (it: Case) => readonly Question[];
  readonly find: (it: Case) => readonly Finding[];
}
