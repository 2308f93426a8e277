import type { HttpResponse } from '../facts/observation.ts';
import { proxyError } from '../peers/proxy-error.ts';
import type { Case, Path } from './case.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import { chatQuestion } from './chat-question.ts';
import type { Fix, Heard } from './finding.ts';
import { heardIn } from './heard.ts';
import { clientNames } from './path.ts';

/** A gateway's statuses: through a proxy without marks of its own, nobody can tell whose they are. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

const isServicesOwn = (it: Case, path: Path, response: HttpResponse): boolean => {
  if (proxyError(response) !== undefined) return false;
  return path.proxy === undefined || (it.place === 'elsewhere' && !GATEWAY_STATUSES.has(response.status));
};

/** What the service itself answered on a path, to the model list or to the chat request. */
const serviceAnswers = (it: Case, path: Path): readonly Heard[] => {
  const chat = chatQuestion(it, path);
  const answers = [path.way.answer, ...(chat === undefined ? [] : [it.answerTo(chat)])];
  return answers.flatMap((answer) =>
    answer?.kind === 'response' && isServicesOwn(it, path, answer.response)
      ? [heardIn(answer.response, answer.timing.totalMs)]
      : [],
  );
};

/** A cause that the service states by the status of its own answer. */
export const statedByService = (
  code: CauseCode,
  isStated: (status: number) => boolean,
  fixes: readonly Fix[],
): Cause => ({
  code,
  find: (it) =>
    it.paths.flatMap((path) => {
      const heard = serviceAnswers(it, path).find(({ status }) => isStated(status));
      if (heard === undefined) return [];
      const { host, port } = it.intent.target;
      return [
        {
          code,
          severity: 'broken',
          proof: 'stated-by-peer',
          node: it.here.id,
          clients: clientNames(path),
          params: { target: `${host.written}:${port}`, status: String(heard.status) },
          evidence: [{ kind: 'answered', heard }],
          fixes,
        },
      ];
    }),
});
