import type { Answer, Question } from '../../domain/facts/observation.ts';
import type { Limits } from './limits.ts';

/** Lines of JSON over the worker's stdin. Secrets stand revealed in the question: a pipe is read by no other process. */
export interface WorkerRequest {
  readonly id: number;
  readonly question: Question;
  readonly limits: Limits;
}

/** Lines of JSON over its stdout. The first says whether it could become the user that it was told to be. */
export type WorkerReply =
  | { readonly kind: 'started'; readonly isDropped: boolean }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: Answer };

/** The user that a worker becomes. */
export interface WorkerUser {
  readonly uid: number;
  readonly gid: number;
}
