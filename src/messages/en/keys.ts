import type { KeyPlace } from '../../domain/intents/asker-key.ts';
import type { KeyWords } from '../key-words.ts';

const keyAt = ({ kind, name }: KeyPlace): string =>
  kind === 'variable' ? `the key in ${name}` : `the key behind ${name}`;

export const keys: KeyWords = {
  option: 'ask with the API key in this environment variable of whoever asks',
  sent: (place) => `with ${keyAt(place)}`,
  heldBack: (place) => `without ${keyAt(place)}, which the proxy could read`,
  wanted: 'wants a key',
  complaint: (problem) =>
    problem.kind === 'needs-url'
      ? '--key-variable is for one URL; without one, each program’s own key is used.'
      : '--key-variable takes the name of an environment variable, never the key itself: OPENAI_API_KEY.',
};
