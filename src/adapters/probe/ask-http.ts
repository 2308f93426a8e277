import type { Answer, Endpoint, FailedAttempt, HttpFailure } from '../../domain/facts/observation.ts';
import type { Connected } from './connect.ts';
import { connectFirst } from './connect.ts';
import type { ProbeContext } from './context.ts';
import { elapsed } from './context.ts';
import { countTokens } from './count-tokens.ts';
import { startDeadline } from './deadline.ts';
import type { CertificateProblems, Way } from './open-route.ts';
import { openRoute, wayOf } from './open-route.ts';
import type { HttpQuestion } from './questions.ts';
import { readResponse } from './read-response.ts';
import type { RequestBody, RequestUrl } from './request-text.ts';
import { parseRequestUrl, requestText, withoutSecrets } from './request-text.ts';

/** One HTTP request on a connection of its own. The route's URL holds its password. Redirects are reported, not followed. */
export const askHttp = async (question: HttpQuestion, context: ProbeContext): Promise<Answer> => {
  const url = parseRequestUrl(question.url);
  const way = url === undefined ? undefined : wayOf(question.route, url);
  if (url === undefined || way === undefined) return { kind: 'not-askable', why: 'unsupported' };
  // No client can send it either.
  if (question.bearer !== undefined && !isFieldValue(question.bearer))
    return { kind: 'not-askable', why: 'unsupported' };
  const startedAt = context.clock();
  const { exchangeMs, chatMs } = context.limits;
  const deadline = startDeadline(question.kind === 'chat' ? chatMs : exchangeMs, context.signal);
  try {
    const connected = await connectFirst(question.connectTo, context, deadline.signal);
    if (!connected.ok) {
      return noResponse(context, startedAt, { failedAttempts: connected.problem }, { at: 'connect' });
    }
    const exchange = { question, url, way, connected: connected.value, startedAt, signal: deadline.signal };
    return await converse(exchange, context).finally(() => connected.value.socket.destroy());
  } finally {
    deadline.clear();
  }
};

interface Exchange {
  readonly question: HttpQuestion;
  readonly url: RequestUrl;
  readonly way: Way;
  readonly connected: Connected;
  readonly startedAt: number;
  readonly signal: AbortSignal;
}

/** Everything after the connection. */
const converse = async (exchange: Exchange, context: ProbeContext): Promise<Answer> => {
  const { question, url, way, connected, startedAt, signal } = exchange;
  const { connectedTo, failedAttempts } = connected;
  const connectMs = elapsed(context, startedAt);
  const { opened, certificates } = await openRoute(connected.socket, way, url, context.limits, signal);
  const failed = (failure: HttpFailure): Answer =>
    noResponse(context, startedAt, { connectedTo, failedAttempts, ...certificates }, failure);
  if (!opened.ok) return failed(opened.problem);
  const isVouchedFor = Object.keys(certificates).length === 0;
  opened.value.write(
    isVouchedFor
      ? requestOf(question, url, way)
      : requestOf(withoutBearer(question), withoutSecrets(url), way),
  );

  let firstByteMs = 0;
  const counter = question.kind === 'chat' ? countTokens(() => elapsed(context, startedAt)) : undefined;
  const read = await readResponse(opened.value, context.limits, {
    onFirstByte: () => {
      firstByteMs = elapsed(context, startedAt);
    },
    ...(counter === undefined ? {} : { onBody: counter.take }),
  });
  if (!read.ok) return failed(read.problem);
  const stream = counter?.counted();
  return {
    kind: 'response',
    connectedTo,
    failedAttempts,
    response: read.value,
    timing: { connectMs, firstByteMs, totalMs: elapsed(context, startedAt) },
    ...(stream === undefined ? {} : { stream }),
    ...certificates,
  };
};

/** Between the proxy and the service, or before TLS, a key would be read by who is not asked. */
const mayCarryBearer = (url: RequestUrl, way: Way): boolean =>
  way.kind === 'direct' || (url.scheme === 'https' && way.kind !== 'absolute');

const withoutBearer = ({ bearer: _, ...question }: HttpQuestion): HttpQuestion => question;

/** Visible characters, blanks only between them (RFC 9110, 5.5; what is beyond ASCII no client sends). */
const isFieldValue = (text: string): boolean => /^[!-~](?:[ -~]*[!-~])?$/.test(text);

const requestOf = (question: HttpQuestion, url: RequestUrl, way: Way): string => {
  const { hostHeader } = question.kind === 'http-get' ? question : {};
  const more = {
    ...(question.kind === 'chat' ? { body: chatBody(question.model, question.maxTokens ?? 1) } : {}),
    ...(hostHeader === undefined ? {} : { hostHeader }),
    ...(question.bearer === undefined || !mayCarryBearer(url, way) ? {} : { bearer: question.bearer }),
  };
  if (way.kind !== 'absolute') return requestText(url, more);
  const { userinfo } = way.proxy;
  return requestText(url, {
    ...more,
    isAbsolute: true,
    ...(userinfo === undefined ? {} : { proxyUserinfo: userinfo }),
  });
};

/** The smallest request that makes a model speak. */
const chatBody = (model: string, maxTokens: number): RequestBody => ({
  contentType: 'application/json',
  text: JSON.stringify({
    model,
    messages: [{ role: 'user', content: 'hi' }],
    max_tokens: maxTokens,
    stream: true,
  }),
});

const noResponse = (
  context: ProbeContext,
  startedAt: number,
  attempts: CertificateProblems & {
    readonly connectedTo?: Endpoint;
    readonly failedAttempts: readonly FailedAttempt[];
  },
  failure: HttpFailure,
): Answer => ({ kind: 'no-response', ...attempts, failure, tookMs: elapsed(context, startedAt) });
