import type { Oracle, Why } from './seen.ts';
import { classify, GIVES_UP_AFTER_S, LIMITS } from './seen.ts';

/** Exit codes of curl(1). */
const EXITS: Readonly<Record<number, Why>> = {
  1: 'no-response', // an HTTP/0.9 answer, which is off by default
  5: 'name-not-found',
  6: 'name-not-found',
  8: 'no-response',
  28: 'timed-out',
  52: 'no-response',
  56: 'no-response',
};

export const CURL: Oracle = {
  client: 'curl',
  command: (url) => ({
    ...LIMITS,
    // The body of 5 GB is none of its business.
    argv: [
      'curl',
      '-sS',
      '-o',
      '/dev/null',
      '--max-filesize',
      '1000000',
      '-m',
      String(GIVES_UP_AFTER_S),
      '-w',
      '%{json}',
      url,
    ],
  }),
  read: (stdout) => {
    const said: { readonly http_code: number; readonly exitcode: number; readonly errormsg: string | null } =
      JSON.parse(stdout);
    const message = said.errormsg ?? '';
    const isComplete = said.exitcode === 0 || said.exitcode === 63;
    if (isComplete && said.http_code > 0) return { kind: 'answered', status: said.http_code };
    // "Couldn't connect" is all that 7 says; the time it took tells an address that nobody has from a port that refuses.
    if (said.exitcode === 7) {
      const tookMs = Number(/after (\d+) ms/.exec(message)?.[1] ?? 0);
      return { kind: 'no-answer', why: tookMs < 1000 ? 'refused' : 'unreachable', detail: message };
    }
    return {
      ...classify(message, []),
      kind: 'no-answer',
      why: EXITS[said.exitcode] ?? 'other',
      detail: message,
    };
  },
};
