/** What `doctor` says without an argument. */
export interface SurveyWords {
  /** A process as the one who asks: `evalscope (pid 812)`. */
  readonly who: (name: string, pid: number) => string;
  /** What such a one has: `evalscope (pid 812): --api-url http://…`. */
  readonly by: (who: string, what: string) => string;
  readonly labels: {
    readonly found: string;
    readonly also: string;

    readonly more: string;
  };
  readonly foundInArgument: (argument: string, url: string) => string;
  readonly foundInVariable: (name: string, url: string) => string;
  readonly foundListening: (url: string) => string;
  /** The same in another namespace or container than the one that asks. */
  readonly foundListeningIn: (url: string, node: string) => string;
  readonly foundDeclared: (name: string, url: string) => string;
  /** The other processes with the very same intent. */
  readonly sameIn: (pids: readonly number[], more: number) => string;
  /** Other targets that meet the same cause. */
  readonly also: (targets: readonly string[], more: number) => string;
  readonly connected: (to: string, count: number, isAnswered: boolean) => string;
  readonly answering: (services: readonly string[], more: number) => string;
  /** A place in another namespace: its `127.0.0.1` is its own. */
  readonly placeIn: (place: string, node: string) => string;
  readonly service: (place: string, program: string, models: readonly string[]) => string;
  readonly unclear: (targets: readonly string[], more: number) => string;
  /** The parts of one line: what may be there, and was not seen. */
  readonly unseen: {
    /** `isRoot`: even to root, who sees all but what another user namespace or a security module keeps. */
    readonly denied: (isRoot: boolean) => string;
    readonly processes: (count: number) => string;
    readonly silent: (places: readonly string[], more: number) => string;
    readonly notAsked: (places: readonly string[], more: number) => string;
  };
  readonly moreCauses: (count: number) => string;
  readonly nothing: string;
  /** Of a file that names no service. */
  readonly nothingDeclared: string;
  readonly summary: (counts: {
    readonly causes: number;
    readonly suspected: number;
    readonly warnings: number;
    /** Of some service nobody can tell whether it is reached: then it is not said that nothing is in the way. */
    readonly isUnclear: boolean;
    readonly services: number;
    readonly processes: number;
    /** Processes whose client is not modelled. */
    readonly notModelled: number;
    /** Names that have to be asked one at a time. */
    readonly askedAlone: readonly string[];
    readonly leftOut: number;
    /** Services answer, and nobody asked one of their models for anything. */
    readonly isListOnly: boolean;
  }) => string;
  /** What shows a cause, where that is told of one of several processes. */
  readonly ofOne: (who: string, text: string) => string;
}
