import type { NodeId } from '../facts/fact.ts';
import type { Target } from '../net/target.ts';

/** Who asks: the one for whom the snapshot was taken, or another process in it. */
export type Asker =
  | { readonly kind: 'consumer' }
  | { readonly kind: 'process'; readonly node: NodeId; readonly pid: number };

/** Where an intent was found: on the command line, in a variable or an argument of a process, or because something listens. */
export type FoundIn =
  | { readonly kind: 'typed' }
  | { readonly kind: 'declared'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `argument`: the option as it is written, `--api-url`, `base_url=`. */
  | { readonly kind: 'argument'; readonly argument: string }
  | { readonly kind: 'listener'; readonly node: NodeId; readonly pid?: number };

/** Past every proxy, or through the one that has this name in tongtu.yaml. */
export type DeclaredWay =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly name: string; readonly url: string };

/**
 * What is to be reached: one URL, by the clients named.
 * `meaning`: `url` is asked for as it stands (a service root is completed); an `api-base` is what a client of the OpenAI API takes, who
 * appends `/chat/completions` to it and nothing before.
 */
export interface Intent {
  readonly asker: Asker;
  /** As it was typed, secrets replaced. */
  readonly url: string;
  readonly target: Target;
  readonly meaning: 'url' | 'api-base';
  /** Which way tongtu.yaml says that it must go; absent where either is right. */
  readonly via?: DeclaredWay;
  /** The model that the client will ask for; absent where nobody said. */
  readonly model?: string;
  /** The variable of the asker's environment that holds its key, where somebody said so; else what its own settings pair with the URL. */
  readonly keyVariable?: string;
  readonly foundIn: FoundIn;
  /** Names of the registry's clients, in the order in which they are told. */
  readonly clients: readonly string[];
  /** Whether a chat request of one token may be made: it costs the service work. */
  readonly withInference: boolean;
  /** How many tokens that chat may have; one where it is absent. More are wanted only to see how fast they come. */
  readonly chatTokens?: number;
}

/** What kind of answer the URL promises. */
export type Expected = 'model-list' | 'any';

/** The request that tells most at least cost: a model list where the URL is that of a service, else the URL itself. */
export interface Request {
  readonly path: string;
  readonly expects: Expected;
  /** Where a chat request goes; absent where the URL is not that of a model service. */
  readonly chatPath?: string;
}

const API_BASE = /^(.*\/v\d+[a-z]*)(?:\/(?:models|chat\/completions|completions|embeddings))?\/?$/;

/**
 * `/` is a service root, and its API is under `/v1`; `/v1`, `/v1/models` and `/v1/chat/completions` have one base. Any
 * other path is asked for as it is. An `api-base` is taken as it stands, with nothing put before what is appended to it. The query
 * goes along: some services take their key there.
 */
export const requestFor = (target: Target, meaning: Intent['meaning'] = 'url'): Request => {
  const isRoot = target.path === '/' || target.path === '';
  const base =
    meaning === 'api-base'
      ? target.path.replace(/\/$/, '')
      : isRoot
        ? '/v1'
        : API_BASE.exec(target.path)?.[1];
  if (base === undefined) return { path: target.path + target.query, expects: 'any' };
  return {
    path: `${base}/models${target.query}`,
    expects: 'model-list',
    chatPath: `${base}/chat/completions${target.query}`,
  };
};
