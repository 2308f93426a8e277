import { byFlag } from '../by-flag.ts';

/** Text Generation Inference: `text-generation-launcher --hostname`, which starts the router with the same. */
export const tgi = byFlag(['--hostname'], {
  title: 'TGI',
  serves: ({ program }) => program === 'text-generation-launcher' || program === 'text-generation-router',
  apiKey: ['--api-key', 'KEY'],
});
