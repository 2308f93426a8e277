import type { NodeId } from '../../../domain/facts/fact.ts';
import type { Unknown } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import { keyNamesIn } from '../../../domain/intents/key-variable.ts';
import type { Hiding } from '../options.ts';
import type { Note, Reading } from '../reading.ts';
import { fromFile } from '../unknowns.ts';
import { asEnvironment } from './read-environment.ts';
import type { Scan, TellingProcess } from './scan-processes.ts';

/** How many environments are kept; of more, those of the processes that were started last. */
export const MOST_ENVIRONMENTS = 512;

/** The processes whose environments are kept, lowest pid first. */
export const keptOf = ({ telling }: Scan): readonly TellingProcess[] =>
  [...telling]
    .sort((a, b) => b.startTicks - a.startTicks || b.pid - a.pid)
    .slice(0, MOST_ENVIRONMENTS)
    .sort((a, b) => a.pid - b.pid);

/** The environments that tell a proxy or a service, each on the node of its process, and what of them could not be had. */
export const environmentReadings = (
  scan: Scan,
  nodeOf: (pid: number) => NodeId | undefined,
  secrets: Hiding,
  note: Note,
): readonly (readonly [NodeId, Reading])[] => {
  const { telling, denied, torn } = scan;
  const kept = keptOf(scan);
  const isKept = new Set(kept.map(({ pid }) => pid));
  const reading = ({ pid, variables }: TellingProcess): Reading => {
    const keys = keyNamesIn(variables.map(({ name }) => name));
    const environment = asEnvironment(pid, variables, 'as-started', { secrets, keys });
    return note('environment', known(environment, fromFile(`/proc/${pid}/environ`)), String(pid));
  };
  const tornOnes = torn.map((pid) => [pid, note('environment', TORN, String(pid))] as const);
  const found = [...kept.map((process) => [process.pid, reading(process)] as const), ...tornOnes];
  return [
    ...found.flatMap(([pid, state]) => onNode(nodeOf(pid), state)),
    ...perNode(denied, nodeOf).map(([node]) => [node, note('environment', DENIED, 'others')] as const),
    ...perNode(
      telling.flatMap(({ pid }) => (isKept.has(pid) ? [] : [pid])),
      nodeOf,
    ).map(([node, count]) => [node, note('environment', cutOff(count), 'more')] as const),
  ];
};

const DENIED = unknown('denied', { kind: 'run-as-root' }, { source: fromFile('/proc/PID/environ') });
const TORN = unknown('torn', { kind: 'none' });
const cutOff = (count: number): Unknown => unknown('not-asked', { kind: 'none' }, { detail: String(count) });

const onNode = (node: NodeId | undefined, reading: Reading): readonly (readonly [NodeId, Reading])[] =>
  node === undefined ? [] : [[node, reading]];

/** How many of these processes each node has. */
const perNode = (
  pids: readonly number[],
  nodeOf: (pid: number) => NodeId | undefined,
): readonly [NodeId, number][] => {
  const counts = new Map<NodeId, number>();
  for (const pid of pids) {
    const node = nodeOf(pid);
    if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return [...counts];
};
