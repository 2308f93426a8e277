import type { KeyPlace } from '../domain/intents/asker-key.ts';

/** Why `--key-variable` cannot be meant as it was typed. What stands there is not told: it may be a key. */
export type KeyComplaint = { readonly kind: 'not-a-name' } | { readonly kind: 'needs-url' };

/** What is said of API keys where nothing is wrong with them. */
export interface KeyWords {
  readonly option: string;
  /** Behind the answer: the request held the key that stands there. */
  readonly sent: (place: KeyPlace) => string;
  /** Behind the answer: it was asked without the key, because a proxy could have read it. */
  readonly heldBack: (place: KeyPlace) => string;
  /** In the place of the models of a service that lists them to nobody without a key. */
  readonly wanted: string;
  readonly complaint: (problem: KeyComplaint) => string;
}
