import type { Neighbour } from '../../../domain/facts/fact.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/** ATF_COM, ATF_PERM and ATF_PUBL of <linux/if_arp.h>. */
const COMPLETE = 0x2;
const PERMANENT = 0x4;
const PUBLISHED = 0x8;

/**
 * Reads /proc/net/arp, the IPv4 neighbours (net/ipv4/arp.c):
 *
 *     IP address       HW type     Flags       HW address            Mask     Device
 *     10.5.0.2         0x1         0x2         02:00:00:00:00:02     *        v0
 *
 * An entry that is published (proxy ARP) is this node's own answer and no neighbour. A complete one may be reachable or stale: the file
 * does not say, so it is `STALE`, the weaker.
 */
export const parseProcArp = (text: string): Parsed<Neighbour> => {
  const lines = text
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '');
  return parseEach(lines, (line) => {
    const [address, , flagText = '', mac, , device] = line.trim().split(/\s+/);
    const flags = Number.parseInt(flagText, 16);
    if (address === undefined || device === undefined || mac === undefined || Number.isNaN(flags))
      return undefined;
    if ((flags & PUBLISHED) !== 0) return [];
    const base = { interface: device, address };
    if ((flags & COMPLETE) === 0) return { ...base, state: 'FAILED' };
    return { ...base, mac, state: (flags & PERMANENT) === 0 ? 'STALE' : 'PERMANENT' };
  });
};
