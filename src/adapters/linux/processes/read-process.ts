import type { Process } from '../../../domain/facts/fact.ts';
import { oneLine, stripControl } from '../../exec/strip-control.ts';
import type { Files } from '../files.ts';
import type { Hiding } from '../options.ts';
import { parseNulList } from '../proc/parse-nul-list.ts';
import type { ProcessStat } from '../proc/parse-stat.ts';
import { parseStat } from '../proc/parse-stat.ts';
import { parseStatus } from '../proc/parse-status.ts';

/** More of a command line says nothing about where it connects. Counted after secrets are replaced, so that none is cut in two. */
const MOST_ARGUMENTS = 256;
const LONGEST_ARGUMENT = 2_048;

export const readStat = (files: Files, pid: number): ProcessStat | undefined => {
  const text = files.readText(`/proc/${pid}/stat`);
  return text.ok ? parseStat(text.value) : undefined;
};

/** A process with its command line; undefined when it has ended, or another has its number before all is read twice. */
export const readProcess = (files: Files, pid: number, secrets: Hiding): Process | undefined => {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const before = readStat(files, pid);
    if (before === undefined) return undefined;
    const process = readOnce(files, pid, before, secrets);
    if (readStat(files, pid)?.startTicks === before.startTicks) return process;
  }
  return undefined;
};

const readOnce = (files: Files, pid: number, stat: ProcessStat, secrets: Hiding): Process => {
  const status = files.readText(`/proc/${pid}/status`);
  const line = files.readText(`/proc/${pid}/cmdline`);
  const user = status.ok ? parseStatus(status.value) : undefined;
  return {
    pid,
    parentPid: stat.parentPid,
    uid: user?.uid ?? files.status(`/proc/${pid}`)?.uid ?? 0,
    ...(user === undefined ? {} : { gid: user.gid }),
    name: oneLine(stat.name),
    ...(line.ok ? { argv: hideArgv(line.value, secrets) } : {}),
    startTicks: stat.startTicks,
  };
};

const hideArgv = (text: string, secrets: Hiding): readonly string[] =>
  secrets
    .hideArgv(parseNulList(text).slice(0, MOST_ARGUMENTS))
    .map((argument) => stripControl(secrets.scrub(argument)).slice(0, LONGEST_ARGUMENT));
