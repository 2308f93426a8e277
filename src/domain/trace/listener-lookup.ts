import type { Address } from '../net/address.ts';
import { isUnspecified, unmapIPv4 } from '../net/classify-address.ts';
import { equalAddress } from '../net/compare-address.ts';
import type { ListeningSocket, NodeModel } from './model.ts';

/**
 * Which socket takes a connection to `to`:`port`. `maybe`: a `::` socket of which IPV6_V6ONLY could not be read is the only one
 * that could.
 */
export type ListenerMatch =
  | { readonly kind: 'one'; readonly socket: ListeningSocket }
  | { readonly kind: 'maybe'; readonly socket: ListeningSocket }
  | { readonly kind: 'none' };

const sameExact = (bound: Address, to: Address): boolean =>
  equalAddress(unmapIPv4({ ...bound, ...(bound.family === 6 ? { zone: '' } : {}) }), unmapIPv4(to));

/**
 * The kernel's choice (inet_lookup_listener, net/ipv4/inet_hashtables.c): the exact address before a wildcard of the same
 * family before a dual-stack `::`.
 */
export const lookupListener = (node: NodeModel, to: Address, port: number): ListenerMatch => {
  const sockets = node.listenersByPort.get(port) ?? [];
  // connect(2) to the unspecified address is a connection to the loopback address of its family.
  const destination: Address = isUnspecified(to)
    ? to.family === 4
      ? { family: 4, words: [0x7f000001] }
      : { family: 6, words: [0, 0, 0, 1], zone: '' }
    : unmapIPv4(to);
  const exact = sockets.find(({ address }) => !isUnspecified(address) && sameExact(address, destination));
  if (exact !== undefined) return { kind: 'one', socket: exact };
  const wildcard = sockets.find(
    ({ address }) => isUnspecified(address) && address.family === destination.family,
  );
  if (wildcard !== undefined) return { kind: 'one', socket: wildcard };
  const dual = sockets.find(
    ({ address, socket }) => isUnspecified(address) && address.family === 6 && socket.v6Only !== true,
  );
  if (dual === undefined || destination.family === 6) return { kind: 'none' };
  return { kind: dual.socket.v6Only === false ? 'one' : 'maybe', socket: dual };
};
