import { expect, it } from 'vitest';
import { parseConnections } from './parse-connections.ts';

// As Linux 6.1 prints them on x86.
const FOUR = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 53125 1 0000000000000000 100 0 0 10 0
   1: 0201D50A:8A2C 0101D50A:0C38 01 00000000:00000000 02:00000A3C 00000000  4711        0 61204 2 0000000000000000 20 4 30 10 -1
   2: 0201D50A:8A2E 6300000A:0C38 02 00000001:00000000 01:00000063 00000001  4711        0 61205 2 0000000000000000 200 0 0 1 7
   3: 0100007F:8A30 0100007F:1F40 08 00000000:00000001 00:00000000 00000000  4711        0 61206 1 0000000000000000 20 4 30 10 -1
   4: 0100007F:1F40 0100007F:8A31 06 00000000:00000000 03:00000B5C 00000000     0        0 0 3 0000000000000000
`;

it('tells both ends of each connection, and its state in words', () => {
  const { items, unread } = parseConnections(FOUR, true);
  expect(unread).toEqual([]);
  expect(
    items.map(
      (one) =>
        `${one.inode} ${one.state} ${one.localAddress}:${one.localPort} ${one.remoteAddress}:${one.remotePort}`,
    ),
  ).toEqual([
    '61204 established 10.213.1.2:35372 10.213.1.1:3128',
    '61205 syn-sent 10.213.1.2:35374 10.0.0.99:3128',
    '61206 closing 127.0.0.1:35376 127.0.0.1:8000',
  ]);
});

it('tells an IPv4 address in the IPv6 table as IPv4', () => {
  const line =
    '   0: 0000000000000000FFFF00000100007F:8A2C 0000000000000000FFFF00000100007F:1F40 01 00000000:00000000 00:00000000 00000000 0 0 7 1 0';
  expect(parseConnections(line, true).items).toMatchObject([
    { localAddress: '127.0.0.1', remoteAddress: '127.0.0.1', remotePort: 8000 },
  ]);
});

it('keeps what it does not understand as unread', () => {
  expect(parseConnections('   0: nonsense 00000000:0000 01 0 0 0 0 0 7 1', true).unread).toHaveLength(1);
});
