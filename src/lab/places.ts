/** Where things are inside a machine: all of it in memory, in a /run of the machine's own. */
export const PLACES = {
  /** The writable layer over /etc. */
  etc: '/run/tongtu-lab/etc',
  /** What overlayfs needs beside it. */
  etcWork: '/run/tongtu-lab/etc-work',
  /** node, and the services' programs. First in PATH. */
  bin: '/run/tongtu-lab/bin',
  /** Configuration of proxies. */
  configuration: '/run/tongtu-lab/configuration',
  /** What the programs print, for the day when one does not start. */
  logs: '/run/tongtu-lab/logs',
  homes: '/run/tongtu-lab/home',
} as const;

/** The users a consumer can be. `rosa` has no rights but to call sudo. */
export const USERS = {
  root: { name: 'root', uid: 0, gid: 0, home: `${PLACES.homes}/root` },
  rosa: { name: 'rosa', uid: 4711, gid: 4711, home: `${PLACES.homes}/rosa` },
} as const;

export const PATH = `${PLACES.bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
