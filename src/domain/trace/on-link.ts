import type { Address } from '../net/address.ts';
import { containsAddress } from '../net/prefix.ts';
import type { NodeModel } from './model.ts';

/** Whether an address is in a network that this node is connected to itself: by its routes without a gateway, the default route left out. */
export const isOnLink = (node: NodeModel, address: Address): boolean =>
  [...node.routesByTable.values()].some((routes) =>
    routes.some(
      ({ route, destination }) =>
        route.routeType === 'unicast' &&
        destination.length > 0 &&
        route.nextHops.some((hop) => hop.gateway === undefined && hop.interface !== 'lo') &&
        containsAddress(destination, address),
    ),
  );
