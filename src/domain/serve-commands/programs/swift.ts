import { byFlag } from '../by-flag.ts';

/** MS-Swift: `swift deploy --host`, which starts its own `swift/cli/deploy.py` with the same words. */
export const swift = byFlag(['--host'], {
  title: 'MS-Swift',
  serves: ({ program, words, start }) =>
    (program === 'swift' && words[0] === 'deploy') || /\/swift\/cli\/deploy\.py$/.test(start.at(-1) ?? ''),
  apiKey: ['--api_key', 'KEY'],
});
