/**
 * Where a value was read. `what` is a path (`/etc/hosts`), a command line (`ip -json route show table all`) or a
 * process (`4711`); `line` counts from 1 within a file.
 */
export interface Source {
  readonly via: 'file' | 'command' | 'process' | 'syscall' | 'argument';
  readonly what: string;
  readonly line?: number;
}

/**
 * Why a value is not known:
 * `denied` a right is missing; `missing-tool` no program here can read it; `unread` the source was there and was not
 * understood; `not-asked` nobody asked; `torn` it moved while it was read; `stale` it belongs to an earlier moment;
 * `not-modelled` it was read, and Tongtu cannot yet say what it does.
 */
export type UnknownWhy =
  | 'denied'
  | 'missing-tool'
  | 'unread'
  | 'not-asked'
  | 'torn'
  | 'stale'
  | 'not-modelled';

/** What would fill an unknown: the catalogue's key for one sentence that a person can act on. */
export type Hint =
  | { readonly kind: 'run-as-root' }
  | { readonly kind: 'install'; readonly program: string }
  | { readonly kind: 'run-on'; readonly node: string }
  /** Rules that were read and not evaluated: the command that shows them. */
  | { readonly kind: 'look-at'; readonly command: string }
  | { readonly kind: 'report' }
  | { readonly kind: 'none' };

export interface Unknown {
  readonly kind: 'unknown';
  readonly why: UnknownWhy;
  readonly hint: Hint;
  /** What was tried. */
  readonly source?: Source;
  /** One line of detail from the source itself, stripped of control characters and secrets. */
  readonly detail?: string;
}

/** A value with its source, or the reason why there is none. */
export type Known<T> = { readonly kind: 'known'; readonly value: T; readonly source: Source } | Unknown;

export const known = <T>(value: T, source: Source): Known<T> => ({ kind: 'known', value, source });

export const unknown = (
  why: UnknownWhy,
  hint: Hint,
  more: Pick<Unknown, 'source' | 'detail'> = {},
): Unknown => ({
  kind: 'unknown',
  why,
  hint,
  ...more,
});
