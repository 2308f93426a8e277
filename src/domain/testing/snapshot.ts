import type {
  Connection,
  Fact,
  HostsEntry,
  Interface,
  InterfaceAddress,
  Listener,
  Neighbour,
  NodeId,
  Process,
  Resolver,
  Route,
  Variable,
} from '../facts/fact.ts';
import type { Known } from '../facts/known.ts';
import { known } from '../facts/known.ts';
import type { Observation } from '../facts/observation.ts';
import type { Ancestor, Settings } from '../facts/settings.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import { SCHEMA_VERSION } from '../facts/snapshot.ts';

/** A machine in a few words; what is not said is as a quiet Debian has it. */
export interface MachineSketch {
  /** `eth0 10.0.0.1/24`, besides loopback. */
  readonly addresses?: readonly string[];
  /** `default via 10.0.0.254 dev eth0`. On-link routes follow from the addresses. */
  readonly defaultGateway?: { readonly gateway: string; readonly interface: string };
  /** `vllm 812 0.0.0.0:8000`, `ollama 90 [::1]:11434`, `go 91 [::]:80 v6only=false`. */
  readonly listeners?: readonly string[];
  /** `23 established 10.0.0.1:40000 10.0.0.2:3128`. */
  readonly connections?: readonly string[];
  /** Command lines by pid: `vllm serve m --host 127.0.0.1`; a pid that does not listen is a process, too. */
  readonly commands?: Readonly<Record<number, string>>;
  /** What processes were started with, by pid. */
  readonly environments?: Readonly<Record<number, Readonly<Record<string, string>>>>;
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** What files say about variables, and the consumer's chain of parents. */
  readonly settings?: Settings;
  readonly lineage?: readonly Ancestor[];
  readonly clients?: Readonly<Record<string, string>>;
  readonly firewallCanDrop?: boolean;
  readonly isLoopbackDown?: boolean;
  /** `eth0 10.0.0.2 02:00:00:00:00:02`. */
  readonly neighbours?: readonly string[];
  /** The MAC of every interface; one for all is enough for a sketch. */
  readonly mac?: string;
  readonly sysctls?: Readonly<Record<string, string>>;
  /** Lines of /etc/hosts, the first being line 1. */
  readonly hosts?: readonly string[];
  readonly resolver?: Partial<Resolver>;
}

const TIME = '2026-01-01T00:00:00.000Z';
const SOURCE = { via: 'file', what: 'sketch' } as const;

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;

const fact = <Kind extends Fact['kind']>(
  node: NodeId,
  kind: Kind,
  state: FactOf<Kind>['state'],
  key = '',
): Fact => ({ node, kind, key, readAt: TIME, state }) as Fact;

const is = <T>(value: T): Known<T> => known(value, SOURCE);

const readAddress = (text: string): InterfaceAddress => {
  const [dev = '', prefix = ''] = text.split(' ');
  const [address = '', length = ''] = prefix.split('/');
  return { interface: dev, address, prefixLength: Number(length), scope: 'global' };
};

const LOOPBACK: readonly InterfaceAddress[] = [
  { interface: 'lo', address: '127.0.0.1', prefixLength: 8, scope: 'host' },
  { interface: 'lo', address: '::1', prefixLength: 128, scope: 'host' },
];

const LISTENER = /^(\S+) (\d+) (?:\[([^\]]+)\]|([\d.]+)):(\d+)(?: v6only=(true|false))?$/;

const readListener = (
  text: string,
  index: number,
): { readonly listener: Listener; readonly process: Process } => {
  const [, name = '', pid = '', v6, v4 = '', port = '', v6only] = LISTENER.exec(text) ?? [];
  const listener: Listener = {
    protocol: 'tcp',
    family: v6 === undefined ? 4 : 6,
    address: v6 ?? v4,
    port: Number(port),
    uid: 1000,
    inode: 1000 + index,
    pid: Number(pid),
    ...(v6only === undefined ? {} : { v6Only: v6only === 'true' }),
  };
  return { listener, process: { pid: Number(pid), parentPid: 1, uid: 1000, name, startTicks: Number(pid) } };
};

const commandProcess = (pid: number, argv: readonly string[]): Process => {
  const name = argv[0]?.split('/').at(-1) ?? '';
  return { pid, parentPid: 1, uid: 1000, gid: 1000, name, argv, startTicks: pid };
};

const readConnection = (text: string): Connection => {
  const [pid = '', state = '', local = '', remote = ''] = text.split(' ');
  const [localAddress = '', localPort = ''] = local.split(':');
  const [remoteAddress = '', remotePort = ''] = remote.split(':');
  return {
    pid: Number(pid),
    state: state as Connection['state'],
    localAddress,
    localPort: Number(localPort),
    remoteAddress,
    remotePort: Number(remotePort),
  };
};

const variablesOf = (environment: Readonly<Record<string, string>>): readonly Variable[] =>
  Object.entries(environment).map(([name, value]) => ({ name, value }));

const network = (address: string, length: number): string => {
  // On-link prefixes in sketches end on an octet or are IPv6 /64.
  if (address.includes(':'))
    return `${address.split(':').slice(0, 4).join(':').replace(/:+$/, '')}::/${length}`;
  const kept = address.split('.').slice(0, length / 8);
  return `${[...kept, '0', '0', '0', '0'].slice(0, 4).join('.')}/${length}`;
};

