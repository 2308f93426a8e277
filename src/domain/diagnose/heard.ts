import type { Answer, ConnectFailure, Endpoint, HttpResponse } from '../facts/observation.ts';
import { isPage } from '../peers/page-text.ts';
import { proxyError } from '../peers/proxy-error.ts';
import { recognisePeer } from '../peers/recognise-peer.ts';
import type { ListenerAt } from '../trace/verdict.ts';
import type { Evidence, Heard, ProcessAt } from './finding.ts';

/** The response of an answer, where there is one: also the one with which a proxy refused a tunnel. */
export const responseOf = (answer: Answer | undefined): HttpResponse | undefined => {
  if (answer?.kind === 'response') return answer.response;
  if (answer?.kind === 'no-response' && answer.failure.at === 'tunnel') return answer.failure.response;
  return undefined;
};

/** Enough to recognise an error by. */
const LONGEST_SAID = 160;

const saidIn = (body: string): string => {
  // A title often says again what the page does.
  const text = isPage(body) ? body.replace(/<title>.*?<\/title>/is, ' ').replace(/<[^>]*>/g, ' ') : body;
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SAID ? `${line.slice(0, LONGEST_SAID)}…` : line;
};

/** What came back, in one line. */
export const heardIn = (response: HttpResponse, tookMs: number): Heard => {
  const peer = recognisePeer(response);
  const error = proxyError(response);
  const code = error === undefined ? '' : [error.code, error.detail].filter(Boolean).join(' ');
  const isMarked = code === '' || peer.marks.some((mark) => mark.includes(code));
  return {
    peer,
    status: response.status,
    marks: isMarked ? peer.marks : [...peer.marks, code],
    models: response.models?.ids.slice(0, 8) ?? [],
    said: response.status < 400 || error !== undefined ? '' : saidIn(response.bodyStart),
    tookMs,
  };
};

/** As `heardIn`, of a whole answer. */
export const heardOf = (answer: Answer | undefined): Heard | undefined => {
  const response = responseOf(answer);
  if (answer === undefined || response === undefined) return undefined;
  const tookMs =
    answer.kind === 'response' ? answer.timing.totalMs : answer.kind === 'no-response' ? answer.tookMs : 0;
  return heardIn(response, tookMs);
};

/** Whether the target itself answered with success: not an error page of something between. */
export const isSuccess = (answer: Answer | undefined): boolean =>
  answer?.kind === 'response' && answer.response.status >= 200 && answer.response.status < 400;

/** The last connection attempt that failed, where no connection was made. */
export const connectFailureOf = (
  answer: Answer | undefined,
): { readonly to: Endpoint; readonly failure: ConnectFailure; readonly tookMs: number } | undefined =>
  answer?.kind === 'no-response' && answer.failure.at === 'connect'
    ? answer.failedAttempts.at(-1)
    : undefined;

/** Why there was no response, as evidence. */
export const noAnswerOf = (answer: Answer | undefined, through?: string): Evidence | undefined => {
  if (answer?.kind !== 'no-response') return undefined;
  const { failure, tookMs } = answer;
  const failed = answer.failedAttempts.at(-1);
  const at = answer.connectedTo ?? failed?.to;
  if (at === undefined) return undefined;
  const how =
    failure.at === 'connect'
      ? (failed?.failure ?? 'other')
      : failure.at === 'response'
        ? failure.failure
        : failure.at;
  return { kind: 'no-answer', at, failure: how, tookMs, ...(through === undefined ? {} : { through }) };
};

/** What came back, as evidence: the answer, or why there was none; nothing where nobody asked. */
export const cameBack = (answer: Answer | undefined, through: string): readonly Evidence[] => {
  const heard = heardOf(answer);
  const found =
    heard === undefined ? noAnswerOf(answer, through) : { kind: 'answered' as const, heard, through };
  return found === undefined ? [] : [found];
};

/** A listener as evidence names it. */
export const processAt = ({ node, listener, process }: ListenerAt): ProcessAt => ({
  node,
  ...(listener.pid === undefined ? {} : { pid: listener.pid }),
  ...(process === undefined ? {} : { name: process }),
  listen: { address: listener.address, port: listener.port },
});
