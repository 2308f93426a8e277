import { isLoopback } from '../net/classify-address.ts';
import { formatAddress } from '../net/format-address.ts';
import type { Host } from '../net/target.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'] as const;

/**
 * What an exception list has to name so that requests to a host go direct: the host as it is written and in its canonical
 * form, since some clients compare texts; for this machine's own loopback all of its three usual names.
 */
export const localNames = (host: Host): readonly string[] => {
  const own = host.kind === 'name' ? host.name : formatAddress(host.address);
  const isLocal =
    host.kind === 'name'
      ? host.name === 'localhost' || host.name.endsWith('.localhost')
      : isLoopback(host.address);
  const written = host.kind === 'name' ? host.written.toLowerCase() : host.written;
  return [...new Set([...(isLocal ? LOOPBACK : []), own, written])];
};
