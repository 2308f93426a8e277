import type { NodeModel } from '../trace/model.ts';
import type { Case, ProxiedPath } from './case.ts';
import { isOwnAddress } from './case.ts';

/** The node that has the proxy's address, where the snapshot knows it. */
export const proxyNode = (it: Case, path: ProxiedPath): NodeModel | undefined => {
  const [first] = path.way.trace.connectTo;
  if (first === undefined) return undefined;
  if (isOwnAddress(it.here, first.address)) return it.here;
  const [owner] = it.model.owners.get(first.address) ?? [];
  return owner === undefined ? undefined : it.model.nodes.get(owner);
};
