import type { Address } from '../net/address.ts';
import { parseAddress } from '../net/parse-address.ts';
import type { Model, NodeModel } from './model.ts';
import { addressKey, factState } from './model.ts';

/** Who takes a packet that leaves by an interface. `isAmbiguous`: several nodes have the address, and nothing tells which. */
export type Beyond =
  | { readonly kind: 'known'; readonly node: NodeModel }
  | { readonly kind: 'not-known'; readonly isAmbiguous: boolean };

/** A machine whose facts are not here. */
export const NOBODY_KNOWN: Beyond = { kind: 'not-known', isAmbiguous: false };

/** The link-layer address that the neighbour table holds for an address on an interface. */
const neighbourMac = (model: Model, node: NodeModel, dev: string, key: string): string | undefined => {
  const state = factState(model.facts, node.id, 'neighbours');
  if (state.kind === 'unknown') return undefined;
  return state.value.find((entry) => {
    const address = parseAddress(entry.address);
    return entry.interface === dev && address !== undefined && addressKey(address) === key;
  })?.mac;
};

const hasMac = (owner: NodeModel, key: string, mac: string): boolean =>
  owner.interfaces.get(owner.addresses.get(key) ?? '')?.mac.toLowerCase() === mac.toLowerCase();

/**
 * The node behind an interface that has this address. Private addresses repeat from bridge to bridge, so where the neighbour
 * table knows the MAC, the MAC decides; where it does not, only an address that one node alone has is taken for that node's.
 */
export const nodeBeyond = (model: Model, node: NodeModel, dev: string, to: Address): Beyond => {
  const key = addressKey(to);
  const owners = (model.owners.get(key) ?? [])
    .filter((id) => id !== node.id)
    .flatMap((id) => model.nodes.get(id) ?? []);
  const mac = neighbourMac(model, node, dev, key);
  const candidates = mac === undefined ? owners : owners.filter((owner) => hasMac(owner, key, mac));
  const [only, second] = candidates;
  if (only === undefined) return NOBODY_KNOWN;
  return second === undefined ? { kind: 'known', node: only } : { kind: 'not-known', isAmbiguous: true };
};
