import { byFlag } from '../by-flag.ts';

/** SGLang: `python3 -m sglang.launch_server --host`. It warms up by a request to the address that it binds, `http://0.0.0.0:PORT`. */
export const sglang = byFlag(['--host'], {
  title: 'SGLang',
  serves: ({ program, words }) =>
    program === 'sglang.launch_server' || (program === 'sglang' && words[0] === 'serve'),
  apiKey: ['--api-key', 'KEY'],
  selfCheck: { client: 'requests', url: (port) => `http://0.0.0.0:${port}/get_model_info` },
});
