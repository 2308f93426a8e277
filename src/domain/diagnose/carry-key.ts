import type { ProbeRoute } from '../facts/observation.ts';
import type { AskerKey } from '../intents/asker-key.ts';
import type { Target } from '../net/target.ts';
import { proxyError } from '../peers/proxy-error.ts';
import type { Path, Way } from './case.ts';
import { isSuccess } from './heard.ts';

/**
 * A key goes to the service alone: directly, or within TLS. The client would also hand it to a proxy that it speaks plain http with; of a
 * request that a proxy swallows, that would give the key to the proxy's owner once more.
 */
export const bearerFor = (
  key: AskerKey | undefined,
  route: ProbeRoute,
  { scheme }: Target,
): { readonly bearer?: string } => {
  const isReadByProxy = route.kind === 'proxy' && (scheme === 'http' || route.form === 'absolute');
  return key?.kind !== 'held' || isReadByProxy ? {} : { bearer: key.placeholder };
};

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
