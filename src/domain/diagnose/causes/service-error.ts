import { instanceEvidence, instanceUrl, listingInstances, otherInstances } from '../other-instances.ts';
import { statedByService } from '../stated-by-service.ts';

/**
 * The service itself answers 5xx: the way to it is free, and what is wrong is inside it. Or a reverse proxy before it says so, and
 * what is wrong is between the two: then what else answers on this machine is asked too.
 */
export const serviceError = statedByService('service-error', (status) => status >= 500, {
  asks: (it, path, { between }) =>
    between === undefined ? [] : otherInstances(it, path).map(({ question }) => question),
  evidence: (it, path, { between }) =>
    between === undefined
      ? []
      : listingInstances(it, path).flatMap((instance) => instanceEvidence(instance, instance.answer)),
  fixes: (it, path, { between }) => {
    if (between === undefined) return [{ kind: 'look-at-log', paste: [] }];
    const urls = listingInstances(it, path).flatMap((instance) => instanceUrl(it, instance) ?? []);
    const log = between === 'nginx' ? [['tail', '-n', '20', '/var/log/nginx/error.log'].join(' ')] : [];
    return [
      { kind: 'look-at-upstream', paste: log },
      ...(urls.length === 0 ? [] : [{ kind: 'use-url', paste: urls } as const]),
    ];
  },
});
