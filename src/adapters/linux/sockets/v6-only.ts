import type { Listener } from '../../../domain/facts/fact.ts';
import type { Command, Runner } from '../../exec/command.ts';
import { parseSs } from './parse-ss.ts';

const SS: Command = {
  argv: ['ss', '-H', '-l', '-t', '-u', '-n', '-e'],
  timeoutMs: 10_000,
  maxOutputBytes: 16 * 1024 * 1024,
};

const isWildcard6 = ({ family, address }: Listener): boolean => family === 6 && address === '::';

/** An IPv4 wildcard socket beside it on the same port gets what comes by IPv4, so the `::` socket does not. */
const hasTwin = (socket: Listener, all: readonly Listener[]): boolean =>
  all.some(
    ({ family, address, port, protocol }) =>
      family === 4 && address === '0.0.0.0' && port === socket.port && protocol === socket.protocol,
  );

/**
 * Whether each `::` socket takes IPv4 too, by inode. No file says so (the sysctl bindv6only is only the default of new sockets), so
 * `ss` is asked, and only if an IPv4 twin does not settle it. Sockets that nobody could tell are not in the map.
 */
export const readV6Only = async (
  listeners: readonly Listener[],
  inside: Runner | undefined,
): Promise<ReadonlyMap<number, boolean>> => {
  const wildcards = listeners.filter(isWildcard6);
  const settled = wildcards.filter((socket) => hasTwin(socket, listeners));
  const twins = new Map(settled.map(({ inode }) => [inode, true]));
  if (settled.length === wildcards.length || inside === undefined) return twins;
  const outcome = await inside.run(SS);
  if (outcome.kind !== 'exited' || outcome.code !== 0) return twins;
  const asked = parseSs(outcome.stdout);
  return new Map(
    [...asked, ...twins].filter(([inode]) => wildcards.some((socket) => socket.inode === inode)),
  );
};
