import { boundElsewhere } from '../bound-elsewhere.ts';
import { otherFamilySockets, socketUrl } from '../refusal.ts';
import { bindFixes } from '../serving-process.ts';

/** The service holds the port in one address family only, and the request comes in the other: `::1` against `127.0.0.1`. */
export const addressFamilyMismatch = boundElsewhere({
  code: 'address-family-mismatch',
  socketsOf: otherFamilySockets,
  evidenceOf: (it, { endpoints }) => {
    const { host } = it.intent.target;
    if (host.kind !== 'name') return [];
    return [{ kind: 'name-resolves', name: host.name, addresses: endpoints.map(({ address }) => address) }];
  },
  fixesOf: (it, { endpoints, node }, socket) => [
    { kind: 'use-url', paste: [socketUrl(it, socket)] },
    ...(node === undefined ? [] : bindFixes(it.model, node, socket, endpoints[0]?.address ?? '')),
  ],
});
