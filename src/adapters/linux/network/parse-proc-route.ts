import type { Route } from '../../../domain/facts/fact.ts';
import { formatAddress } from '../../../domain/net/format-address.ts';
import { decodeProcAddress } from './decode-proc-address.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/** RTF_REJECT of <linux/route.h>: unreachable or prohibit. */
const REJECT = 0x200;

/**
 * Reads /proc/net/route, the main table of IPv4 (net/ipv4/fib_trie.c); addresses in the machine's byte order:
 *
 *     Iface  Destination  Gateway   Flags  RefCnt  Use  Metric  Mask      MTU  Window  IRTT
 *     eth0   00000000     0100000A  0003   0       0    0       00000000  0    0       0
 *     *      0000090A     00000000  0201   0       0    50      0000FFFF  0    0       0
 *
 * `typeOf` tells by prefix what a route without an interface is; the table itself does not.
 */
export const parseProcRoute = (
  text: string,
  isLittleEndian: boolean,
  typeOf: (prefix: string) => string | undefined,
): Parsed<Route> => {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '');
  return parseEach(lines, (line) => {
    const [device = '', to = '', via = '', flags = '', , , metric = '', mask = ''] = line.trim().split(/\s+/);
    const destination = decodeProcAddress(to, isLittleEndian);
    const gateway = decodeProcAddress(via, isLittleEndian);
    const bits = decodeProcAddress(mask, isLittleEndian);
    if (destination === undefined || gateway === undefined || bits?.family !== 4) return undefined;
    const prefix = `${formatAddress(destination)}/${countOnes(bits.words[0])}`;
    const base = { family: 4 as const, table: 'main', destination: prefix, metric: Number(metric) };
    if (device === '*') {
      const isReject = (Number.parseInt(flags, 16) & REJECT) !== 0;
      return { ...base, routeType: typeOf(prefix) ?? (isReject ? 'unreachable' : 'blackhole'), nextHops: [] };
    }
    const hasGateway = gateway.words[0] !== 0;
    const hop = { interface: device, ...(hasGateway ? { gateway: formatAddress(gateway) } : {}) };
    return { ...base, routeType: 'unicast', nextHops: [hop] };
  });
};

const countOnes = (word: number): number => word.toString(2).replaceAll('0', '').length;
