import { endianness } from 'node:os';
import type { Connection, NodeId } from '../../../domain/facts/fact.ts';
import { known } from '../../../domain/facts/known.ts';
import type { Files } from '../files.ts';
import type { Note, Reading } from '../reading.ts';
import { fromFile, unreadFile } from '../unknowns.ts';
import type { HeldConnection } from './parse-connections.ts';
import { parseConnections } from './parse-connections.ts';

/** Of more connections of one process nothing new is learnt. */
const MOST_CONNECTIONS = 64;

/** The connections of these processes, all of one namespace: its tables, and each process's file descriptors. */
const connectionReading = (files: Files, pids: readonly number[], note: Note): Reading | undefined => {
  const [first] = pids;
  if (first === undefined) return undefined;
  const byInode = new Map<number, HeldConnection>();
  for (const table of ['tcp', 'tcp6'] as const) {
    const path = `/proc/${first}/net/${table}`;
    const text = files.readText(path);
    if (!text.ok && table === 'tcp') return note('connections', unreadFile(path, text.problem));
    const { items } = parseConnections(text.ok ? text.value : '', endianness() === 'LE');
    for (const item of items) if (item.inode !== 0) byInode.set(item.inode, item);
  }
  const connections = byInode.size === 0 ? [] : pids.flatMap((pid) => heldBy(files, pid, byInode));
  return note('connections', known(connections, fromFile('/proc/PID/net/{tcp,tcp6}')));
};

/** In the order of their descriptors. A process that has ended, or whose descriptors are denied, has none to tell. */
const heldBy = (
  files: Files,
  pid: number,
  byInode: ReadonlyMap<number, HeldConnection>,
): readonly Connection[] => {
  const descriptors = files.list(`/proc/${pid}/fd`);
  if (!descriptors.ok) return [];
  const held: Connection[] = [];
  for (const descriptor of [...descriptors.value].sort((a, b) => Number(a) - Number(b))) {
    const link = files.readLink(`/proc/${pid}/fd/${descriptor}`);
    const inode = link.ok ? /^socket:\[(\d+)\]$/.exec(link.value)?.[1] : undefined;
    const connection = inode === undefined ? undefined : byInode.get(Number(inode));
    if (connection === undefined) continue;
    const { inode: _, ...plain } = connection;
    held.push({ pid, ...plain });
    if (held.length === MOST_CONNECTIONS) break;
  }
  return held;
};

/** One reading a namespace that has such processes. */
export const connectionReadings = (
  files: Files,
  pids: readonly number[],
  nodeOf: (pid: number) => NodeId | undefined,
  note: Note,
): readonly (readonly [NodeId, Reading])[] => {
  const byNode = new Map<NodeId, number[]>();
  for (const pid of pids) {
    const node = nodeOf(pid);
    if (node !== undefined) byNode.set(node, [...(byNode.get(node) ?? []), pid]);
  }
  return [...byNode].flatMap(([node, members]) => {
    const reading = connectionReading(files, members, note);
    return reading === undefined ? [] : [[node, reading] as const];
  });
};
