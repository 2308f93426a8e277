import { proxyError } from '../peers/proxy-error.ts';
import type { Path, Way } from './case.ts';
import { isSuccess } from './heard.ts';

/** Whether the key really went along: to whom no certificate vouches for it does not. */
export const hasSentKey = ({ question, answer }: Way): boolean =>
  question?.bearer !== undefined &&
  answer?.kind === 'response' &&
  answer.tlsProblem === undefined &&
  answer.proxyTlsProblem === undefined;

/** A service asked for its key, through a proxy that must not see it. */
export const isKeyHeldBack = ({ way, direct }: Path): boolean =>
  way.question?.bearer === undefined &&
  direct.question?.bearer !== undefined &&
  way.answer?.kind === 'response' &&
  way.answer.response.status === 401 &&
  proxyError(way.answer.response) === undefined;

/** That service takes the key where it may be sent: a client that sends it through the proxy arrives. */
export const isKeyTakenDirectly = (path: Path): boolean =>
  isKeyHeldBack(path) && hasSentKey(path.direct) && isSuccess(path.direct.answer);
