import type { Diagnosis, PathReport } from '../diagnose/diagnose.ts';
import type { Finding } from '../diagnose/finding.ts';
import type { Observed } from '../diagnose/observed.ts';
import type { Answer } from '../facts/observation.ts';
import type { Usage } from './usage.ts';

/** How a round ended: what the whole diagnosis of it comes to. */
export type Outcome = 'works' | 'broken' | 'unclear';

/** A finding's headline, without what shows it. */
export type Headline = Pick<Finding, 'code' | 'severity' | 'proof' | 'params' | 'clients'>;

/** What the request of some clients met, and how long it took. */
export interface PathHealth {
  readonly clients: readonly string[];
  /** The proxy that it goes through, as the client reads it. */
  readonly proxy?: string;
  readonly works: boolean;
  readonly observed: Observed;
  readonly status?: number;
  /** The model list, or whatever the URL itself gives. */
  readonly listMs?: number;
  /** Of the chat request: from its beginning, connecting included, to the first piece of text, and to the end. */
  readonly firstTokenMs?: number;
  readonly chatMs?: number;
  /** Pieces of text; most servers send one a token. */
  readonly tokens?: number;
  /** Between the first piece and the end. Absent where fewer than two came, or all at once. */
  readonly tokensPerSecond?: number;
}

/** One repetition of the check. */
export interface Round {
  /** Counts from 1. */
  readonly number: number;
  /** ISO 8601, when it began. For people: a clock can be set. */
  readonly at: string;
  /** Since the watch began, by a clock that never goes back. */
  readonly elapsedMs: number;
  readonly outcome: Outcome;
  /** It failed, and did not when everything was read and asked once more: there is no cause left to find. */
  readonly isMomentary: boolean;
  readonly findings: readonly Headline[];
  readonly paths: readonly PathHealth[];
  /** Absent where no process of this machine serves, or it ended meanwhile. */
  readonly usage?: Usage;
}

/** Shorter, and the pieces came as one. */
const SHORTEST_STREAM_MS = 5;

const rateOf = (tokens: number, ms: number): number | undefined =>
  tokens < 2 || ms < SHORTEST_STREAM_MS ? undefined : Math.round(((tokens - 1) / ms) * 10_000) / 10;

const chatHealth = (chat: Answer | undefined): Partial<PathHealth> => {
  if (chat?.kind !== 'response') return {};
  const { stream, timing, response } = chat;
  const whole = { status: response.status, chatMs: timing.totalMs };
  if (stream === undefined) return whole;
  const rate = rateOf(stream.tokens, timing.totalMs - stream.firstTokenMs);
  return { ...whole, ...stream, ...(rate === undefined ? {} : { tokensPerSecond: rate }) };
};

/** The numbers of one path. A chat's status stands where there was a chat. */
const pathHealth = ({ path, observed, chat, works }: PathReport): PathHealth => {
  const { answer } = path.way;
  const proxy = path.proxy?.server;
  return {
    clients: path.clients.map(({ client }) => client.name),
    ...(proxy === undefined ? {} : { proxy: proxy.text }),
    works,
    observed,
    ...(answer?.kind === 'response' ? { status: answer.response.status, listMs: answer.timing.totalMs } : {}),
    ...chatHealth(chat),
  };
};

const headline = ({ code, severity, proof, params, clients }: Finding): Headline => ({
  code,
  severity,
  proof,
  params,
  clients,
});

/** What a diagnosis says of one round. */
export const whatRoundShows = ({ paths, findings }: Diagnosis): Pick<Round, 'paths' | 'findings'> => ({
  paths: paths.map(pathHealth),
  findings: findings.map(headline),
});

/** The numbers that stand for a round: of the first path that has some. The clients' order is that in which they are told. */
export const mainPath = ({ paths }: Round): PathHealth | undefined =>
  paths.find(({ chatMs }) => chatMs !== undefined) ??
  paths.find(({ listMs }) => listMs !== undefined) ??
  paths[0];

/** How long the answer took: of the chat where one was asked for, else of the list. */
export const totalMsOf = (path: PathHealth | undefined): number | undefined => path?.chatMs ?? path?.listMs;

/** The first path that does not work. */
export const failingPath = ({ paths }: Round): PathHealth | undefined => paths.find(({ works }) => !works);
