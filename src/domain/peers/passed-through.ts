import type { HttpResponse } from '../facts/observation.ts';
import { headerMark } from './header.ts';
import type { Peer } from './peer.ts';
import type { Program } from './program.ts';
import { answering } from './recognise-peer.ts';
import { PROGRAMS } from './registry.ts';
import type { ViaHop } from './via.ts';
import { readProduct, viaHops } from './via.ts';

/**
 * The proxies that passed a response on, the one nearest to the origin first, as far as they leave a mark (Via, X-Cache,
 * Proxy-Agent, Clash's keep-alive). Not the one that wrote it: Squid names itself in the Via of its own error page too.
 */
export const passedThrough = (response: HttpResponse): readonly Peer[] => {
  const writer = answering(response)?.program;
  const hops = viaHops(response);
  const [first] = hops;
  const others = first !== undefined && isHopOf(first, writer) ? hops.slice(1) : hops;
  const named = others.map(peerOfHop);
  const unnamed = PROGRAMS.flatMap((program): readonly Peer[] => {
    if (program === writer || hops.some((hop) => isHopOf(hop, program))) return [];
    const sighting = program.forwarded?.(response);
    return sighting === undefined ? [] : [{ program: program.program, role: 'proxy', ...sighting }];
  });
  return [...named, ...unnamed];
};

const isHopOf = ({ product }: ViaHop, program: Program | undefined): boolean =>
  product !== undefined && readProduct(product)[0] === program?.program;

const peerOfHop = (hop: ViaHop): Peer => {
  const [name, version] = readProduct(hop.product ?? '');
  const program = PROGRAMS.find((candidate) => candidate.program === name)?.program ?? 'unknown';
  return {
    program,
    role: 'proxy',
    marks: [headerMark('via', hop.text)],
    ...(version === undefined || program === 'unknown' ? {} : { version }),
  };
};
