import { boundElsewhere } from '../bound-elsewhere.ts';
import { otherFamilySockets, socketUrl } from '../refusal.ts';

/** The service holds the port in one address family only, and the request comes in the other: `::1` against `127.0.0.1`. */
export const addressFamilyMismatch = boundElsewhere({
  code: 'address-family-mismatch',
  socketsOf: otherFamilySockets,
  evidenceOf: (it, { endpoints }) => {
    const { host } = it.intent.target;
    if (host.kind !== 'name') return [];
    return [{ kind: 'name-resolves', name: host.name, addresses: endpoints.map(({ address }) => address) }];
  },
  fixesOf: (it, { endpoints }, socket) => [
    { kind: 'use-url', paste: [socketUrl(it, socket)] },
    { kind: 'bind-address', paste: [`--host ${endpoints[0]?.address ?? ''}`] },
  ],
});
