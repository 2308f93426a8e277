import type { Message } from '../message.ts';
import { byStatus } from './status.ts';

/** `503` alone on a line: what `curl -w '%{http_code}'` wrote after the answer. Of no other command it means anything. */
export const WRITTEN_STATUS: Message = {
  by: 'curl',
  code: ({ status = '' }) => byStatus(status),
  needles: ['4', '5'],
  pattern: /^\s{0,8}(?<status>[45]\d\d)\s{0,8}$/,
};

/** Whether a command has curl write the status of the answer: `['curl', '-so', '/dev/null', '-w', '%{http_code}\\n', URL]`. */
export const writesStatus = (argv: readonly string[]): boolean =>
  argv.slice(0, 6).some((word) => /(?:^|\/)curl$/.test(word)) &&
  argv.some(
    (word, index) =>
      /%\{(?:http|response)_code\}/.test(word) &&
      (/^(?:-[a-zA-Z#0-9]*w|--write-out)$/.test(argv[index - 1] ?? '') ||
        /^(?:-[a-zA-Z#0-9]*w|--write-out=)./.test(word)),
  );
