import type { Speaker } from '../reading.ts';
import type { ReadingCode } from '../reading-code.ts';

type Codes = Readonly<Record<number, ReadingCode>>;

/** curl(1), EXIT CODES: those that concern a network. */
const CURL: Codes = {
  1: 'url-malformed',
  3: 'url-malformed',
  5: 'proxy-name-unresolved',
  6: 'name-unresolved',
  7: 'connect-failed',
  8: 'not-http',
  16: 'not-http',
  18: 'closed-early',
  22: 'http-error',
  28: 'timed-out',
  35: 'tls-handshake-failed',
  45: 'bind-not-available',
  47: 'redirect-loop',
  52: 'closed-without-answer',
  53: 'tls-local-setup',
  54: 'tls-local-setup',
  55: 'connection-reset',
  56: 'closed-early',
  58: 'tls-local-setup',
  59: 'tls-local-setup',
  60: 'tls-untrusted',
  66: 'tls-local-setup',
  67: 'unauthorized',
  77: 'tls-local-setup',
  80: 'closed-early',
  82: 'tls-local-setup',
  83: 'tls-untrusted',
  90: 'tls-untrusted',
  91: 'tls-untrusted',
  92: 'not-http',
  95: 'not-http',
  96: 'tls-handshake-failed',
  97: 'proxy-connect-failed',
};

/** wget(1), EXIT STATUS. */
const WGET: Codes = {
  4: 'connect-failed',
  5: 'tls-untrusted',
  6: 'unauthorized',
  7: 'not-http',
  8: 'http-error',
};

/** git's `fatal:` ends with 128; timeout(1) with 124. */
const PROGRAMS: Readonly<Partial<Record<Speaker, Codes>>> = {
  curl: CURL,
  wget: WGET,
  git: { 128: 'program-fatal' },
  timeout: { 124: 'time-limit-ran-out' },
};

/** The program that a command line starts, where its exit codes are known: `['sudo', '/usr/bin/curl', …]` → `curl`. */
export const programOf = (argv: readonly string[]): Speaker | undefined => {
  const names = argv.slice(0, 6).map((word) => word.split('/').at(-1) ?? '');
  return names.find((name): name is Speaker => Object.hasOwn(PROGRAMS, name));
};

/** What an exit code alone says of the program that ended with it. */
export const codeOfExit = (program: Speaker, exit: number): ReadingCode | undefined =>
  PROGRAMS[program]?.[exit];
