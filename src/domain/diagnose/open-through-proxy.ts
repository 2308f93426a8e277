import type { Case, Path } from './case.ts';
import { lentEnvironments } from './lent-environment.ts';
import { reachesTarget, untakenProxies } from './untaken-proxy.ts';

/** The direct way is closed, and a proxy that is not taken leads there: what else the direct way meets is no cause. */
export const isOpenThroughProxy = (it: Case, path: Path): boolean =>
  untakenProxies(it, path).some(({ untaken }) => reachesTarget(untaken.way.answer)) ||
  lentEnvironments(it, path).some(({ way }) => reachesTarget(way.answer));
