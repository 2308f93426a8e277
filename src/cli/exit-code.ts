import type { Conclusion } from '../app/conclusion.ts';
import type { Complaint } from '../messages/catalogue.ts';

/** The one table of exit codes. */
export const EXIT = { works: 0, broken: 1, unclear: 2, refused: 3 } as const;

/** For what `tongtu run` cannot do itself, as env(1) and `docker run` count: any other code is the command's own. */
const RUN_EXIT = { failed: 125, notExecutable: 126, notFound: 127 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How a run ends that came to nothing. */
export const exitCodeForComplaint = (complaint: Complaint, isForeign: boolean): number => {
  if (complaint.kind !== 'run') return isForeign ? RUN_EXIT.failed : EXIT.unclear;
  switch (complaint.problem.kind) {
    case 'not-found':
      return RUN_EXIT.notFound;
    case 'not-executable':
    case 'directory':
      return RUN_EXIT.notExecutable;
    default:
      return RUN_EXIT.failed;
  }
};

export const exitCodeFor = (conclusion: Conclusion): ExitCode => EXIT[conclusion];
