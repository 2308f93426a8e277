import type { ProbeRoute } from '../facts/observation.ts';
import type { AskerKey } from '../intents/asker-key.ts';
import type { Target } from '../net/target.ts';

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
