import type { Target } from '../net/target.ts';

/** What is to be reached: one URL, by the clients named, from the snapshot's consumer. */
export interface Intent {
  /** As it was typed, secrets replaced. */
  readonly url: string;
  readonly target: Target;
  /** Names of the registry's clients, in the order in which they are told. */
  readonly clients: readonly string[];
  /** Whether a chat request of one token may be made: it costs the service work. */
  readonly withInference: boolean;
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
 * other path is asked for as it is. The query goes along: some services take their key there.
 */
export const requestFor = (target: Target): Request => {
  const base = target.path === '/' || target.path === '' ? '/v1' : API_BASE.exec(target.path)?.[1];
  if (base === undefined) return { path: target.path + target.query, expects: 'any' };
  return {
    path: `${base}/models${target.query}`,
    expects: 'model-list',
    chatPath: `${base}/chat/completions${target.query}`,
  };
};
