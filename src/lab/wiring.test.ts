import { expect, test } from 'vitest';
import type { Machine } from './network.ts';
import { wiringOf } from './wiring.ts';

const machine = (more: Partial<Machine>): Machine => ({ links: [], programs: [], ...more });
const netPath = (name: string): string => `/proc/${name}/ns/net`;

test('a machine without links has its loopback, and needs no wire', () => {
  expect(wiringOf({ machines: { alone: machine({}) } }, netPath)).toEqual({
    wire: '',
    machines: { alone: 'link set lo up\n' },
  });
});

test('machines that name one segment share its bridge', () => {
  const { wire } = wiringOf(
    {
      machines: {
        a: machine({ links: [{ segment: 'office', addresses: [] }] }),
        b: machine({
          links: [
            { segment: 'office', addresses: [] },
            { segment: 'racks', addresses: [] },
          ],
        }),
      },
    },
    netPath,
  );
  expect(wire.split('\n').filter((line) => line.includes('type bridge'))).toHaveLength(2);
  expect(wire.match(/master br1/g)).toHaveLength(2);
  expect(wire).toContain(
    'link add p2 type veth peer name eth0 address 02:54:54:00:00:02 netns /proc/b/ns/net',
  );
  expect(wire).toContain('link set p3 master br2');
});

test('addresses are usable at once, and routes come after the addresses that they need', () => {
  const { machines } = wiringOf(
    {
      machines: {
        a: machine({
          links: [{ segment: 'office', addresses: ['10.213.1.2/24', 'fd00:213:1::2/64'] }],
          routes: [{ to: 'default', via: '10.213.1.1' }],
        }),
      },
    },
    netPath,
  );
  expect(machines['a']).toBe(
    'link set lo up\n' +
      'link set eth0 addrgenmode none up\n' +
      'address add 10.213.1.2/24 dev eth0\n' +
      'address add fd00:213:1::2/64 dev eth0 nodad\n' +
      'route add default via 10.213.1.1\n',
  );
});

test('the same network gives the same wiring', () => {
  const network = { machines: { a: machine({ links: [{ segment: 's', addresses: ['10.213.1.2/24'] }] }) } };
  expect(wiringOf(network, netPath)).toEqual(wiringOf(network, netPath));
});
