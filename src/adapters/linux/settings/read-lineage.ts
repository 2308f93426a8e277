import type { Ancestor } from '../../../domain/facts/settings.ts';
import { oneLine } from '../../exec/strip-control.ts';
import type { Files } from '../files.ts';
import type { Hiding } from '../options.ts';
import { parseNulList } from '../proc/parse-nul-list.ts';
import type { FoundConsumer } from '../processes/find-consumer.ts';
import { asEnvironment, readEnviron } from '../processes/read-environment.ts';
import { readStat } from '../processes/read-process.ts';
import type { UnitOf } from './read-unit.ts';
import { unitOfCgroup } from './read-unit.ts';
import { shellStart } from './shell-start.ts';

/** Nobody's chain of parents is longer. */
const MOST_ANCESTORS = 32;
/** USER_HZ: what the kernel shows in /proc counts in hundredths of a second (proc(5)). */
const TICK_MS = 10;

/** One process of a chain, with what leads on from it. */
interface Link {
  readonly ancestor: Ancestor;
  readonly parentPid: number;
  readonly unit: UnitOf | undefined;
}

/** Reads processes one by one, each once: many have the same parents. */
export type ReadLink = (pid: number) => Link | undefined;

/**
 * A process with what its environment says of where requests go, its shell's start, and its unit. One that was read and has no such variable is told
 * from one that was denied. `own` is the environment of a process that is known better than /proc has it: Tongtu's own.
 */
export const ancestorReader = (
  files: Files,
  secrets: Hiding,
  now: Date,
  own: Pick<FoundConsumer, 'who' | 'environ' | 'moment'>,
): ReadLink => {
  const bootMs = bootTime(files, now);
  const read = new Map<number, Link | undefined>();
  return (pid) => {
    if (!read.has(pid)) {
      const isOwn = pid === own.who.pid && own.moment === 'now';
      read.set(pid, readOne(files, pid, isOwn ? own.environ : readEnviron(files, pid), bootMs, secrets));
    }
    return read.get(pid);
  };
};

/** A process and those above it, nearest first. */
export const chainOf = (pid: number, read: ReadLink): readonly Link[] => {
  const chain: Link[] = [];
  let next = read(pid);
  while (next !== undefined && !chain.includes(next) && chain.length < MOST_ANCESTORS) {
    chain.push(next);
    next = next.parentPid > 0 ? read(next.parentPid) : undefined;
  }
  return chain;
};

const readOne = (
  files: Files,
  pid: number,
  raw: FoundConsumer['environ'],
  bootMs: number | undefined,
  secrets: Hiding,
): Link | undefined => {
  const stat = readStat(files, pid);
  if (stat === undefined) return undefined;
  const cgroup = files.readText(`/proc/${pid}/cgroup`);
  const unit = cgroup.ok ? unitOfCgroup(cgroup.value) : undefined;
  const line = files.readText(`/proc/${pid}/cmdline`);
  const argv = line.ok ? parseNulList(line.value).slice(0, MOST_ARGUMENTS) : [];
  const stdin = files.readLink(`/proc/${pid}/fd/0`);
  const shell = shellStart(stat.name, argv, stdin.ok ? stdin.value : undefined);
  const ancestor: Ancestor = {
    pid,
    name: oneLine(stat.name),
    ...(bootMs === undefined
      ? {}
      : { startedAt: new Date(bootMs + stat.startTicks * TICK_MS).toISOString() }),
    environment: raw.ok
      ? { kind: 'read', variables: asEnvironment(pid, raw.value, 'as-started', { secrets }).variables }
      : { kind: 'unread', why: UNREAD[raw.problem] },
    ...(shell === undefined ? {} : { shell }),
    ...(unit === undefined ? {} : { unit: oneLine(unit.name) }),
  };
  return { ancestor, parentPid: stat.parentPid, unit };
};

/** How a shell starts stands at the beginning of its command line. */
const MOST_ARGUMENTS = 64;

const UNREAD = { missing: 'gone', denied: 'denied', unread: 'torn', torn: 'torn' } as const;

/** From /proc/uptime: seconds since boot. */
const bootTime = (files: Files, now: Date): number | undefined => {
  const text = files.readText('/proc/uptime');
  const [seconds] = text.ok ? (/^\d+(?:\.\d+)?/.exec(text.value) ?? []) : [];
  return seconds === undefined ? undefined : now.getTime() - Math.round(Number(seconds) * 1000);
};
