import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Complaint } from '../messages/catalogue.ts';
import type { Arguments } from './arguments.ts';

/** How often, and how many times. */
export interface Pace {
  readonly everySeconds: number;
  /** Without it, until Ctrl-C. */
  readonly rounds?: number;
}

const DEFAULT_EVERY_SECONDS = 5;

const readNumber = (
  text: string,
  option: string,
  pattern: RegExp,
  most: number,
): Result<number, Complaint> => {
  const value = pattern.test(text) ? Number(text) : Number.NaN;
  return value >= 1 && value <= most
    ? succeed(value)
    : fail({ kind: 'watch', problem: { kind: 'not-in-range', option, text, least: 1, most } });
};

/** `--every 2.5 --rounds 10`. */
export const readPace = ({ text }: Pick<Arguments, 'text'>): Result<Pace, Complaint> => {
  const every =
    text.every === undefined
      ? succeed(DEFAULT_EVERY_SECONDS)
      : readNumber(text.every, '--every', /^\d{1,5}(?:\.\d{1,3})?$/, 86_400);
  if (!every.ok) return every;
  if (text.rounds === undefined) return succeed({ everySeconds: every.value });
  const rounds = readNumber(text.rounds, '--rounds', /^\d{1,7}$/, 1_000_000);
  return rounds.ok ? succeed({ everySeconds: every.value, rounds: rounds.value }) : rounds;
};

/** Why the options of a watch do not go with the rest of the command line. */
export const watchComplaint = ({ flags, text, positionals }: Arguments): Complaint | undefined => {
  if (!flags.has('watch')) {
    const option = (['every', 'rounds'] as const).find((name) => text[name] !== undefined);
    return option === undefined
      ? undefined
      : { kind: 'watch', problem: { kind: 'needs-watch', option: `--${option}` } };
  }
  if (positionals.length === 0) return { kind: 'watch', problem: { kind: 'needs-url' } };
  return text.snapshot === undefined ? undefined : { kind: 'watch', problem: { kind: 'of-snapshot' } };
};
