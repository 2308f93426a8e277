import type { InterfaceAddress } from '../../../domain/facts/fact.ts';
import { formatAddress } from '../../../domain/net/format-address.ts';
import { decodeNetworkOrder } from './decode-proc-address.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/** IPV6_ADDR_* of <net/ipv6.h>, as this file prints them. */
const SCOPES: Readonly<Record<string, InterfaceAddress['scope']>> = {
  '00': 'global',
  '10': 'host',
  '20': 'link',
  '40': 'site',
};

/**
 * Reads /proc/net/if_inet6 (net/ipv6/addrconf.c): address, interface index, prefix length, scope and flags in hexadecimal, name.
 *
 *     fe800000000000002499ecfffe217dd1 02 40 20 c0       v0
 */
export const parseIfInet6 = (text: string): Parsed<InterfaceAddress> =>
  parseEach(
    text.split('\n').filter((line) => line.trim() !== ''),
    (line) => {
      const [hex = '', , length = '', scope = '', , device] = line.trim().split(/\s+/);
      const address = decodeNetworkOrder(hex);
      const prefixLength = Number.parseInt(length, 16);
      if (address === undefined || device === undefined || Number.isNaN(prefixLength)) return undefined;
      return {
        interface: device,
        address: formatAddress(address),
        prefixLength,
        scope: SCOPES[scope] ?? 'other',
      };
    },
  );
