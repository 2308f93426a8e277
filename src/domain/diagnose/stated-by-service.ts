import type { HttpResponse } from '../facts/observation.ts';
import { proxyError } from '../peers/proxy-error.ts';
import type { Case, Path } from './case.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import { chatQuestion } from './chat-question.ts';
import type { Fix, Heard } from './finding.ts';
import { heardIn, responseOf } from './heard.ts';
import { clientNames, targetText } from './path.ts';

/** A gateway's statuses: through a proxy without marks of its own, nobody can tell whose they are. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

const isServicesOwn = (it: Case, path: Path, response: HttpResponse): boolean => {
  if (proxyError(response) !== undefined) return false;
  if (path.proxy === undefined || responseOf(path.direct.answer)?.status === response.status) return true;
  return it.place === 'elsewhere' && !GATEWAY_STATUSES.has(response.status);
};

/** What the service itself answered on a path, to the model list or to the chat request. */
const serviceAnswers = (it: Case, path: Path): readonly { readonly to: Asked; readonly heard: Heard }[] => {
  const chat = chatQuestion(it, path);
  const asked = [
    { to: 'list', answer: path.way.answer },
    { to: 'chat', answer: chat === undefined ? undefined : it.answerTo(chat) },
  ] as const;
  return asked.flatMap(({ to, answer }) =>
    answer?.kind === 'response' && isServicesOwn(it, path, answer.response)
      ? [{ to, heard: heardIn(answer.response, answer.timing.totalMs) }]
      : [],
  );
};

/** Which request the service answered so. */
type Asked = 'list' | 'chat';

/** A cause that the service states by the status of its own answer. */
export const statedByService = (
  code: CauseCode,
  isStated: (status: number) => boolean,
  fixes: (it: Case) => readonly Fix[],
): Cause => ({
  code,
  find: (it) =>
    it.paths.flatMap((path) => {
      const stated = serviceAnswers(it, path).find(({ heard }) => isStated(heard.status));
      if (stated === undefined) return [];
      const { heard, to } = stated;
      return [
        {
          code,
          severity: 'broken',
          proof: 'stated-by-peer',
          node: it.here.id,
          clients: clientNames(path),
          params: { target: targetText(it), status: String(heard.status), to },
          evidence: [{ kind: 'answered', heard }],
          fixes: fixes(it),
        },
      ];
    }),
});
