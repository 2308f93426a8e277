/** One prefix of the IPv4 routing tables, as the kernel's trie holds it. */
export interface TriePrefix {
  /** `main`, `local`, `100`. */
  readonly table: string;
  readonly prefix: string;
  /** `unicast`, `local`, `broadcast`, `blackhole`, … */
  readonly routeType: string;
}

/**
 * Reads /proc/net/fib_trie, which names every IPv4 table and prefix but no device and no gateway (net/ipv4/fib_trie.c):
 *
 *     Main:
 *       +-- 0.0.0.0/0 3 0 5
 *          |-- 10.5.0.0
 *             /24 link UNICAST
 *     Id 100:
 *       |-- 10.11.0.0
 *          /16 universe THROW
 *
 * Without policy rules main and local are one trie, which is then printed under both names: a prefix that is local or broadcast
 * is counted once, as local.
 */
export const parseFibTrie = (text: string): readonly TriePrefix[] => {
  const found = new Map<string, TriePrefix>();
  let section = '';
  let address = '';
  for (const line of text.split('\n')) {
    const table = /^(?:Id )?(\w+):$/.exec(line)?.[1];
    const leaf = /^\s*\|-- ([\d.]+)$/.exec(line)?.[1];
    const [, length, kind] = /^\s*\/(\d+) \w+ ([A-Z]+)/.exec(line) ?? [];
    if (table !== undefined) section = table.toLowerCase();
    else if (leaf !== undefined) address = leaf;
    else if (length !== undefined && kind !== undefined) {
      const routeType = kind.toLowerCase();
      const isOfLocal = routeType === 'local' || routeType === 'broadcast';
      if (section === 'local' && !isOfLocal && found.has(`main ${address}/${length} ${routeType}`)) continue;
      const entry = {
        table: section === 'main' && isOfLocal ? 'local' : section,
        prefix: `${address}/${length}`,
        routeType,
      };
      found.set(`${entry.table} ${entry.prefix} ${routeType}`, entry);
    }
  }
  return [...found.values()];
};
