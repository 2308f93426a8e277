import type { Access } from '../access.ts';
import type { Context } from '../context.ts';
import { parseCgroup, parseContainerMounts } from '../proc/parse-cgroup.ts';
import type { NamespaceMount } from '../proc/parse-mountinfo.ts';
import { parseMountinfo } from '../proc/parse-mountinfo.ts';
import { readStat } from '../processes/read-process.ts';
import type { Namespace } from './group-namespaces.ts';
import { groupNamespaces } from './group-namespaces.ts';
import type { Node } from './identify-nodes.ts';
import { identifyNodes } from './identify-nodes.ts';
import { readMachine } from './machine.ts';
import type { Sight } from './sight.ts';
import { readNetInode, readProcInode } from './sight.ts';

/** All network namespaces that can be seen, the host's first, and which of them is Tongtu's own. */
export interface FoundNodes {
  readonly nodes: readonly Node[];
  readonly own: Node;
}

/** `extra`: a namespace that the consumer was placed in by its path, which need not be among the mounts of this process. */
export const findNodes = (
  { files, self }: Pick<Context, 'files' | 'self'>,
  sights: readonly Sight[],
  extra: NamespaceMount | undefined,
): FoundNodes => {
  const mountinfo = files.readText('/proc/self/mountinfo');
  const mounted = mountinfo.ok ? parseMountinfo(mountinfo.value) : [];
  const isNew = extra !== undefined && !mounted.some(({ inode }) => inode === extra.inode);
  const spaces = groupNamespaces(sights, isNew ? [...mounted, extra] : mounted, {
    procInodeOf: (pid) => readProcInode(files, pid),
    startTicksOf: (pid) => readStat(files, pid)?.startTicks,
  });
  const own = findOwn(spaces, self.pid, readNetInode(files, 'self'));
  const cgroupOf = (pid: number): string | undefined => {
    const text = files.readText(`/proc/${pid}/cgroup`);
    return text.ok ? parseCgroup(text.value) : undefined;
  };
  const nodes = identifyNodes(spaces.includes(own) ? spaces : [...spaces, own], {
    machine: readMachine(files),
    own,
    containerOf: cgroupOf,
    ownContainer: mountinfo.ok ? parseContainerMounts(mountinfo.value) : undefined,
    mountedAt: (path) => files.status(path)?.changedMs,
  });
  return { nodes, own: nodeOf(nodes, own) };
};

/** Without a sight of itself (a /proc that hides it) Tongtu is alone in a namespace of its own. */
const findOwn = (spaces: readonly Namespace[], pid: number, netInode: number | undefined): Namespace =>
  spaces.find((space) => space.pids.includes(pid)) ??
  spaces.find((space) => netInode !== undefined && space.netInode === netInode) ?? {
    ...(netInode === undefined ? {} : { netInode }),
    pids: [pid],
    mounts: [],
  };

const nodeOf = (nodes: readonly Node[], space: Namespace): Node => {
  const node = nodes.find((candidate) => candidate.space === space);
  if (node === undefined) throw new Error('every namespace has been given an identity');
  return node;
};

/** How a node other than Tongtu's own can be read. */
export const accessTo = ({ space }: Node, mayEnter: boolean): Access => {
  const [first] = space.pids;
  const [mount] = space.mounts;
  const pid = space.readablePid ?? first;
  const path = mount ?? (space.readablePid === undefined ? undefined : `/proc/${space.readablePid}/ns/net`);
  if (mayEnter && path !== undefined) return { kind: 'enter', path, ...(pid === undefined ? {} : { pid }) };
  return pid === undefined ? { kind: 'none' } : { kind: 'look', pid };
};
