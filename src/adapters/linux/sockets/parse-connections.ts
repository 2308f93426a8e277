import type { Connection } from '../../../domain/facts/fact.ts';
import { unmapIPv4 } from '../../../domain/net/classify-address.ts';
import { formatAddress } from '../../../domain/net/format-address.ts';
import { decodeProcAddress } from '../network/decode-proc-address.ts';
import type { Parsed } from '../network/parsed.ts';
import { parseEach } from '../network/parsed.ts';

/** A connection before it is known whose it is. */
export interface HeldConnection extends Omit<Connection, 'pid'> {
  readonly inode: number;
}

/** What only waits, or has no process any more, is no connection: TIME_WAIT, CLOSE, LISTEN, NEW_SYN_RECV. A busy machine has thousands. */
const IGNORED = new Set(['06', '07', '0A', '0C']);

/** <net/tcp_states.h>. */
const STATES: Readonly<Record<string, Connection['state']>> = {
  '01': 'established',
  '02': 'syn-sent',
  '03': 'established',
  '04': 'closing',
  '05': 'closing',
  '08': 'closing',
  '09': 'closing',
  '0B': 'closing',
};

/**
 * The connections in /proc/PID/net/tcp and tcp6 (proc_net_tcp.rst of the kernel), both ends; an IPv4 address in the IPv6 table is told as
 * IPv4.
 *
 *       1: 0100007F:8A2C 0100007F:1F40 01 00000000:00000000 00:00000000 00000000  1000        0 61204 1 0000000000000000 …
 */
export const parseConnections = (text: string, isLittleEndian: boolean): Parsed<HeldConnection> => {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('sl '));
  return parseEach(lines, (line) => {
    const [, local = '', remote = '', code = '', , , , , , inode] = line.trim().split(/\s+/);
    if (IGNORED.has(code)) return [];
    const [from, to] = [readEnd(local, isLittleEndian), readEnd(remote, isLittleEndian)];
    const state = STATES[code];
    if (from === undefined || to === undefined || state === undefined || inode === undefined)
      return undefined;
    return {
      state,
      localAddress: from.address,
      localPort: from.port,
      remoteAddress: to.address,
      remotePort: to.port,
      inode: Number(inode),
    };
  });
};

const readEnd = (
  text: string,
  isLittleEndian: boolean,
): { readonly address: string; readonly port: number } | undefined => {
  const [hex = '', port = ''] = text.split(':');
  const address = decodeProcAddress(hex, isLittleEndian);
  if (address === undefined || !/^[0-9A-F]{4}$/i.test(port)) return undefined;
  return { address: formatAddress(unmapIPv4(address)), port: Number.parseInt(port, 16) };
};
