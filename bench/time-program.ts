import { spawnSync } from 'node:child_process';

/** A program to be timed, with all of its environment. */
export interface Timed {
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The exit codes that are right. Absent: 0. */
  readonly codes?: readonly number[];
}

/**
 * No proxy and no Node setting of the person who measures: NODE_EXTRA_CA_CERTS alone makes `node -e 0` three times as
 * slow, and the launcher takes it away.
 */
export const CLEAN_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  HOME: process.env['HOME'] ?? '/',
  LANG: 'C.UTF-8',
};

/** The floor that everything is compared with: Node itself, doing nothing. */
export const NODE_ALONE: Timed = { argv: ['node', '-e', '0'] };

/** How long a program takes, in milliseconds. Throws where it does not end as it should. */
function timeProgram({ argv, env = {}, codes = [0] }: Timed): number {
  const [program = '', ...rest] = argv;
  const startedAt = performance.now();
  const ended = spawnSync(program, rest, {
    env: { ...CLEAN_ENV, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  });
  const tookMs = performance.now() - startedAt;
  if (ended.status === null || !codes.includes(ended.status)) {
    const said = ended.stderr?.trim().split('\n').at(-1) ?? '';
    throw new Error(`${argv.join(' ')}: ${ended.error?.message ?? `exit ${ended.status}`} ${said}`.trim());
  }
  return tookMs;
}

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1] ?? sorted[middle], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};

/** The median of how many times as long `subject` takes as `floor`, run in turns so that both see the same machine. */
export function medianRatio(subject: Timed, floor: Timed, rounds: number): number {
  timeProgram(subject);
  timeProgram(floor);
  const ratios = Array.from({ length: rounds }, (_, round) => {
    if (round % 2 === 0) {
      const subjectMs = timeProgram(subject);
      return subjectMs / timeProgram(floor);
    }
    const floorMs = timeProgram(floor);
    return timeProgram(subject) / floorMs;
  });
  return median(ratios);
}
