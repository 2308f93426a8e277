import { statedByService } from '../stated-by-service.ts';

/** The service answers 401 (RFC 9110 section 15.5.2): it wants an API key. */
export const unauthorized = statedByService('unauthorized', (status) => status === 401, [
  { kind: 'send-key', paste: ["-H 'Authorization: Bearer KEY'"] },
]);
