import type { Runner } from '../exec/command.ts';
import { namespaceRunner } from '../exec/namespace-runner.ts';

/** How far into a network namespace this run can see. */
export type Access =
  /** Tongtu's own. */
  | { readonly kind: 'own'; readonly pid: number }
  /** Programs can be run in it, through `path`. `pid`: a process in it, where there is one. */
  | { readonly kind: 'enter'; readonly path: string; readonly pid?: number }
  /** Only /proc/PID/net of a process in it: that needs no right. */
  | { readonly kind: 'look'; readonly pid: number }
  | { readonly kind: 'none' };

/** What runs programs in that namespace; undefined where it cannot be entered. */
export const runnerIn = (access: Access, runner: Runner): Runner | undefined => {
  if (access.kind === 'own') return runner;
  return access.kind === 'enter' ? namespaceRunner(access.path, runner) : undefined;
};

/** A process whose /proc/PID/net shows that namespace. */
export const pidIn = (access: Access): number | undefined => ('pid' in access ? access.pid : undefined);
