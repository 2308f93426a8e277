import type { Guard } from './shell-guard.ts';
import { MAYBE, negated } from './shell-guard.ts';

/** A construct of the shell that the reader is within: `if … fi`, a loop, `case … esac`, `{ … }`, `( … )`. */
export interface Frame {
  readonly kind: 'if' | 'loop' | 'case' | 'brace' | 'subshell';
  /** What must hold for the part that is being read. */
  guards: readonly Guard[];
  /** Commands that decide, and patterns: what stands there runs, or is no command. */
  part: 'test' | 'body' | 'pattern';
  /** What holds in `else` and `elif`. */
  elseGuard: Guard;
  /** Of a function's body. */
  readonly inFunction?: string;
  readonly loop?: LoopVariable;
  /** `case $- in`. */
  readonly isFlags?: boolean;
  /** The shell's variables outside of a function's body, which runs at another time. */
  readonly outside?: ReadonlyMap<string, string>;
  /** Variables that were assigned within: after it nobody knows which value they have. */
  readonly assigned: Set<string>;
}

export interface LoopVariable {
  readonly name: string;
  /** The words as they stand, patterns unexpanded: `/etc/profile.d/*.sh`; undefined where they could not be told. */
  readonly words: readonly string[] | undefined;
}

export const frame = (
  kind: Frame['kind'],
  part: Frame['part'],
  more: Pick<Frame, 'inFunction' | 'loop' | 'isFlags' | 'outside'> = {},
): Frame => ({ kind, part, guards: [], elseGuard: MAYBE, assigned: new Set(), ...more });

/** Enters the part behind `then`, having read the tests. */
export const enterThen = (frame: Frame, tested: readonly Guard[]): void => {
  const [only] = tested;
  const wasElse = frame.guards;
  frame.guards = [...wasElse, ...tested];
  frame.elseGuard = wasElse.length === 0 && tested.length === 1 && only !== undefined ? negated(only) : MAYBE;
  frame.part = 'body';
};

/** Behind `else` and `elif`, where the tests before did not hold. */
export const enterElse = (frame: Frame, part: 'test' | 'body'): void => {
  frame.guards = [frame.elseGuard];
  frame.part = part;
};

/** Behind the pattern of a `case`: only `case $- in *i*)` says something plain. */
export const enterBranch = (frame: Frame, patterns: readonly string[]): void => {
  const isInteractive = frame.isFlags === true && patterns.join('|') === '*i*';
  const isRest = frame.isFlags === true && patterns.join('|') === '*' && frame.elseGuard.kind !== 'maybe';
  frame.guards = [isInteractive ? { kind: 'interactive' } : isRest ? frame.elseGuard : MAYBE];
  if (isInteractive) frame.elseGuard = { kind: 'non-interactive' };
  frame.part = 'body';
};

/** The guards of a place within these frames, and the function that it is in. */
export const placeIn = (
  frames: readonly Frame[],
): { readonly guards: readonly Guard[]; readonly inFunction?: string; readonly isSubshell: boolean } => {
  const last = frames.findLastIndex((one) => one.inFunction !== undefined);
  const within = frames.slice(Math.max(0, last));
  const isSureToBe = frames.slice(0, Math.max(0, last)).every(({ guards }) => guards.length === 0);
  const inFunction = frames[last]?.inFunction;
  return {
    guards: [...(isSureToBe ? [] : [MAYBE]), ...within.flatMap(({ guards }) => guards)],
    isSubshell: within.some(({ kind }) => kind === 'subshell'),
    ...(inFunction === undefined ? {} : { inFunction }),
  };
};
