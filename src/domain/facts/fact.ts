import type { Known } from './known.ts';
import type { Lineage, Settings } from './settings.ts';

/**
 * Stable key of one network stack: `m:<machine>/host`, `m:<machine>/container:<12 hex>` or
 * `m:<machine>/ns:<inode>:<boot>:<start ticks of its first process>`; the last part is `m<ms>` of a namespace that only a mount keeps.
 * `<machine>` is 8 hexadecimal digits: a hash of /etc/machine-id, which itself is confidential (machine-id(5)).
 */
export type NodeId = string;

/** An address as text, as `ip` and /etc/hosts print it: `10.0.0.2`, `fe80::1%eth0`. Parsed when the model is built. */
export type AddressText = string;

/** A network interface (`ip -json -details link show`). */
export interface Interface {
  readonly name: string;
  readonly index: number;
  /** `loopback`, `veth`, `bridge`, `tun`, `macvlan`, … as the kernel's IFLA_INFO_KIND; `ethernet` where it has none. */
  readonly linkKind: string;
  readonly mac: string;
  readonly mtu: number;
  /** IFF_UP, the administrative state. */
  readonly isUp: boolean;
  /** IFF_LOWER_UP: there is a carrier. */
  readonly hasCarrier: boolean;
  /** The other end of a veth pair, by index in `peerNamespace` (this namespace when that is absent). */
  readonly peerIndex?: number;
  /** The bridge or bond that this interface belongs to, by name. */
  readonly master?: string;
  /** Something that can take packets away before the stack sees them: `xdp`. */
  readonly attached: readonly string[];
}

export interface InterfaceAddress {
  readonly interface: string;
  readonly address: AddressText;
  readonly prefixLength: number;
  readonly scope: 'host' | 'link' | 'global' | 'site' | 'other';
}

/** One route of one table (`ip -json route show table all`, both families). */
export interface Route {
  readonly family: 4 | 6;
  readonly table: string;
  /** `unicast`, `local`, `broadcast`, `multicast`, `anycast`, `blackhole`, `unreachable`, `prohibit`, `throw`. */
  readonly routeType: string;
  /** `10.0.0.0/24`; `0.0.0.0/0` and `::/0` for the default route. */
  readonly destination: string;
  readonly metric: number;
  readonly preferredSource?: AddressText;
  /** More than one: equal-cost alternatives. Empty for the types that lead nowhere. */
  readonly nextHops: readonly { readonly interface: string; readonly gateway?: AddressText }[];
}

/** One policy rule (`ip -json rule`). `selectors` holds every condition that was not understood, as text. */
export interface PolicyRule {
  readonly family: 4 | 6;
  readonly priority: number;
  readonly from: string;
  readonly to: string;
  readonly incomingInterface?: string;
  readonly outgoingInterface?: string;
  readonly fwmark?: string;
  readonly uidRange?: { readonly first: number; readonly last: number };
  readonly action: 'lookup' | 'blackhole' | 'unreachable' | 'prohibit' | 'other';
  readonly table: string;
  readonly selectors: readonly string[];
}

export interface Neighbour {
  readonly interface: string;
  readonly address: AddressText;
  readonly mac?: string;
  /** `REACHABLE`, `STALE`, `FAILED`, … */
  readonly state: string;
}

/** A socket that waits: TCP in LISTEN, or UDP without a peer (/proc/PID/net/{tcp,tcp6,udp,udp6}). */
export interface Listener {
  readonly protocol: 'tcp' | 'udp';
  readonly family: 4 | 6;
  readonly address: AddressText;
  readonly port: number;
  readonly uid: number;
  readonly inode: number;
  /** Whether a `::` socket also takes IPv4. Absent where it could not be read. */
  readonly v6Only?: boolean;
  /** The process that holds the socket, the lowest pid where several share it; absent where that was denied. */
  readonly pid?: number;
}

/** A TCP connection that a process has or is trying to open, from its own end. */
export interface Connection {
  readonly pid: number;
  /** `syn-sent`: no answer to the first packet yet. `closing`: one side has said its last. */
  readonly state: 'syn-sent' | 'established' | 'closing';
  readonly localAddress: AddressText;
  readonly localPort: number;
  readonly remoteAddress: AddressText;
  readonly remotePort: number;
}

