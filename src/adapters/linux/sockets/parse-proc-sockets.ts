import type { Listener } from '../../../domain/facts/fact.ts';
import { formatAddress } from '../../../domain/net/format-address.ts';
import { decodeProcAddress } from '../network/decode-proc-address.ts';
import type { Parsed } from '../network/parsed.ts';
import { parseEach } from '../network/parsed.ts';

export type SocketTable = 'tcp' | 'tcp6' | 'udp' | 'udp6';
export const SOCKET_TABLES: readonly SocketTable[] = ['tcp', 'tcp6', 'udp', 'udp6'];

/** TCP_LISTEN, and TCP_CLOSE: what an unconnected UDP socket is in (<net/tcp_states.h>). */
const LISTEN = '0A';
const UNCONNECTED = '07';

/**
 * The sockets that wait, from /proc/PID/net/{tcp,tcp6,udp,udp6} (proc_net_tcp.rst of the kernel): TCP in LISTEN, UDP without a peer.
 *
 *      sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *       0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 53125 1 0000000000000000 …
 *
 * A line that is cut off is unread.
 */
export const parseProcSockets = (
  text: string,
  table: SocketTable,
  isLittleEndian: boolean,
): Parsed<Listener> => {
  const protocol = table.startsWith('tcp') ? 'tcp' : 'udp';
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('sl '));
  return parseEach(lines, (line) => {
    const [, local = '', , state, , , , uid, , inode] = line.trim().split(/\s+/);
    const [hex = '', port = ''] = local.split(':');
    const address = decodeProcAddress(hex, isLittleEndian);
    if (address === undefined || !/^[0-9A-F]{4}$/i.test(port) || inode === undefined) return undefined;
    if (state !== (protocol === 'tcp' ? LISTEN : UNCONNECTED)) return [];
    return {
      protocol,
      family: address.family,
      address: formatAddress(address),
      port: Number.parseInt(port, 16),
      uid: Number(uid),
      inode: Number(inode),
    };
  });
};
