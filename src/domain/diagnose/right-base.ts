import type { Answer, HttpResponse, Question } from '../facts/observation.ts';
import { formatTarget } from '../net/format-target.ts';
import { firstHeader } from '../peers/header.ts';
import { isPage } from '../peers/page-text.ts';
import { proxyError } from '../peers/proxy-error.ts';
import type { Case, Path } from './case.ts';
import { isSuccess } from './heard.ts';
import { likelyBases } from './likely-bases.ts';
import { lastWay } from './refusal.ts';

type HttpGet = Extract<Question, { kind: 'http-get' }>;

/** The path is there and wants another method than the probe's: FastAPI and Go say which (RFC 9110, 15.5.6). */
const isPostOnly = (response: HttpResponse): boolean =>
  response.status === 405 && /\bPOST\b/.test(firstHeader(response, 'allow') ?? '');

/** The service says that there is nothing at this path; some answer a page for whatever they do not know. */
const isNotThere = (it: Case, response: HttpResponse): boolean => {
  if (proxyError(response) !== undefined || isPostOnly(response)) return false;
  if (response.status === 404 || response.status === 405) return true;
  const isOk = response.status >= 200 && response.status < 300;
  return isOk && it.request.expects === 'model-list' && isPage(response.bodyStart);
};

/** The same way, to the model list under another base. */
const askBase = (it: Case, question: HttpGet, base: string): HttpGet => ({
  ...question,
  url: formatTarget(it.intent.target, `${base}/models${it.intent.target.query}`),
});

/** Another base, and the question that tries it. */
interface Guess {
  readonly base: string;
  readonly question: HttpGet;
}

/** Where the API could be instead; none unless the service says that there is nothing where it was asked for. */
export const baseGuesses = (it: Case, path: Path): readonly Guess[] => {
  // Of what a proxy elsewhere calls its own loopback nothing follows for this machine's service.
  const { question, answer } = lastWay(it, path) ?? path.way;
  if (question === undefined || answer?.kind !== 'response' || !isNotThere(it, answer.response)) return [];
  const asked = it.request.expects === 'model-list' ? it.request.path.replace(/\/models(?:\?.*)?$/, '') : '';
  return likelyBases(it.intent.target.path, asked).map((base) => ({
    base,
    question: askBase(it, question, base),
  }));
};

/** The first of them that lists models. */
export const rightBase = (it: Case, path: Path): (Guess & { readonly answer: Answer }) | undefined =>
  baseGuesses(it, path).flatMap((guess) => {
    const answer = it.answerTo(guess.question);
    return answer?.kind === 'response' && isSuccess(answer) && answer.response.models !== undefined
      ? [{ ...guess, answer }]
      : [];
  })[0];
