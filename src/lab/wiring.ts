import type { Network } from './network.ts';

/** The input of `ip -batch -`, to be run in the wire's namespace and then in each machine's. */
export interface Wiring {
  readonly wire: string;
  readonly machines: Readonly<Record<string, string>>;
}

/**
 * One bridge a segment, one veth pair a link. MAC addresses are counted, so that a network built twice looks the same; IPv6
 * addresses are usable at once (`nodad`), and there are no link-local ones, whose duplicate detection would take seconds.
 */
export const wiringOf = (network: Network, netPath: (machine: string) => string): Wiring => {
  const segments: string[] = [];
  const wire: string[] = [];
  const machines: Record<string, string> = {};
  let ports = 0;

  const bridgeOf = (segment: string): string => {
    if (!segments.includes(segment)) {
      segments.push(segment);
      const name = `br${segments.length}`;
      wire.push(`link add ${name} type bridge mcast_snooping 0`, `link set ${name} addrgenmode none up`);
    }
    return `br${segments.indexOf(segment) + 1}`;
  };

  for (const [name, machine] of Object.entries(network.machines)) {
    const lines = ['link set lo up'];
    for (const [index, link] of machine.links.entries()) {
      const bridge = bridgeOf(link.segment);
      ports += 1;
      const mac = `02:54:54:00:00:${ports.toString(16).padStart(2, '0')}`;
      wire.push(
        `link add p${ports} type veth peer name eth${index} address ${mac} netns ${netPath(name)}`,
        `link set p${ports} master ${bridge} addrgenmode none up`,
      );
      lines.push(`link set eth${index} addrgenmode none up`);
      for (const address of link.addresses)
        lines.push(`address add ${address} dev eth${index}${address.includes(':') ? ' nodad' : ''}`);
    }
    for (const route of machine.routes ?? []) lines.push(`route add ${route.to} via ${route.via}`);
    machines[name] = batch(lines);
  }
  return { wire: batch(wire), machines };
};

const batch = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
