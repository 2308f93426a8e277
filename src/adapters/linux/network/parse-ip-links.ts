import type { Interface } from '../../../domain/facts/fact.ts';
import type { JsonRecord } from './json-record.ts';
import { isRecord, numberIn, recordsIn, textIn, textsIn } from './json-record.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/**
 * Reads the interfaces in `ip -json -details addr show` (iproute2 5.x and 6.x, ip-link(8), ip-address(8)):
 *
 *     [{"ifindex":2,"link_index":2,"ifname":"v0","flags":["BROADCAST","UP","LOWER_UP"],"mtu":1500,"link_type":"ether",
 *       "address":"26:99:ec:21:7d:d1","link_netnsid":0,"linkinfo":{"info_kind":"veth"},"addr_info":[…]}]
 *
 * The other end of a veth pair is `link_index` when it is in another namespace and `link`, a name, when it is in this one.
 */
export const parseIpLinks = (json: unknown): Parsed<Interface> => {
  const records = recordsIn(json);
  const indexOf = new Map(records.map((record) => [textIn(record, 'ifname'), numberIn(record, 'ifindex')]));
  return parseEach(records, (record) => {
    const name = textIn(record, 'ifname');
    const index = numberIn(record, 'ifindex');
    if (name === undefined || index === undefined) return undefined;
    const flags = textsIn(record, 'flags');
    const linkKind = linkKindOf(record);
    const peerIndex = numberIn(record, 'link_index') ?? indexOf.get(textIn(record, 'link'));
    const master = textIn(record, 'master');
    return {
      name,
      index,
      linkKind,
      mac: textIn(record, 'address') ?? '',
      mtu: numberIn(record, 'mtu') ?? 0,
      isUp: flags.includes('UP'),
      hasCarrier: flags.includes('LOWER_UP'),
      ...(linkKind === 'veth' && peerIndex !== undefined ? { peerIndex } : {}),
      ...(master === undefined ? {} : { master }),
      attached: isRecord(record['xdp']) ? ['xdp'] : [],
    };
  });
};

/** IFLA_INFO_KIND; a device without one is hardware or the loopback, which the ARP hardware type tells apart. */
const linkKindOf = (record: JsonRecord): string => {
  const { linkinfo } = record;
  const kind = isRecord(linkinfo) ? textIn(linkinfo, 'info_kind') : undefined;
  const type = textIn(record, 'link_type');
  return kind ?? (type === undefined || type === 'ether' ? 'ethernet' : type);
};
