import type { Answer, HttpResponse, Question } from '../facts/observation.ts';
import { formatTarget } from '../net/format-target.ts';
import { betweenOf } from '../peers/between.ts';
import { proxyError } from '../peers/proxy-error.ts';
import type { Case, Path } from './case.ts';
import type { Cause } from './cause.ts';
import type { CauseCode } from './cause-code.ts';
import { chatQuestion } from './chat-question.ts';
import type { Evidence, Finding, Fix, Heard } from './finding.ts';
import { heardIn, responseOf } from './heard.ts';
import { clientNames, directListener, targetText } from './path.ts';

/** A gateway's statuses: through a proxy without marks of its own, nobody can tell whose they are. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

const isServicesOwn = (it: Case, path: Path, response: HttpResponse): boolean => {
  if (proxyError(response) !== undefined) return false;
  if (path.proxy === undefined || responseOf(path.direct.answer)?.status === response.status) return true;
  return it.place === 'elsewhere' && !GATEWAY_STATUSES.has(response.status);
};

/** Which request the service answered so: for its models, for a token, for the page at its root. */
type Asked = 'list' | 'chat' | 'page';

/** What answered on a path with such a status, and whether the service itself or a reverse proxy before it. */
export interface Statement {
  readonly to: Asked;
  readonly response: HttpResponse;
  readonly heard: Heard;
  /** The reverse proxy whose own error it is. */
  readonly between?: string;
}

/** The root itself, where a root was typed and no API is under it: a web application has its page there. */
export const pageQuestion = (
  it: Case,
  { way }: Path,
): Extract<Question, { kind: 'http-get' }> | undefined => {
  const { target, meaning } = it.intent;
  const isTypedRoot = meaning === 'url' && target.path === '/';
  const isMissing = way.answer?.kind === 'response' && way.answer.response.status === 404;
  return isTypedRoot && isMissing && way.question !== undefined
    ? { ...way.question, url: formatTarget(target) }
    : undefined;
};

const answerIf = (it: Case, question: Question | undefined): Answer | undefined =>
  question === undefined ? undefined : it.answerTo(question);

/** The first of the answers on this path that has such a status. */
const statementOn = (it: Case, path: Path, isStated: (status: number) => boolean): Statement | undefined => {
  const asked = [
    { to: 'list', answer: path.way.answer },
    { to: 'chat', answer: answerIf(it, chatQuestion(it, path)) },
    { to: 'page', answer: answerIf(it, pageQuestion(it, path)) },
  ] as const;
  return asked.flatMap(({ to, answer }) => {
    if (answer?.kind !== 'response' || !isStated(answer.response.status)) return [];
    const { response, timing } = answer;
    if (!isServicesOwn(it, path, response)) return [];
    const between = betweenOf(response);
    const heard = heardIn(response, timing.totalMs);
    return [{ to, response, heard, ...(between === undefined ? {} : { between }) }];
  })[0];
};

/** What such a cause adds to the statement. */
export interface Particulars {
  /** Whether it is one after all; without it always. */
  readonly applies?: (it: Case, path: Path) => boolean;
  readonly asks?: (it: Case, path: Path, stated: Statement) => readonly Question[];
  readonly evidence?: (it: Case, path: Path, stated: Statement) => readonly Evidence[];
  readonly fixes: (it: Case, path: Path, stated: Statement) => readonly Fix[];
  readonly more?: (
    it: Case,
    path: Path,
    stated: Statement,
  ) => Partial<Pick<Finding, 'proof'>> & { readonly params?: Finding['params'] };
}

/** A cause that the service, or a reverse proxy before it, states by the status of its own answer. */
export const statedByService = (
  code: CauseCode,
  isStated: (status: number) => boolean,
  particulars: Particulars,
): Cause => ({
  code,
  asks: (it) =>
    it.paths.flatMap((path) => {
      const page = pageQuestion(it, path);
      const stated = statementOn(it, path, isStated);
      const more = stated === undefined ? [] : (particulars.asks?.(it, path, stated) ?? []);
      return page === undefined ? more : [page, ...more];
    }),
  find: (it) =>
    it.paths.flatMap((path): readonly Finding[] => {
      const stated = statementOn(it, path, isStated);
      if (stated === undefined || particulars.applies?.(it, path) === false) return [];
      const { heard, to, between } = stated;
      const by = directListener(path);
      const { proof = 'stated-by-peer', params = {} } = particulars.more?.(it, path, stated) ?? {};
      return [
        {
          code,
          severity: 'broken',
          proof,
          node: it.here.id,
          clients: clientNames(path),
          params: {
            target: targetText(it),
            status: String(heard.status),
            to,
            who: between === undefined ? 'service' : 'proxy-between',
            program: between ?? by?.name ?? '',
            ...params,
          },
          evidence: [
            { kind: 'answered', heard },
            ...(by === undefined ? [] : [{ kind: 'listens', by } as const]),
            ...(particulars.evidence?.(it, path, stated) ?? []),
          ],
          fixes: particulars.fixes(it, path, stated),
        },
      ];
    }),
});
