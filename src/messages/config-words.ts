import type { ConfigProblem, Place, PlacedIssue } from '../domain/config/config-problem.ts';
import type { UnknownWord } from '../domain/config/unknown-word.ts';

/** What can be wrong with a tongtu.yaml, or with a name that should stand in one. */
export type ConfigComplaint =
  | ConfigProblem
  /** `path`: the file that does not hold it. */
  | ({ readonly kind: 'unknown-name'; readonly path: string } & UnknownWord)
  /** There is no file that could hold it. */
  | { readonly kind: 'no-config'; readonly text: string };

type Say<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: (value: Union & { readonly kind: Kind }) => string;
};

/** An issue without its place. */
export type SayIssue = Say<PlacedIssue>;

export interface ConfigWords {
  /** `/etc/app/tongtu.yaml:4:5: …`, a line for each thing that is wrong. */
  readonly complaint: (complaint: ConfigComplaint) => string;
  readonly secretInFile: (path: string, place: Place) => string;
  readonly configOption: string;
}
