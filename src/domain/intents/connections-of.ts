import type { Connection, NodeId } from '../facts/fact.ts';
import { parseAddress } from '../net/parse-address.ts';
import type { Model } from '../trace/model.ts';
import { addressKey, factState } from '../trace/model.ts';

/** The connections that a process has or tries to open; none where nobody read them. */
export const connectionsOf = (model: Model, node: NodeId, pid: number): readonly Connection[] => {
  const state = factState(model.facts, node, 'connections');
  return state.kind === 'known' ? state.value.filter((connection) => connection.pid === pid) : [];
};

/** Text by which equal ends are equal, however their addresses are written. */
export const endKey = (address: string, port: number): string => {
  const parsed = parseAddress(address);
  return `${parsed === undefined ? address : addressKey(parsed)} ${port}`;
};
