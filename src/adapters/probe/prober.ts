import { setMaxListeners } from 'node:events';
import type { NodeId } from '../../domain/facts/fact.ts';
import type { Answer, Observation, Question, Vantage } from '../../domain/facts/observation.ts';
import { questionKey } from '../../domain/facts/observation.ts';
import type { Result } from '../../domain/facts/result.ts';
import type { Consumer } from '../../domain/facts/snapshot.ts';
import { answerQuestion } from './answer-question.ts';
import type { ProbeContext } from './context.ts';
import { finishAnswer } from './finish-answer.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import type { Limits } from './limits.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';
import type { Worker, WorkerProblem } from './start-worker.ts';
import type { WorkerUser } from './worker-protocol.ts';

export interface ProberOptions {
  /** Whose requests they are, where a question names nobody else. */
  readonly consumer: Consumer;
  /** The node whose network namespace this process is in; absent where that is none of the snapshot's. */
  readonly hereNode?: NodeId;
  /** How to enter another: `/run/netns/web`, `/proc/4711/ns/net`. */
  readonly netnsPathOf?: (node: NodeId) => string | undefined;
  /** Who another user than the consumer is, for the questions of their processes. */
  readonly userAt?: (vantage: Vantage) => WorkerUser | undefined;
  /** This process's effective uid. */
  readonly ownUid: number;
  /** Puts secrets in and takes them out: this is the one place where they are in the clear. */
  readonly secrets: { readonly reveal: (text: string) => string; readonly scrub: (text: string) => string };
  readonly now: () => Date;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
  /** The bundled worker.ts. */
  readonly workerPath: string;
  readonly limits?: Partial<Limits>;
  /** How many questions are asked at once. */
  readonly atOnce?: number;
  readonly signal?: AbortSignal;
}

/** The hands that ask questions of the world. Changes nothing in it but what one request changes. */
export interface Prober {
  /** All at once, as far as that is bearable; answers in the order of the questions. Rejects only when the signal aborts. */
  readonly ask: (questions: readonly Question[]) => Promise<readonly Observation[]>;
  /** Ends the workers. */
  readonly close: () => void;
}

type WorkerPlace = Extract<Place, { kind: 'worker' }>;

const DEFAULT_AT_ONCE = 8;

export const createProber = (options: ProberOptions): Prober => {
  const { secrets, now, clock, signal } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const stop = new AbortController();
  // Every question listens; Node takes more than ten for a leak and says so on stderr.
  setMaxListeners(0, stop.signal);
  const context: ProbeContext = { limits, clock, signal: stop.signal };
  const inTurn = limitConcurrency(options.atOnce ?? DEFAULT_AT_ONCE);
  const workers = new Map<string, Promise<Result<Worker, WorkerProblem>>>();

  const workerFor = async (place: WorkerPlace): Promise<Result<Worker, WorkerProblem>> => {
    const key = `${place.user.uid} ${place.user.gid} ${place.netnsPath ?? ''}`;
    const before = workers.get(key);
    const worker = await before;
    // Who asks for days meets a worker's end; several questions that meet it at once start one new worker.
    const isOver = worker?.ok === true && worker.value.hasEnded();
    const started = isOver && workers.get(key) === before ? undefined : workers.get(key);
    const current = started ?? startLate(place);
    workers.set(key, current);
    return current;
  };

  const startLate = async ({ user, netnsPath }: WorkerPlace): Promise<Result<Worker, WorkerProblem>> => {
    const { startWorker } = await import('./start-worker.ts');
    const where = netnsPath === undefined ? {} : { netnsPath };
    return startWorker({ path: options.workerPath, user, limits, ...where });
  };

  const answer = async (question: Question): Promise<Answer> => {
    const place = placeOf(question.from, options);
    if (place.kind === 'nowhere') return { kind: 'not-askable', why: place.why };
    const revealed = reveal(question, secrets.reveal);
    if (place.kind === 'here') return answerQuestion(revealed, context);
    const worker = await workerFor(place);
    return worker.ok ? worker.value.ask(revealed) : { kind: 'not-askable', why: worker.problem };
  };

  const observe = async (question: Question): Promise<Observation> => {
    signal?.throwIfAborted();
    const askedAt = now().toISOString();
    return { question, askedAt, answer: finishAnswer(await answer(question), secrets.scrub) };
  };

  const close = (): void => {
    for (const started of workers.values()) {
      void started.then((worker) => {
        if (worker.ok) worker.value.close();
      });
    }
    workers.clear();
  };
  const onAbort = (): void => {
    stop.abort();
    close();
  };
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });

  return {
    ask: async (questions) => {
      const asked = new Map<string, Promise<Observation>>();
      for (const question of questions) {
        const key = questionKey(question);
        if (!asked.has(key))
          asked.set(
            key,
            inTurn(() => observe(question)),
          );
      }
      await Promise.all(asked.values());
      signal?.throwIfAborted();
      return Promise.all(questions.flatMap((question) => asked.get(questionKey(question)) ?? []));
    },
    close: () => {
      signal?.removeEventListener('abort', onAbort);
      close();
    },
  };
};

/** The question with its passwords and its key in place. It leaves this process only for the worker. */
const reveal = (question: Question, revealText: (text: string) => string): Question => {
  if (question.kind !== 'http-get' && question.kind !== 'chat') return question;
  const { route } = question;
  return {
    ...question,
    url: revealText(question.url),
    ...(question.bearer === undefined ? {} : { bearer: revealText(question.bearer) }),
    route: route.kind === 'direct' ? route : { ...route, proxyUrl: revealText(route.proxyUrl) },
  };
};
