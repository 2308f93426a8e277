import type { Route } from '../../../domain/facts/fact.ts';
import { formatAddress } from '../../../domain/net/format-address.ts';
import { decodeNetworkOrder } from './decode-proc-address.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/** RTF_REJECT, RTF_ANYCAST and RTF_LOCAL of <linux/route.h> and <linux/ipv6_route.h>. */
const REJECT = 0x200;
const ANYCAST = 0x00100000;
const LOCAL = 0x80000000;
/** The entry that every table ends in: no route at all. */
const NULL_ENTRY_METRIC = 0xffffffff;

/**
 * Reads /proc/net/ipv6_route: the routes of all tables without their table's name (net/ipv6/route.c), in hexadecimal: destination, its
 * length, source, its length, gateway, metric, references, uses, flags, interface.
 *
 *     fd010000000000000000000000000000 40 0000…0000 00 fe800000000000000000000000000002 00000400 00000002 00000000 00000003       v0
 *
 * Local, anycast and multicast routes are the local table's; the others are taken for the main table's. Lines that differ in the gateway
 * alone are the next hops of one route.
 */
export const parseIpv6Route = (text: string): Parsed<Route> => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const { items, unread } = parseEach(lines, readLine);
  const routes = new Map<string, Route>();
  for (const route of items) {
    const key = [route.table, route.routeType, route.destination, route.metric].join(' ');
    const known = routes.get(key);
    if (known === undefined) routes.set(key, route);
    else if (isThroughGateway(known) && isThroughGateway(route)) {
      routes.set(key, { ...known, nextHops: [...known.nextHops, ...route.nextHops] });
    } else routes.set(`${key} ${route.nextHops[0]?.interface ?? ''}`, route);
  }
  return { items: [...routes.values()], unread };
};

const isThroughGateway = ({ nextHops }: Route): boolean =>
  nextHops.length > 0 && nextHops.every(({ gateway }) => gateway !== undefined);

const readLine = (line: string): Route | readonly Route[] | undefined => {
  const [to = '', length = '', , , via = '', metric = '', , , flagText = '', device] = line
    .trim()
    .split(/\s+/);
  const destination = decodeNetworkOrder(to);
  const gateway = decodeNetworkOrder(via);
  const flags = Number.parseInt(flagText, 16);
  if (destination === undefined || gateway === undefined || device === undefined || Number.isNaN(flags))
    return undefined;
  if (Number.parseInt(metric, 16) === NULL_ENTRY_METRIC) return [];
  const routeType = typeOf(flags, to);
  const hasGateway = gateway.words.some((word) => word !== 0);
  const hop = { interface: device, ...(hasGateway ? { gateway: formatAddress(gateway) } : {}) };
  return {
    family: 6,
    table: routeType === 'unicast' || routeType === 'unreachable' ? 'main' : 'local',
    routeType,
    destination: `${formatAddress(destination)}/${Number.parseInt(length, 16)}`,
    metric: Number.parseInt(metric, 16),
    nextHops: routeType === 'unreachable' ? [] : [hop],
  };
};

const typeOf = (flags: number, destination: string): string => {
  if ((flags & ANYCAST) !== 0) return 'anycast';
  if ((flags & LOCAL) !== 0) return 'local';
  if ((flags & REJECT) !== 0) return 'unreachable';
  return destination.startsWith('ff') ? 'multicast' : 'unicast';
};
