import type { NodeModel } from '../trace/model.ts';
import { mainSteps, verdictOf } from '../trace/tree.ts';
import type { Case, ProxiedPath } from './case.ts';
import { isOwnAddress } from './case.ts';

/** The node on which the proxy is, where the trace gets there: it opens its leg from it, or refuses the connection on it. */
export const proxyNode = (it: Case, path: ProxiedPath): NodeModel | undefined => {
  const { connectTo, tree } = path.way.trace;
  if (connectTo.length > 0 && connectTo.every(({ address }) => isOwnAddress(it.here, address)))
    return it.here;
  const relay = mainSteps(tree).find((step) => step.kind === 'relay');
  const verdict = verdictOf(tree);
  const id = relay?.node ?? (verdict.kind === 'refused' ? verdict.at : undefined);
  return id === undefined ? undefined : it.model.nodes.get(id);
};
