/** The words of `doctor --watch`. Durations, rates and sizes come as texts. */
export interface WatchWords {
  /** The state that lasts: `http://127.0.0.1:8000/v1 works · for 2 min 10 s`. */
  readonly state: {
    readonly [Outcome in 'works' | 'broken' | 'unclear']: (url: string, lasting: string) => string;
  };
  readonly starting: (url: string) => string;
  readonly labels: {
    readonly firstToken: string;
    readonly total: string;
    readonly errors: string;
    readonly process: string;
    readonly uses: string;
  };
  /** What stands for a value that is not known. */
  readonly unknown: string;
  readonly quantiles: (p50: string, p95: string, max: string) => string;
  readonly tokensPerSecond: (rate: string) => string;
  /** `broken` may be 0. */
  readonly errorCount: (broken: number, rounds: number, rate: string) => string;
  /** The same behind a number of rounds. */
  readonly failed: (broken: number, rate: string) => string;
  readonly unclearCount: (count: number) => string;
  readonly served: (name: string | undefined, pid: number, processes: number) => string;
  readonly noProcess: string;
  readonly cpu: (percent: string) => string;
  readonly memory: (size: string) => string;
  /** What is not told is absent; `device` is what all programs together hold of the whole. */
  readonly gpu: (load: string | undefined, own: string | undefined, device: string | undefined) => string;
  /** A change back to well; `after` is how long it was not. */
  readonly worksAgain: (after: string | undefined) => string;
  readonly worksNow: string;
  /** Nothing is known to be broken, and not all is known to work. */
  readonly cannotTell: string;
  /** In place of a list of three clients or more. */
  readonly manyClients: (first: string, count: number) => string;
  readonly momentary: (what: string) => string;
  readonly noCause: string;
  /** `window`: of how many rounds the times are, where that is not all. */
  readonly footer: (round: number, every: string, window: number | undefined) => string;
  readonly waiting: (round: number, elapsed: string) => string;
  readonly whatToDo: string;
  readonly noRounds: string;
  readonly rounds: (rounds: number, lasting: string) => string;
  readonly duration: {
    readonly seconds: (seconds: number) => string;
    readonly minutes: (minutes: number, seconds: number) => string;
    readonly hours: (hours: number, minutes: number) => string;
  };
  readonly complaint: (problem: WatchComplaint) => string;
  readonly help: {
    readonly watch: string;
    readonly every: string;
    readonly rounds: string;
  };
}

/** What was typed for a watch and cannot be. */
export type WatchComplaint =
  | {
      readonly kind: 'not-in-range';
      readonly option: string;
      readonly text: string;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'needs-watch'; readonly option: string }
  | { readonly kind: 'needs-url' }
  | { readonly kind: 'of-snapshot' };
