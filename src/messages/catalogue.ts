import type { Client, ProxyChoice } from '../domain/clients/client.ts';
import type { CauseCode } from '../domain/diagnose/cause-code.ts';
import type { Evidence, Finding, Fix, Proof } from '../domain/diagnose/finding.ts';
import type { Observed } from '../domain/diagnose/observed.ts';
import type { FactKind } from '../domain/facts/fact.ts';
import type { Hint, UnknownWhy } from '../domain/facts/known.ts';
import type { UrlProblem } from '../domain/net/target.ts';
import type { BlockedWhy, Step } from '../domain/trace/step.ts';
import type { Alternative } from '../domain/trace/tree.ts';
import type { Verdict } from '../domain/trace/verdict.ts';
import type { ConfigComplaint, ConfigWords } from './config-words.ts';
import type { ExplainComplaint, ExplainNotes } from './explain-words.ts';
import type { KeyComplaint, KeyWords } from './key-words.ts';
import type { RunComplaint, RunWords } from './run-words.ts';
import type { SurveyWords } from './survey-words.ts';
import type { WatchComplaint, WatchWords } from './watch-words.ts';

/** What the command line can say went wrong with what it was given. The view looks the words up by `kind`. */
export type Complaint =
  | { readonly kind: 'unknown-client'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'unknown-from'; readonly text: string }
  | { readonly kind: 'no-such-process'; readonly pid: number }
  | { readonly kind: 'cannot-enter'; readonly text: string }
  | { readonly kind: 'no-url'; readonly command: 'doctor' | 'trace' }
  | { readonly kind: 'from-with-snapshot' }
  | { readonly kind: 'one-client' }
  | { readonly kind: 'no-output' }
  | { readonly kind: 'unknown-language'; readonly text: string }
  | { readonly kind: 'unknown-command'; readonly text: string; readonly known: readonly string[] }
  | { readonly kind: 'unknown-option'; readonly option: string }
  | { readonly kind: 'option-elsewhere'; readonly option: string; readonly command: string }
  | { readonly kind: 'value-wanted'; readonly option: string }
  | { readonly kind: 'no-value-wanted'; readonly option: string }
  | { readonly kind: 'too-many'; readonly text: string }
  | {
      readonly kind: 'snapshot';
      readonly path: string;
      readonly why:
        | 'missing'
        | 'denied'
        | 'too-large'
        | 'not-json'
        | 'foreign'
        | 'newer'
        | 'malformed'
        | 'not-a-file';
      /** Where in the file, for `malformed`. */
      readonly where?: string;
    }
  /** Its node is not in the snapshot, or its environment could not be read: then nobody knows what it would do. */
  | { readonly kind: 'no-consumer' }
  | {
      readonly kind: 'not-written';
      readonly path: string;
      readonly why: 'no-such-folder' | 'denied' | 'not-a-file' | 'no-space' | 'other';
    }
  | { readonly kind: 'run'; readonly problem: RunComplaint }
  | { readonly kind: 'explain'; readonly problem: ExplainComplaint }
  | { readonly kind: 'watch'; readonly problem: WatchComplaint }
  | { readonly kind: 'config'; readonly problem: ConfigComplaint }
  | { readonly kind: 'key-variable'; readonly problem: KeyComplaint }
  | { readonly kind: 'bug'; readonly detail: string };

type DiesWhy = Extract<ProxyChoice, { kind: 'dies' }>['why'];

type ByKind<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: (value: Extract<Union, { kind: Kind }>) => string;
};

/** How nodes are called on a screen: `this machine`, a container's name, or the text of the id. */
export type NodeName = (id: string) => string;

