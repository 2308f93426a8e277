/**
 * Which `::` sockets take IPv6 only, by inode, from `ss -Hltune` (iproute2, ss(8)):
 *
 *     tcp   LISTEN 0      128          [::]:22         [::]:*    ino:1234 sk:2 cgroup:/ v6only:0 <->
 *
 * Only sockets of IPv6 have `v6only`.
 */
export const parseSs = (text: string): ReadonlyMap<number, boolean> => {
  const flags = new Map<number, boolean>();
  for (const line of text.split('\n')) {
    const inode = /\bino:(\d+)/.exec(line)?.[1];
    const flag = /\bv6only:([01])/.exec(line)?.[1];
    if (inode !== undefined && flag !== undefined) flags.set(Number(inode), flag === '1');
  }
  return flags;
};
