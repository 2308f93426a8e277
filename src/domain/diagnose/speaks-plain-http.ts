import type { Answer, Question } from '../facts/observation.ts';
import { formatTarget } from '../net/format-target.ts';
import type { Case, Path } from './case.ts';
import { responseOf } from './heard.ts';

type Get = Extract<Question, { kind: 'http-get' }>;

/**
 * An https request made no TLS, and nothing tells why: the same one without TLS. A server that waits for the end of a line keeps silent about a
 * handshake, or closes; not every one answers it in HTTP.
 */
export const plainQuestion = (it: Case, { way, proxy }: Path): Get | undefined => {
  const { answer } = way;
  if (it.intent.target.scheme !== 'https' || proxy !== undefined) return undefined;
  if (answer?.kind !== 'no-response' || answer.failure.at !== 'tls' || answer.connectedTo === undefined)
    return undefined;
  if (answer.failure.peer === 'proxy' || answer.failure.detail === 'plain-http') return undefined;
  return {
    kind: 'http-get',
    from: it.vantage,
    url: formatTarget({ ...it.intent.target, scheme: 'http' }, it.request.path),
    route: { kind: 'direct' },
    connectTo: [answer.connectedTo],
  };
};

/** What it says without TLS. 400 is what a TLS port says of a plain request: so nginx, Apache and Go. */
export const plainAnswer = (it: Case, path: Path): Answer | undefined => {
  const question = plainQuestion(it, path);
  const answer = question === undefined ? undefined : it.answerTo(question);
  const response = responseOf(answer);
  return response === undefined || response.status === 400 ? undefined : answer;
};
