import { statedByService } from '../stated-by-service.ts';

/** The service itself answers 5xx: the way to it is free, and what is wrong is inside it. */
export const serviceError = statedByService(
  'service-error',
  (status) => status >= 500,
  () => [],
);
