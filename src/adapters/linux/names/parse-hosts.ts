import type { HostsEntry } from '../../../domain/facts/fact.ts';

/**
 * Reads /etc/hosts, hosts(5): an address and its names a line, `#` to the end of the line a comment. A line whose first word is no
 * address is kept as it stands; the C library skips it, and whoever parses the address will too.
 */
export const parseHosts = (text: string): readonly HostsEntry[] =>
  text.split('\n').flatMap((whole, index) => {
    const [address, ...names] = whole
      .replace(/#.*$/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    return address === undefined || names.length === 0 ? [] : [{ address, names, line: index + 1 }];
  });
