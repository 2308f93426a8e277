import { byFlag } from '../by-flag.ts';

/** LiteLLM's proxy. */
export const litellm = byFlag(['--host'], {
  title: 'LiteLLM',
  serves: ({ program }) => program === 'litellm',
});
