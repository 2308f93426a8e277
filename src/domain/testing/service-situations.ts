import type { Situations } from './situation.ts';

/** What can be wrong at the service itself. */
export const SERVICE_SITUATIONS: Situations = {};
