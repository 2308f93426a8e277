import type { InterfaceAddress } from '../../domain/facts/fact.ts';
import type { Runner } from '../exec/command.ts';
import type { Files } from './files.ts';
import type { Hiding } from './options.ts';
import type { Rights } from './read-self.ts';
import type { Note } from './reading.ts';

/** What every part of one collection shares. */
export interface Context {
  readonly files: Files;
  readonly self: Rights;
  readonly runner: Runner;
  readonly secrets: Hiding;
  readonly hasNoFirewall: boolean;
  /** The addresses of Tongtu's own namespace by the C library; none when a stored tree is read. */
  readonly ownAddresses: () => readonly InterfaceAddress[] | undefined;
  /** Notes readings of this moment. */
  readonly note: () => Note;
  readonly signal: AbortSignal | undefined;
}