const routesOf = (
  addresses: readonly InterfaceAddress[],
  gateway: MachineSketch['defaultGateway'],
): readonly Route[] => [
  ...addresses.map(
    ({ interface: dev, address, prefixLength }): Route => ({
      family: address.includes(':') ? 6 : 4,
      table: 'main',
      routeType: 'unicast',
      destination: network(address, prefixLength),
      metric: 0,
      preferredSource: address,
      nextHops: [{ interface: dev }],
    }),
  ),
  ...(gateway === undefined
    ? []
    : [
        {
          family: 4,
          table: 'main',
          routeType: 'unicast',
          destination: '0.0.0.0/0',
          metric: 0,
          nextHops: [{ interface: gateway.interface, gateway: gateway.gateway }],
        } satisfies Route,
      ]),
];

const readHosts = (text: string, index: number): HostsEntry => {
  const [address = '', ...names] = text.split(' ');
  return { address, names, line: index + 1 };
};

const NO_RESOLVER: Resolver = { nameservers: [], search: [], options: [], nsswitchHosts: ['files'] };

const rule = (family: 4 | 6, priority: number, table: string) =>
  ({ family, priority, from: 'all', to: 'all', action: 'lookup', table, selectors: [] }) as const;

const readNeighbour = (text: string): Neighbour => {
  const [dev = '', address = '', mac = ''] = text.split(' ');
  return { interface: dev, address, mac, state: 'REACHABLE' };
};

const interfacesOf = (
  addresses: readonly InterfaceAddress[],
  isLoopbackUp: boolean,
  mac: string,
): readonly Interface[] =>
  ['lo', ...new Set(addresses.map((address) => address.interface))].map((name, index) => ({
    name,
    index: index + 1,
    linkKind: name === 'lo' ? 'loopback' : 'veth',
    mac,
    mtu: 1500,
    isUp: name !== 'lo' || isLoopbackUp,
    hasCarrier: true,
    attached: [],
  }));

const factsOf = (node: NodeId, sketch: MachineSketch, isConsumer: boolean): readonly Fact[] => {
  const own = (sketch.addresses ?? []).map(readAddress);
  const sockets = (sketch.listeners ?? []).map(readListener);
  const variables = variablesOf(sketch.environment ?? {});
  const withCommand = (process: Process): Process => {
    const line = sketch.commands?.[process.pid];
    return line === undefined ? process : { ...process, argv: line.split(' ') };
  };
  const listening = new Set(sockets.map(({ process }) => process.pid));
  const others = Object.entries(sketch.commands ?? {}).flatMap(([pid, line]) =>
    listening.has(Number(pid)) ? [] : [commandProcess(Number(pid), line.split(' '))],
  );
  return [
    fact(
      node,
      'interfaces',
      is(interfacesOf(own, sketch.isLoopbackDown !== true, sketch.mac ?? '02:00:00:00:00:01')),
    ),
    fact(node, 'addresses', is([...LOOPBACK, ...own])),
    fact(node, 'routes', is(routesOf(own, sketch.defaultGateway))),
    fact(
      node,
      'rules',
      is(([4, 6] as const).flatMap((family) => [rule(family, 0, 'local'), rule(family, 32766, 'main')])),
    ),
    fact(node, 'neighbours', is((sketch.neighbours ?? []).map(readNeighbour))),
    fact(node, 'listeners', is(sockets.map(({ listener }) => listener))),
    fact(node, 'processes', is([...sockets.map(({ process }) => withCommand(process)), ...others])),
    ...(sketch.connections === undefined
      ? []
      : [fact(node, 'connections', is(sketch.connections.map(readConnection)))]),
    fact(node, 'sysctls', is({ 'ipv4.ip_forward': '0', 'ipv6.conf.all.forwarding': '0', ...sketch.sysctls })),
    fact(node, 'firewall', is([{ backend: 'nftables', text: '', canDrop: sketch.firewallCanDrop ?? false }])),
    ...(sketch.hosts === undefined ? [] : [fact(node, 'hosts-file', is(sketch.hosts.map(readHosts)))]),
    ...(sketch.resolver === undefined
      ? []
      : [fact(node, 'resolver', is({ ...NO_RESOLVER, ...sketch.resolver }))]),
    ...Object.entries(sketch.names ?? {}).map(([name, addresses]) => fact(node, 'name', is(addresses), name)),
    ...(isConsumer
      ? [fact(node, 'environment', is({ pid: 1, variables, moment: 'now' as const }), 'consumer')]
      : []),
    ...Object.entries(sketch.environments ?? {}).map(([pid, started]) =>
      fact(
        node,
        'environment',
        is({ pid: Number(pid), variables: variablesOf(started), moment: 'as-started' as const }),
        pid,
      ),
    ),
    ...(sketch.settings === undefined ? [] : [fact(node, 'settings', is(sketch.settings))]),
    ...(sketch.lineage === undefined
      ? []
      : [fact(node, 'lineage', is({ settings: '', chain: sketch.lineage }), 'consumer')]),
    ...Object.entries(sketch.clients ?? {}).map(([client, version]) =>
      fact(node, 'client', is({ client, version, path: `/usr/bin/${client}` }), client),
    ),
  ];
};

/** A snapshot of machines in a few words. The first is the consumer's. */
export const sketchSnapshot = (
  machines: Readonly<Record<string, MachineSketch>>,
  observations: readonly Observation[] = [],
): Snapshot => {
  const names = Object.keys(machines);
  const [here = 'here'] = names;
  return {
    schemaVersion: SCHEMA_VERSION,
    takenAt: TIME,
    asRoot: true,
    consumer: { node: here, uid: 1000, gid: 1000, pid: 1, how: 'self' },
    nodes: names.map((name) => ({ id: name, names: [name] })),
    facts: names.flatMap((name) => factsOf(name, machines[name] ?? {}, name === here)),
    observations,
  };
};
