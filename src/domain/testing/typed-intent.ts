import type { Intent } from '../diagnose/intent.ts';
import { parseTarget } from '../net/parse-target.ts';

/** What of an intent is said, beside its URL. */
export type IntentSketch = Partial<Omit<Intent, 'url' | 'target'>>;

/** A URL as somebody types it at a shell, asked with curl where nothing else is said. */
export const typedIntent = (url: string, more: IntentSketch = {}): Intent => {
  const target = parseTarget(url);
  if (!target.ok) throw new Error(`${url} is no URL`);
  return {
    asker: { kind: 'consumer' },
    url,
    target: target.value,
    meaning: 'url',
    foundIn: { kind: 'typed' },
    clients: ['curl'],
    withInference: true,
    ...more,
  };
};
