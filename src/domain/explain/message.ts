import type { Params, Speaker } from './reading.ts';
import type { ReadingCode } from './reading-code.ts';

/** The groups that a pattern captured, by name. */
export type Groups = Readonly<Record<string, string | undefined>>;

/**
 * One message of a program, as data. `pattern` captures what the message names in groups called as in `Params` (`host2` is another
 * place for `host`); `why` is not kept. Its quantifiers have an upper limit, so that no text can make it slow: a test says so.
 */
export interface Message {
  readonly by: Speaker;
  /** A function where the message quotes the system's own error; `undefined`: this one is not meant after all. */
  readonly code: ReadingCode | ((groups: Groups) => ReadingCode | undefined);
  /** In lower case; one of them is in every text that the pattern finds. Only such lines are looked at. */
  readonly needles: readonly string[];
  readonly pattern: RegExp;
  readonly params?: Params;
}
