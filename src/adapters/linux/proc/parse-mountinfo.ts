/** A network namespace that a mount keeps alive, with or without processes. */
export interface NamespaceMount {
  readonly inode: number;
  /** Where it can be entered: `/run/netns/web`, `/run/docker/netns/0a1b2c3d4e5f`. */
  readonly path: string;
}

/**
 * Finds network namespaces in /proc/self/mountinfo, proc_pid_mountinfo(5):
 *
 *     71 42 0:4 net:[4026532249] /run/netns/web rw shared:2 - nsfs nsfs rw
 *
 * Field 4 is the namespace, field 5 the mount point with blanks written as `\040`. A mount on /run/netns may show twice, once for
 * each peer of its group; the path tells them apart.
 */
export const parseMountinfo = (text: string): readonly NamespaceMount[] => {
  const mounts = new Map<string, NamespaceMount>();
  for (const match of text.matchAll(/^\d+ \d+ \S+ net:\[(\d+)\] (\S+) /gm)) {
    const path = (match[2] ?? '').replace(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    mounts.set(path, { inode: Number(match[1]), path });
  }
  return [...mounts.values()];
};
