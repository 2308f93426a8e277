/** What /proc/PID/stat says of a process. */
export interface ProcessStat {
  readonly name: string;
  readonly parentPid: number;
  /** Clock ticks from boot to its start: with the pid its identity. */
  readonly startTicks: number;
}

/**
 * Reads /proc/PID/stat: `4711 (tmux: server) S 1 4711 …`. The name stands in parentheses and may itself hold blanks and
 * parentheses, so it ends at the last one. Fields 4 and 22 of proc(5). Undefined for an empty or broken text.
 */
export const parseStat = (text: string): ProcessStat | undefined => {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open === -1 || close < open) return undefined;
  const fields = text.slice(close + 2).split(' ');
  const parentPid = Number(fields[1]);
  const startTicks = Number(fields[19]);
  if (fields.length < 20 || !Number.isInteger(parentPid) || !Number.isInteger(startTicks)) return undefined;
  return { name: text.slice(open + 1, close), parentPid, startTicks };
};
