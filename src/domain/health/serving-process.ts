import type { Diagnosis } from '../diagnose/diagnose.ts';
import type { Model } from '../trace/model.ts';
import { listenerSteps } from '../trace/tree.ts';

/** The process that a URL means, if it is one of this machine's. */
export interface ServingProcess {
  readonly pid: number;
  readonly name?: string;
  /** Absent where it could not be read. */
  readonly startTicks?: number;
}

/**
 * The process that takes the request where no proxy takes it first: whoever answers through a proxy, this is the one meant. `undefined`
 * where nobody listens, it is on another machine, or another user's and hidden.
 */
export const servingProcess = ({ it }: Pick<Diagnosis, 'it'>): ServingProcess | undefined => {
  for (const { direct } of it.paths) {
    const last = listenerSteps(direct.trace.tree).at(-1);
    const pid = last?.listener.pid;
    if (last !== undefined && pid !== undefined) return describe(it.model, last.node, pid);
  }
  return undefined;
};

const describe = (model: Model, node: string, pid: number): ServingProcess => {
  const process = model.nodes.get(node)?.processes.get(pid);
  return process === undefined ? { pid } : { pid, name: process.name, startTicks: process.startTicks };
};
