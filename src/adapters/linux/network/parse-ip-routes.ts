import type { Route } from '../../../domain/facts/fact.ts';
import type { JsonRecord } from './json-record.ts';
import { isRecord, numberIn, recordsIn, textIn, textsIn } from './json-record.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/** Types that lead nowhere. IPv6 prints `dev lo` with them, which carries nothing. */
const LEADS_NOWHERE = new Set(['blackhole', 'unreachable', 'prohibit', 'throw']);

type NextHop = Route['nextHops'][number];

/**
 * Reads `ip -json -details route show table all`, both families in one list (ip-route(8)):
 *
 *     [{"type":"unicast","dst":"10.7.0.0/16","gateway":"10.5.0.2","dev":"v0","table":"main","metric":50,"flags":[]},
 *      {"type":"unicast","dst":"default","table":"300","pref":"medium","nexthops":[{"gateway":"fe80::2","dev":"v0"},…]}]
 *
 * A next hop that the kernel marks `dead` is never taken, and a route with no other is as if it were not there.
 */
export const parseIpRoutes = (json: unknown): Parsed<Route> => {
  const alive = recordsIn(json).filter((record) => !textsIn(record, 'flags').includes('dead'));
  return parseEach(alive, readRoute);
};

const readRoute = (record: JsonRecord): Route | readonly Route[] | undefined => {
  const written = textIn(record, 'dst');
  if (written === undefined) return undefined;
  const family = familyOf(record, written);
  const routeType = textIn(record, 'type') ?? 'unicast';
  const nextHops = LEADS_NOWHERE.has(routeType) ? [] : nextHopsOf(record);
  if (nextHops === undefined) return undefined;
  if (nextHops.length === 0 && !LEADS_NOWHERE.has(routeType)) return [];
  const preferredSource = textIn(record, 'prefsrc');
  return {
    family,
    table: textIn(record, 'table') ?? 'main',
    routeType,
    destination: destinationOf(written, family),
    metric: numberIn(record, 'metric') ?? 0,
    ...(preferredSource === undefined ? {} : { preferredSource }),
    nextHops,
  };
};

/** The kernel gives every IPv6 route a preference (RFC 4191), and no IPv4 route one: it tells `default` from `default`. */
const familyOf = (record: JsonRecord, destination: string): 4 | 6 =>
  destination.includes(':') || 'pref' in record ? 6 : 4;

const destinationOf = (written: string, family: 4 | 6): string => {
  if (written === 'default') return family === 4 ? '0.0.0.0/0' : '::/0';
  if (written.includes('/')) return written;
  return `${written}/${family === 4 ? 32 : 128}`;
};

/** Undefined where the next hop is an object (`nhid`) that the kernel did not spell out. */
const nextHopsOf = (record: JsonRecord): readonly NextHop[] | undefined => {
  const several = recordsIn(record['nexthops']);
  const hops = (several.length > 0 ? several : [record]).filter(
    (hop) => !textsIn(hop, 'flags').includes('dead'),
  );
  const read = hops.map(readNextHop);
  return read.every((hop) => hop !== undefined) ? read : undefined;
};

const readNextHop = (hop: JsonRecord): NextHop | undefined => {
  const device = textIn(hop, 'dev');
  if (device === undefined) return undefined;
  const { via } = hop;
  const gateway = textIn(hop, 'gateway') ?? (isRecord(via) ? textIn(via, 'host') : undefined);
  return { interface: device, ...(gateway === undefined ? {} : { gateway }) };
};
