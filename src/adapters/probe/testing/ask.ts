import type { Answer, Endpoint, ProbeRoute, Question } from '../../../domain/facts/observation.ts';
import { answerQuestion } from '../answer-question.ts';
import type { Limits } from '../limits.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

export const FROM = { node: 'm:00000000/host', uid: 0 };

/** Short enough for tests of what never ends. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, connectMs: 1_000, exchangeMs: 5_000, chatMs: 5_000 };

export const ask = (question: Question, limits: Partial<Limits> = {}): Promise<Answer> =>
  answerQuestion(question, { limits: { ...LIMITS, ...limits }, clock: () => performance.now() });

export const httpGet = (
  url: string,
  connectTo: readonly Endpoint[],
  route: ProbeRoute = { kind: 'direct' },
): Question => ({ kind: 'http-get', from: FROM, url, route, connectTo });

export const chat = (
  url: string,
  connectTo: readonly Endpoint[],
  route: ProbeRoute = { kind: 'direct' },
): Extract<Question, { kind: 'chat' }> => ({
  kind: 'chat',
  from: FROM,
  url,
  route,
  connectTo,
  model: 'qwen2.5-7b',
});
