import type { InterfaceAddress } from '../../../domain/facts/fact.ts';
import { numberIn, recordsIn, textIn } from './json-record.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

const SCOPES: Readonly<Record<string, InterfaceAddress['scope']>> = {
  host: 'host',
  link: 'link',
  global: 'global',
  site: 'site',
};

/**
 * Reads the addresses in `ip -json -details addr show` (ip-address(8)):
 *
 *     [{"ifname":"eth0","addr_info":[{"family":"inet","local":"10.5.0.1","prefixlen":24,"scope":"global"},
 *       {"family":"inet","local":"10.6.0.1","address":"10.6.0.2","prefixlen":32,"scope":"global"}]}]
 *
 * `local` is the interface's own; with a point-to-point peer the prefix is the peer's, so the own address counts alone.
 */
export const parseIpAddresses = (json: unknown): Parsed<InterfaceAddress> => {
  const entries = recordsIn(json).flatMap((link) =>
    recordsIn(link['addr_info']).map((entry) => ({ name: textIn(link, 'ifname'), ...entry })),
  );
  return parseEach(entries, (entry) => {
    const name = textIn(entry, 'name');
    const address = textIn(entry, 'local');
    const length = numberIn(entry, 'prefixlen');
    if (name === undefined || address === undefined || length === undefined) return undefined;
    const hasPeer = textIn(entry, 'address') !== undefined;
    return {
      interface: name,
      address,
      prefixLength: hasPeer ? (address.includes(':') ? 128 : 32) : length,
      scope: SCOPES[textIn(entry, 'scope') ?? ''] ?? 'other',
    };
  });
};