/** Every sentence of one language but those of an explained text (ExplainWords). A line that is missing does not compile. */
export interface Catalogue {
  readonly language: 'en' | 'zh';
  /** A finding's headline. `clients` is the list already joined. */
  readonly causes: { readonly [Code in CauseCode]: (params: Finding['params'], clients: string) => string };
  readonly evidence: {
    readonly [Kind in Evidence['kind']]: (
      evidence: Extract<Evidence, { kind: Kind }>,
      node: NodeName,
    ) => string;
  };
  readonly fixes: { readonly [Kind in Fix['kind']]: (fix: Fix) => string };
  readonly proof: { readonly [Kind in Proof]: string };
  readonly urlProblems: { readonly [Kind in UrlProblem['kind']]: string };
  readonly unknownWhy: { readonly [Why in UnknownWhy]: string };
  readonly hints: ByKind<Hint>;
  readonly factKinds: { readonly [Kind in FactKind]: string };
  /** A fact by name: one that is read from a node, or one of those that no collector reads. */
  readonly fact: {
    /** What a node did not let be read, by kind and key where that is more than one value. */
    readonly parts: Readonly<Record<string, string>>;
    readonly read: (kind: FactKind, key: string, node: string) => string;
    readonly 'unknown-node': (key: string) => string;
    readonly 'proxy-policy': (key: string) => string;
    readonly probe: (key: string) => string;
  };
  readonly verdicts: {
    readonly [Kind in Verdict['kind']]: (verdict: Extract<Verdict, { kind: Kind }>, node: NodeName) => string;
  };
  readonly observed: ByKind<Observed>;
  readonly blocked: { readonly [Why in BlockedWhy]: string };
  readonly steps: {
    readonly [Kind in Step['kind']]: (step: Extract<Step, { kind: Kind }>, node: NodeName) => string;
  };
  /**
   * Why a client gives up before it sends anything; `setting` is `NAME=value` where a variable is to blame, `part` the entry of a list or
   * the package that it fails for.
   */
  readonly dies: { readonly [Why in DiesWhy]: (setting: string, part: string) => string };
  readonly supposing: { readonly [Key in Alternative['supposing']]: string };
  readonly complaints: ByKind<Complaint>;
  readonly clientNames: { readonly [Name in Client['name']]: string };
  readonly survey: SurveyWords;
  readonly words: Words;
  readonly help: Help;
  readonly config: ConfigWords;
  readonly run: RunWords;
  readonly explain: ExplainNotes;
  readonly keys: KeyWords;
  readonly watch: WatchWords;
}

/** Single words and short phrases of the screens. */
export interface Words {
  readonly thisShell: string;
  readonly process: (pid: number) => string;
  readonly processPid: (name: string, pid: number | undefined) => string;
  /** A network namespace that has no name, by its inode. */
  readonly unnamedNode: (inode: string) => string;
  readonly programAt: (program: string, where: string) => string;
  readonly and: (items: readonly string[]) => string;
  readonly shownBy: string;
  readonly fix: string;
  /** A variable and where it is set: `http_proxy (~/.zshrc:12)`. */
  readonly nameWithPlace: (name: string, place: string) => string;
  readonly because: (variable: string) => string;
  readonly becauseNotCovered: (variable: string, list: string | undefined, target: string) => string;
  readonly ownMachine: (target: string) => string;
  readonly samePlace: (target: string) => string;
  readonly didYouMean: (url: string) => string;
  readonly arrives: (target: string, clients: string) => string;
  readonly unclear: (target: string, clients: string) => string;
  readonly factsOf: (count: number, node: string) => string;
  readonly unknownFacts: (facts: readonly string[], reason: string) => string;
  /** `remedy` may be empty. */
  readonly reason: (why: string, remedy: string) => string;
  readonly checks: {
    readonly route: string;
    readonly connect: string;
    readonly models: string;
    readonly answer: string;
    readonly chat: string;
  };
  readonly goesDirect: string;
  readonly goesDirectCovered: (list: string, entry: string) => string;
  readonly goesThrough: (proxy: string, variable: string) => string;
  readonly ignoresVariables: string;
  readonly milliseconds: (ms: number) => string;
  readonly firstToken: (firstMs: string, totalMs: string) => string;
  readonly noToken: string;
  /** `isUnclear`: a client does not arrive, and no cause was found. */
  readonly summary: (counts: {
    readonly isUnclear: boolean;
    readonly proven: number;
    readonly suspected: number;
    readonly warnings: number;
    readonly facts: number;
    readonly unknown: number;
  }) => string;
  readonly seconds: (s: string) => string;
  readonly fromSnapshot: (takenAt: string) => string;
  readonly unknowns: string;
  readonly predicted: string;
  readonly attempt: (n: number, of: number, to: string) => string;
  readonly alternative: (fact: string) => string;
  readonly restsOn: (facts: readonly string[]) => string;
  readonly written: (path: string, facts: number, observations: number) => string;
  readonly collecting: string;
  readonly asking: (n: number) => string;
  readonly withVersion: (client: string, version: string | undefined) => string;
}

/** The texts of `--help`. */
export interface Help {
  readonly tagline: string;
  readonly doctor: string;
  readonly trace: string;
  readonly snapshot: string;
  readonly url: string;
  readonly withoutUrl: string;
  readonly from: string;
  readonly as: string;
  readonly model: string;
  readonly json: string;
  readonly lang: string;
  readonly noColor: string;
  readonly noInference: string;
  readonly readSnapshot: string;
  readonly writeSnapshot: string;
  readonly fromOption: string;
  readonly showHelp: string;
  readonly showVersion: string;
  readonly headings: {
    readonly usage: string;
    readonly arguments: string;
    readonly options: string;
    readonly exitCodes: string;
  };
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
}