export interface Process {
  readonly pid: number;
  readonly parentPid: number;
  readonly uid: number;
  /** The effective group; absent in snapshots of before it was read. */
  readonly gid?: number;
  /** The kernel's short name (`comm`, at most 15 bytes). */
  readonly name: string;
  /** The command line as started, secrets replaced; absent where it was denied. */
  readonly argv?: readonly string[];
  /** Clock ticks since boot: with the pid it is the process's identity (proc(5), field 22 of stat). */
  readonly startTicks: number;
}

/** One environment variable, secrets replaced. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The part of a process's environment that decides where its requests go, in the order it stands there. */
export interface Environment {
  readonly pid: number;
  readonly variables: readonly Variable[];
  /** `now`: this very process's own; `as-started`: /proc/PID/environ, which does not see later changes. */
  readonly moment: 'now' | 'as-started';
}

export interface HostsEntry {
  readonly address: AddressText;
  readonly names: readonly string[];
  readonly line: number;
}

export interface Resolver {
  readonly nameservers: readonly AddressText[];
  readonly search: readonly string[];
  readonly options: readonly string[];
  /** The `hosts:` line of /etc/nsswitch.conf in its order: `['files', 'dns']`. */
  readonly nsswitchHosts: readonly string[];
}

/** What one program said about a rule set, whole and unread: issue for the firewall model, kept as it came. */
export interface RawRules {
  readonly backend: 'nftables' | 'iptables-legacy' | 'ip6tables-legacy' | 'iptables-nft' | 'ip6tables-nft';
  readonly text: string;
  /** False when the text holds no rule and no policy but accept: then nothing can be dropped by it. */
  readonly canDrop: boolean;
}

/** An HTTP client program found for the consumer, by its PATH. */
export interface ClientProgram {
  readonly client: string;
  readonly version: string;
  readonly path: string;
  /** Optional packages that it could use and that are not installed beside it: `socksio`, `PySocks`. Absent: nobody looked. */
  readonly without?: readonly string[];
}

/** What each kind of fact holds. A new collector is a line here and a file in adapters/. */
export interface FactValues {
  readonly interfaces: readonly Interface[];
  readonly addresses: readonly InterfaceAddress[];
  readonly routes: readonly Route[];
  readonly rules: readonly PolicyRule[];
  readonly neighbours: readonly Neighbour[];
  readonly listeners: readonly Listener[];
  /** Names without `net.`, dots as sysctl(8) writes them: `ipv4.ip_forward` → `1`. */
  readonly sysctls: Readonly<Record<string, string>>;
  readonly firewall: readonly RawRules[];
  readonly 'hosts-file': readonly HostsEntry[];
  readonly resolver: Resolver;
  readonly processes: readonly Process[];
  /** Of the processes that name a proxy or a service; read where every process is looked at. */
  readonly connections: readonly Connection[];
  /** Key: the pid, `consumer`, or `caller`: what called Tongtu, where that asks for another process. */
  readonly environment: Environment;
  /** What files say about variables. Key: empty for the consumer's user, `uid:1000` for another's. */
  readonly settings: Settings;
  /** Key: the pid, or `consumer`. */
  readonly lineage: Lineage;
  /** Key: the client's name (`curl`). */
  readonly client: ClientProgram;
  /** Key: `<name>`: the addresses getaddrinfo gave, in its order. Asked, not guessed. */
  readonly name: readonly AddressText[];
}

export type FactKind = keyof FactValues;

/** One thing read from one node at one time. Its id is node, kind and key. */
export type Fact = {
  readonly [Kind in FactKind]: {
    readonly node: NodeId;
    readonly kind: Kind;
    /**
     * Empty where a node has only one fact of the kind. Beside a known one, a fact with a word for a key is unknown: the part of the
     * kind that could not be had (`other-tables`, `ipv6`, `holders`, `rest`).
     */
    readonly key: string;
    /** ISO 8601. */
    readonly readAt: string;
    readonly state: Known<FactValues[Kind]>;
  };
}[FactKind];

/** `m:1a2b3c4d/host · routes`: names one fact on a screen, in a trace and in the JSON. */
export type FactId = string;

export const factId = (fact: Pick<Fact, 'node' | 'kind' | 'key'>): FactId =>
  fact.key === '' ? `${fact.node}/${fact.kind}` : `${fact.node}/${fact.kind}/${fact.key}`;
