import { expect, it } from 'vitest';
import { createSecrets } from './secrets.ts';

const KEY = 'canary"key\\of/many\'marks';

it('a key is found in JSON within JSON within JSON, and in a header that holds such a text', () => {
  const secrets = createSecrets();
  secrets.hideVariable('OPENAI_API_KEY', KEY);
  let text = KEY;
  for (let depth = 0; depth < 3; depth += 1) {
    expect(secrets.scrub(text), `depth ${depth}`).not.toContain('canary');
    expect(secrets.scrub(encodeURIComponent(text)), `depth ${depth}, encoded`).not.toContain('canary');
    text = JSON.stringify(text);
  }
});
