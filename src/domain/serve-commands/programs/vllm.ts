import { byFlag } from '../by-flag.ts';

/** vLLM: `vllm serve MODEL --host`, or its module. */
export const vllm = byFlag(['--host'], {
  title: 'vLLM',
  serves: ({ program, words }) =>
    (program === 'vllm' && words[0] === 'serve') ||
    /^vllm\.entrypoints\.(?:openai\.)?api_server$/.test(program),
  apiKey: ['--api-key', 'KEY'],
});
