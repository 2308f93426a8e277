/** What /proc/PID/stat says of a process. */
export interface ProcessStat {
  readonly name: string;
  readonly parentPid: number;
  /** Clock ticks from boot to its start: with the pid its identity. */
  readonly startTicks: number;
}

/** Fields 3, 4 and, after 17 others, 22; a blank behind it shows that it is whole. */
const AFTER_NAME = /^\S (\d+) (?:\S+ ){17}(\d+) /;

/**
 * Reads /proc/PID/stat: `4711 (tmux: server) S 1 4711 …`. The name stands in parentheses and may itself hold blanks and
 * parentheses, so it ends at the last one. Fields 4 and 22 of proc(5). Undefined for an empty or broken text.
 */
export const parseStat = (text: string): ProcessStat | undefined => {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  const [, parentPid, startTicks] = AFTER_NAME.exec(text.slice(close + 2)) ?? [];
  if (open === -1 || parentPid === undefined || startTicks === undefined) return undefined;
  return { name: text.slice(open + 1, close), parentPid: Number(parentPid), startTicks: Number(startTicks) };
};
