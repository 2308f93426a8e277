import type { Environment } from '../../../domain/facts/fact.ts';
import type { Result } from '../../../domain/facts/result.ts';
import { fail, succeed } from '../../../domain/facts/result.ts';
import type { Consumer } from '../../../domain/facts/snapshot.ts';
import type { Files, ReadProblem } from '../files.ts';
import type { CollectOptions, CollectProblem } from '../options.ts';
import { parseNulList } from '../proc/parse-nul-list.ts';
import { parseStatus } from '../proc/parse-status.ts';
import { ownEnvironment } from './own-environment.ts';
import type { RawVariable } from './read-environment.ts';
import { readEnviron } from './read-environment.ts';
import { readStat } from './read-process.ts';

/** The consumer before its node is known, with its whole environment: only the relevant part of it is ever kept. */
export interface FoundConsumer {
  readonly who: Omit<Consumer, 'node'>;
  readonly environ: Result<readonly RawVariable[], ReadProblem | 'torn'>;
  readonly moment: Environment['moment'];
}

export interface Self {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whose request it is. `here` is this process with its own environment; under sudo the user who called it, with the environment that
 * sudo itself was started with, since what it starts has lost the proxy variables. A root shell that sudo opened is its own consumer.
 */
export const findConsumer = (
  files: Files,
  self: Self,
  { from, env }: Pick<CollectOptions, 'from' | 'env'>,
): Result<FoundConsumer, CollectProblem> => {
  if (from.kind === 'pid') return findByPid(files, from.pid);
  const caller = self.uid === 0 ? findCaller(files, self.pid, env) : undefined;
  if (caller !== undefined) return succeed(caller);
  const { pid, uid, gid } = self;
  return succeed({
    who: { pid, uid, gid, how: 'self' },
    environ: succeed(ownEnvironment(env)),
    moment: 'now',
  });
};

const findByPid = (files: Files, pid: number): Result<FoundConsumer, CollectProblem> => {
  const text = files.readText(`/proc/${pid}/status`);
  const status = text.ok ? parseStatus(text.value) : undefined;
  if (status === undefined) return fail({ kind: 'no-such-process', pid });
  const { uid, gid } = status;
  return succeed({
    who: { pid, uid, gid, how: 'pid' },
    environ: readEnviron(files, pid),
    moment: 'as-started',
  });
};

const findCaller = (files: Files, selfPid: number, env: CollectOptions['env']): FoundConsumer | undefined => {
  const uid = readId(env['SUDO_UID']);
  const gid = readId(env['SUDO_GID']);
  const pid = findSudo(files, selfPid);
  if (uid === undefined || gid === undefined || pid === undefined) return undefined;
  return { who: { pid, uid, gid, how: 'sudo' }, environ: readEnviron(files, pid), moment: 'as-started' };
};

const readId = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;

/** The nearest sudo above this process. With `use_pty` there are two, one under the other: the upper one was called. */
const findSudo = (files: Files, selfPid: number): number | undefined => {
  let found: number | undefined;
  for (const pid of ancestors(files, selfPid)) {
    const isSudo = readStat(files, pid)?.name === 'sudo';
    if (found !== undefined && !isSudo) return found;
    if (isSudo) found = pid;
    else if (isOpenShell(files, pid)) return undefined;
  }
  return found;
};

/** The parents of a process, nearest first. A process that ends meanwhile ends the list. */
export const ancestors = (files: Files, pid: number): readonly number[] => {
  const found: number[] = [];
  let next = readStat(files, pid)?.parentPid ?? 0;
  while (next > 0 && !found.includes(next)) {
    found.push(next);
    next = readStat(files, next)?.parentPid ?? 0;
  }
  return found;
};

/** A shell that someone types into: it runs no script and no `-c` command. */
const isOpenShell = (files: Files, pid: number): boolean => {
  const line = files.readText(`/proc/${pid}/cmdline`);
  const [program = '', ...rest] = line.ok ? parseNulList(line.value) : [];
  return /(?:^|[-/])(?:ba|z|da|k|fi|c|tc)?sh$/.test(program) && rest.every((word) => /^-(?!\w*c)/.test(word));
};
