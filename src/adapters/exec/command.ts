/** A user to run as, without supplementary groups. Only root can become another. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** A program to run, as data. `argv[0]` is looked up in the runner's own PATH unless it is a path. */
export interface Command {
  readonly argv: readonly [program: string, ...rest: string[]];
  readonly stdin?: string;
  readonly runAs?: RunAs;
  readonly timeoutMs: number;
  /** Of stdout and stderr together. */
  readonly maxOutputBytes: number;
}

/** How a program ended. */
export type Outcome =
  /** `code` is 128 + the signal's number for one that a signal ended, as a shell counts. Bytes that are no UTF-8 become U+FFFD. */
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  /** No such program (ENOENT). */
  | { readonly kind: 'missing'; readonly program: string }
  /** EACCES or EPERM: the program may not be run, or the namespace or user not be entered. */
  | { readonly kind: 'denied' }
  /** It ran past `timeoutMs`, and it and its children were killed. */
  | { readonly kind: 'timed-out' }
  /** It wrote more than `maxOutputBytes`, and was killed. */
  | { readonly kind: 'output-too-large' }
  /** The caller's signal ended it. */
  | { readonly kind: 'stopped' }
  /** It could not be started: the errno's name (`EAGAIN`, `E2BIG`). */
  | { readonly kind: 'not-started'; readonly errno: string };

/** Runs commands somewhere: here, in a network namespace, in a test. Never rejects and never uses a shell. */
export interface Runner {
  run(command: Command): Promise<Outcome>;
}

/** The command as a person would type it to see the same: `ip -json route show table all`. */
export const commandText = (command: Pick<Command, 'argv'>): string => command.argv.join(' ');
