import type { Answer, HttpFailure, HttpResponse } from '../../domain/facts/observation.ts';
import type { CertificateProblems } from './open-route.ts';
import { LONGEST, MARGIN } from './readable.ts';

/** Replaces secrets in one text. */
export type Scrub = (text: string) => string;

/** Replaces the secrets in every text that a peer sent, and cuts each to its last length. Where the answer was got does not matter. */
export const finishAnswer = (answer: Answer, scrub: Scrub): Answer => {
  switch (answer.kind) {
    case 'response':
      return {
        ...answer,
        response: finishResponse(answer.response, scrub),
        ...finishCertificates(answer, scrub),
      };
    case 'no-response':
      return {
        ...answer,
        failure: finishFailure(answer.failure, scrub),
        ...finishCertificates(answer, scrub),
      };
    case 'tls':
      return {
        ...answer,
        protocol: cut(answer.protocol, LONGEST.detail, scrub),
        subject: cut(answer.subject, LONGEST.detail, scrub),
        ...(answer.problem === undefined ? {} : { problem: cut(answer.problem, LONGEST.detail, scrub) }),
      };
    default:
      return answer;
  }
};

const finishCertificates = (
  { tlsProblem, proxyTlsProblem }: CertificateProblems,
  scrub: Scrub,
): CertificateProblems => ({
  ...(tlsProblem === undefined ? {} : { tlsProblem: cut(tlsProblem, LONGEST.detail, scrub) }),
  ...(proxyTlsProblem === undefined ? {} : { proxyTlsProblem: cut(proxyTlsProblem, LONGEST.detail, scrub) }),
});

const finishFailure = (failure: HttpFailure, scrub: Scrub): HttpFailure => {
  switch (failure.at) {
    case 'tunnel':
      return { ...failure, response: finishResponse(failure.response, scrub) };
    case 'tls':
      return { ...failure, detail: cut(failure.detail, LONGEST.detail, scrub) };
    case 'response':
      return { ...failure, firstBytes: cut(failure.firstBytes, LONGEST.firstBytes, scrub) };
    case 'connect':
      return failure;
  }
};

const finishResponse = (response: HttpResponse, scrub: Scrub): HttpResponse => {
  const { headers, bodyStart, models, ...rest } = response;
  const names = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => cut(text, LONGEST.model, scrub));
  return {
    ...rest,
    headers: headers.map(([name, value]) => [
      cut(name, LONGEST.header, scrub),
      cut(value, LONGEST.header, scrub),
    ]),
    bodyStart: cut(bodyStart, LONGEST.body, scrub),
    ...(models === undefined ? {} : { models: { ids: names(models.ids), ownedBy: names(models.ownedBy) } }),
  };
};

/** A text that was cut before may end in half a secret: that end is given up, however much the rest has shrunk. */
const cut = (text: string, longest: number, scrub: Scrub): string => {
  const scrubbed = scrub(text);
  const wasCut = text.length >= longest + MARGIN;
  return (wasCut ? scrubbed.slice(0, -MARGIN) : scrubbed).slice(0, longest);
};
