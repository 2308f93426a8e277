import { byFlag } from '../by-flag.ts';

/** llama.cpp: `llama-server -m FILE --host` (tools/server/README.md). */
export const llamaServer = byFlag(['--host'], {
  title: 'llama.cpp',
  serves: ({ program }) => program === 'llama-server',
  apiKey: ['--api-key', 'KEY'],
});
