import type { Oracle, Why } from './seen.ts';
import { classify, GIVES_UP_AFTER_S, LIMITS } from './seen.ts';

/** Exit codes of curl(1). */
const EXITS: Readonly<Record<number, Why>> = {
  1: 'no-response', // an HTTP/0.9 answer, which is off by default
  6: 'name-not-found',
  8: 'no-response',
  28: 'timed-out',
  52: 'no-response',
  56: 'no-response',
};

/** The last attempt's reason comes last, and all attempts of a scenario fail alike. */
const CONNECT_FAILURES: readonly (readonly [RegExp, Why])[] = [
  [/Unsupported proxy/, 'gives-up'],
  [/Could not resolve proxy/, 'name-not-found'],
  [/: Connection refused/, 'refused'],
  [/: (?:Network is unreachable|No route to host)/, 'unreachable'],
];

export const CURL: Oracle = {
  client: 'curl',
  command: (url) => ({
    ...LIMITS,
    // The body of 5 GB is none of its business.
    argv: [
      'curl',
      '-sS',
      // Only what it says on the way tells a refusal from a missing route: the exit code is 7 for both.
      '-v',
      '--stderr',
      '-',
      '-o',
      '/dev/null',
      '--max-filesize',
      '1000000',
      '-m',
      String(GIVES_UP_AFTER_S),
      '-w',
      '\n%{json}',
      url,
    ],
  }),
  read: (stdout) => {
    const onTheWay = stdout.slice(0, stdout.lastIndexOf('\n{'));
    const said: { readonly http_code: number; readonly exitcode: number; readonly errormsg: string | null } =
      JSON.parse(stdout.slice(onTheWay.length));
    const message = said.errormsg ?? '';
    const isComplete = said.exitcode === 0 || said.exitcode === 63;
    if (isComplete && said.http_code > 0) return { kind: 'answered', status: said.http_code };
    if (said.exitcode === 7 || said.exitcode === 5) return classify(onTheWay, CONNECT_FAILURES);
    return {
      ...classify(message, []),
      kind: 'no-answer',
      why: EXITS[said.exitcode] ?? 'other',
      detail: message,
    };
  },
};
