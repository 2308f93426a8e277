import type { FoundIn, Intent } from '../diagnose/intent.ts';
import type { NamedService } from './named-service.ts';

/** One intent, and the processes that have the very same: workers of one service, copies of one job. */
export interface Inferred {
  readonly intent: Intent;
  /** The others, lowest pid first; empty for the consumer's. */
  readonly alsoPids: readonly number[];
}

/** A service with where it was found. */
export interface FoundService {
  readonly service: NamedService;
  readonly foundIn: FoundIn;
}

/** Nobody asked for these requests, so none makes a service work: models are listed, and no token is asked for. */
export const asIntent = (
  asker: Intent['asker'],
  { service, foundIn }: FoundService,
  clients: readonly string[],
): Intent => ({ asker, ...service, foundIn, clients, withInference: false });
