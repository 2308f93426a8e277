import { byFlag } from '../by-flag.ts';

/** LMDeploy: `lmdeploy serve api_server MODEL --server-name`. */
export const lmdeploy = byFlag(['--server-name'], {
  title: 'LMDeploy',
  serves: ({ program, words }) => program === 'lmdeploy' && words[0] === 'serve' && words[1] === 'api_server',
  apiKey: ['--api-keys', 'KEY'],
});
