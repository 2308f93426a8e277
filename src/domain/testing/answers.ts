import { openQuestions } from '../diagnose/diagnose.ts';
import { openDossier } from '../diagnose/dossier.ts';
import type { Intent } from '../diagnose/intent.ts';
import type { Answer, ConnectFailure, HttpResponse, Observation, Question } from '../facts/observation.ts';
import type { Snapshot } from '../facts/snapshot.ts';

type HttpQuestion = Extract<Question, { kind: 'http-get' | 'chat' }>;

/** How a sketched world answers; `undefined` leaves the question open. */
export type Answering = (question: HttpQuestion) => Answer | undefined;

const firstOf = (question: HttpQuestion) => question.connectTo[0] ?? { address: '', port: 0 };

/** An HTTP response with these headers and this body. */
export const responds =
  (status: number, headers: HttpResponse['headers'] = [], more: Partial<HttpResponse> = {}): Answering =>
  (question) => ({
    kind: 'response',
    connectedTo: firstOf(question),
    failedAttempts: [],
    response: {
      status,
      httpVersion: '1.1',
      headers,
      bodyStart: '',
      bodyBytes: 0,
      isTruncated: false,
      hadControl: false,
      ...more,
    },
    timing: { connectMs: 1, firstByteMs: 2, totalMs: 3 },
  });

/** A service that lists these models, and streams one token to whoever asks for it. */
export const lists =
  (...ids: readonly string[]): Answering =>
  (question) => {
    const answer = responds(200, [['server', 'uvicorn']], { models: { ids, ownedBy: ['vllm'] } })(question);
    if (question.kind !== 'chat' || answer?.kind !== 'response') return answer;
    return { ...answer, stream: { firstTokenMs: 2, tokens: 1 } };
  };

/** No connection, to any of the addresses. */
export const fails =
  (failure: ConnectFailure): Answering =>
  ({ connectTo }) => ({
    kind: 'no-response',
    failedAttempts: connectTo.map((to) => ({ to, failure, tookMs: 1 })),
    failure: { at: 'connect' },
    tookMs: 1,
  });

/** A connection, and then not a byte. */
export const staysSilent: Answering = ({ connectTo }) => ({
  kind: 'no-response',
  ...(connectTo[0] === undefined ? {} : { connectedTo: connectTo[0] }),
  failedAttempts: [],
  failure: { at: 'response', failure: 'silent', firstBytes: '' },
  tookMs: 3_000,
});

/** Squid's own error page. */
export const squidSays = (status: number, code: string, detail = '0'): Answering =>
  responds(status, [
    ['server', 'squid/5.7'],
    ['x-squid-error', `${code} ${detail}`],
  ]);

/** A sketched world's answers to these questions. */
export const answersOf = (
  snapshot: Snapshot,
  questions: readonly Question[],
  answering: Answering,
): readonly Observation[] =>
  questions.flatMap((question) => {
    const answer = question.kind === 'http-get' || question.kind === 'chat' ? answering(question) : undefined;
    return answer === undefined ? [] : [{ question, askedAt: snapshot.takenAt, answer }];
  });

/** Asks what the diagnosis asks until nothing is open, as the use case does. */
export const answered = (snapshot: Snapshot, intent: Intent, answering: Answering): Snapshot => {
  const observations = answersOf(snapshot, openQuestions(openDossier(snapshot), intent), answering);
  if (observations.length === 0) return snapshot;
  return answered(
    { ...snapshot, observations: [...snapshot.observations, ...observations] },
    intent,
    answering,
  );
};
