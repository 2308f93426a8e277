import type { NodeId } from '../../../domain/facts/fact.ts';
import type { Namespace } from './group-namespaces.ts';
import type { Machine } from './machine.ts';

/** A namespace with its identity and its names for people. */
export interface Node {
  readonly id: NodeId;
  readonly names: readonly string[];
  readonly space: Namespace;
}

export interface IdentityClues {
  readonly machine: Machine;
  /** The namespace of Tongtu itself. */
  readonly own: Namespace;
  /** The container of a process, by its cgroup. */
  readonly containerOf: (pid: number) => string | undefined;
  /** The container that Tongtu runs in, by the files that its engine mounted. */
  readonly ownContainer: string | undefined;
  /** When a mount of a namespace was made, in milliseconds of the epoch. */
  readonly mountedAt: (path: string) => number | undefined;
}

/**
 * Gives each namespace its stable key. The host's is that of the first process; where that cannot be seen, Tongtu's own. In a container
 * with processes of its own the first process is the container's, and what its engine mounted says so. A container's id belongs to the
 * namespace that it was started in: the first, when it has made others.
 */
export const identifyNodes = (spaces: readonly Namespace[], clues: IdentityClues): readonly Node[] => {
  const host = spaces.find(({ pids }) => pids.includes(1)) ?? clues.own;
  const taken = new Set<string>();
  const byAge = [...spaces].sort((a, b) => (a.firstTicks ?? Infinity) - (b.firstTicks ?? Infinity));
  const nodes = byAge.map((space) => {
    const container = containerFor(space, host, clues);
    const isNew = container !== undefined && !taken.has(container);
    if (isNew) taken.add(container);
    return identify(space, space === host, isNew ? container : undefined, clues);
  });
  return nodes.sort((a, b) => Number(b.space === host) - Number(a.space === host) || compareText(a.id, b.id));
};

const containerFor = (space: Namespace, host: Namespace, clues: IdentityClues): string | undefined => {
  const [first] = space.pids;
  const byCgroup = first === undefined ? undefined : clues.containerOf(first);
  if (space !== host) return byCgroup;
  return space === clues.own ? (byCgroup ?? clues.ownContainer) : byCgroup;
};

const identify = (
  space: Namespace,
  isHost: boolean,
  container: string | undefined,
  { machine, mountedAt }: IdentityClues,
): Node => {
  const given = space.mounts.flatMap((path) => /^\/(?:var\/)?run\/netns\/(.+)$/.exec(path)?.[1] ?? []);
  const names = [...new Set(given)];
  if (container !== undefined) {
    const short = container.slice(0, 12);
    return { id: `${machine.key}/container:${short}`, names: [...names, short], space };
  }
  if (isHost)
    return {
      id: `${machine.key}/host`,
      names: [machine.hostname, ...names].filter((name) => name !== ''),
      space,
    };
  const inode = space.netInode ?? `p${space.procInode ?? 0}`;
  const mounted = space.mounts.map(mountedAt).find((time) => time !== undefined);
  const since = mounted === undefined ? (space.firstTicks ?? 0) : `m${Math.floor(mounted)}`;
  const fallback = space.netInode === undefined ? [] : [`net:[${space.netInode}]`];
  const shown = names.length === 0 ? fallback : names;
  return { id: `${machine.key}/ns:${inode}:${machine.boot}:${since}`, names: shown, space };
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
