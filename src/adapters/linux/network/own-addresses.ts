import { networkInterfaces } from 'node:os';
import type { InterfaceAddress } from '../../../domain/facts/fact.ts';

/**
 * The addresses of this process's own namespace as getifaddrs(3) gives them: those of interfaces that are up and running. IPv6
 * scopes are not told apart there, except link-local ones by their zone.
 */
export const ownAddresses = (): readonly InterfaceAddress[] =>
  Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? []).map(({ address, cidr, internal, family, scopeid }) => ({
      interface: name,
      address,
      prefixLength: Number(cidr?.slice(cidr.indexOf('/') + 1) ?? (family === 'IPv4' ? 32 : 128)),
      scope: internal ? 'host' : scopeid === 0 || scopeid === undefined ? 'global' : 'link',
    })),
  );
