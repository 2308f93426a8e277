import type { Answer, HttpResponse } from '../facts/observation.ts';
import { proxyError } from '../peers/proxy-error.ts';
import { verdictOf } from '../trace/tree.ts';
import type { Verdict } from '../trace/verdict.ts';
import type { Case, Path } from './case.ts';
import type { Evidence, Heard } from './finding.ts';
import { heardOf, isSuccess, noAnswerOf, responseOf } from './heard.ts';

/** `control`: it holds characters that a terminal would obey; `truncated`: too long or too slow to be read whole. */
export type NotUnderstood = 'control' | 'truncated' | 'no-model-list';

/** What really came back, as the client sees it. `not-understood`: an answer, and not one that the URL promises. */
export type Observed =
  | { readonly kind: 'answered'; readonly heard: Heard }
  | { readonly kind: 'proxy-error'; readonly heard: Heard }
  | { readonly kind: 'not-understood'; readonly heard: Heard; readonly why: NotUnderstood }
  | { readonly kind: 'no-answer'; readonly evidence: Evidence }
  | { readonly kind: 'cannot-start' }
  | { readonly kind: 'not-asked' };

const notUnderstood = (it: Case, response: HttpResponse): NotUnderstood | undefined => {
  if (response.hadControl) return 'control';
  if (response.isTruncated) return 'truncated';
  return it.request.expects === 'model-list' && response.models === undefined ? 'no-model-list' : undefined;
};

const observedIn = (it: Case, path: Path, answer: Answer): Observed => {
  const response = responseOf(answer);
  const heard = heardOf(answer);
  if (response === undefined || heard === undefined) {
    const evidence = noAnswerOf(answer);
    return evidence === undefined ? { kind: 'not-asked' } : { kind: 'no-answer', evidence };
  }
  // What a program says as a proxy it can only say to who came through one.
  if (path.proxy !== undefined && (answer.kind === 'no-response' || proxyError(response) !== undefined)) {
    return { kind: 'proxy-error', heard };
  }
  const why = isSuccess(answer) ? notUnderstood(it, response) : undefined;
  if (why !== undefined) return { kind: 'not-understood', heard, why };
  return { kind: 'answered', heard };
};

/** What a path's own request met. */
export const observedOn = (it: Case, path: Path): Observed => {
  const { answer, question, trace } = path.way;
  if (answer !== undefined) return observedIn(it, path, answer);
  const verdict = verdictOf(trace.tree);
  const failsFirst =
    question === undefined && (verdict.kind === 'client-dies' || verdict.kind === 'name-not-found');
  return { kind: failsFirst ? 'cannot-start' : 'not-asked' };
};

/** Whether a prediction and what came back can both be true. */
export const agrees = (predicted: Verdict, observed: Observed): boolean => {
  if (predicted.kind === 'unknown' || observed.kind === 'not-asked' || observed.kind === 'cannot-start')
    return true;
  if (observed.kind === 'no-answer') {
    const failure = observed.evidence.kind === 'no-answer' ? observed.evidence.failure : 'other';
    switch (failure) {
      case 'refused':
        return predicted.kind === 'refused';
      case 'timed-out':
        return predicted.kind === 'timed-out';
      case 'host-unreachable':
      case 'network-unreachable':
      case 'address-not-available':
        return predicted.kind === 'unreachable';
      default:
        // It connected, and then something other than HTTP came: the model speaks of connections only.
        return predicted.kind === 'answered' || predicted.kind === 'proxy-error';
    }
  }
  if (observed.kind === 'proxy-error') return predicted.kind === 'proxy-error';
  return predicted.kind === 'answered';
};
