import type { Conclusion } from '../app/conclusion.ts';

/** The one table of exit codes. */
export const EXIT = { works: 0, broken: 1, unclear: 2, refused: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const exitCodeFor = (conclusion: Conclusion): ExitCode => EXIT[conclusion];
