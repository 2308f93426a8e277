import type { Secrets } from '../app/world.ts';
import type { Result } from '../domain/facts/result.ts';
import type { Catalogue, Complaint } from '../messages/catalogue.ts';
import type { Arguments, OptionName } from './arguments.ts';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given. */
export interface Invocation {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly words: Catalogue;
  /** The secrets of this run: what a person types goes through it before anything else sees it. */
  readonly secrets: Secrets;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The next Ctrl-C calls this instead of ending the process: for what is ended by it as a rule. The one after that ends all. */
  readonly takeInterrupt: (stop: () => void) => void;
}

/** One command: what it takes, and what it does. Parse, use case, view. */
export interface Command {
  readonly name: 'doctor' | 'trace' | 'snapshot' | 'run' | 'explain';
  readonly positionals: readonly string[];
  readonly options: readonly OptionName[];
  /** A problem is told once, by the caller, as text or as JSON. */
  readonly run: (invocation: Invocation) => Promise<Result<ExitCode, Complaint>>;
}
