import { byFlag } from '../by-flag.ts';

/** FastChat's API server. */
export const fastchat = byFlag(['--host'], {
  title: 'FastChat',
  serves: ({ program }) => program === 'fastchat.serve.openai_api_server',
  apiKey: ['--api-keys', 'KEY'],
});
