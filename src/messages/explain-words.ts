import type { NextWhy, Params, Speaker } from '../domain/explain/reading.ts';
import type { ReadingCode } from '../domain/explain/reading-code.ts';
import type { Shown, Unshown } from '../domain/explain/statement.ts';

/** What `tongtu explain` can be given that it cannot read or run. */
export type ExplainComplaint =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly why: 'missing' | 'denied' | 'not-a-file' | 'other';
    }
  | { readonly kind: 'not-found' | 'not-executable' | 'not-started'; readonly program: string }
  | { readonly kind: 'no-command' };

/** What is said about `tongtu explain` without a text that is explained. */
export interface ExplainNotes {
  readonly prompt: string;
  readonly complaint: (problem: ExplainComplaint) => string;
  readonly help: { readonly explain: string; readonly input: string };
}

/** The sentences of an explanation: a third of a language, loaded by the command that says them. */
export interface ExplainWords {
  /** What a message says, as a headline; `who` is the program that says it, joined by `said`. */
  readonly headlines: { readonly [Code in ReadingCode]: (params: Params) => string };
  readonly shows: { readonly [One in Shown]: (params: Params) => string };
  readonly doesNotShow: { readonly [One in Unshown]: (params: Params) => string };
  readonly next: { readonly [Why in NextWhy]: string };
  /** Codes, one beside the other. */
  readonly list: (items: readonly string[]) => string;
  readonly speakers: { readonly [One in Speaker]: string };
  readonly said: (who: string, what: string) => string;
  readonly labels: {
    readonly says: string;
    readonly shows: string;
    readonly doesNotShow: string;
    readonly couldBe: string;
    readonly next: string;
  };
  /** Where it stands, and how often. */
  readonly place: (line: number, count: number) => string;
  readonly exitCode: (program: string, exit: string) => string;
  readonly asAbove: string;
  readonly alsoSaid: string;
  readonly more: (count: number) => string;
  readonly summary: (recognised: number, hasMore: boolean, lines: number, bytes: string) => string;
  readonly nothingKnown: (lines: number, bytes: string) => string;
  readonly empty: string;
  readonly works: string;
  readonly ended: (command: string, exit: number) => string;
  readonly endedBySignal: (command: string, signal: string) => string;
  readonly encodings: { readonly 'utf-16le': string; readonly 'utf-16be': string; readonly gb18030: string };
  readonly undecoded: (characters: number) => string;
}

/** Host and port as people write them; undefined where the message names no place. */
export const placeOfParams = ({ host, port, url }: Params): string | undefined => {
  if (host === undefined || host === '') return url;
  const name = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? (host.includes(':') ? host : name) : `${name}:${port}`;
};
