/** What /proc/PID/stat says of a process that is watched. */
export interface WatchedStat {
  readonly parentPid: number;
  /** User and system time of all its threads, in clock ticks. */
  readonly cpuTicks: number;
  readonly startTicks: number;
  /** Ended, and not yet waited for (`Z`, `X`). */
  readonly hasEnded: boolean;
}

/** Fields 3 and 4, 14 and 15, and 22; a blank behind it shows that it is whole. */
const AFTER_NAME = /^(\S) (\d+) (?:\S+ ){9}(\d+) (\d+) (?:\S+ ){6}(\d+) /;

/**
 * Reads `812 (vllm) S 1 812 812 0 -1 4194560 12345 0 7 0 4711 812 0 0 20 0 94 0 43210 …` (proc_pid_stat(5)). The name may itself hold
 * blanks and parentheses, so it ends at the last one. Undefined for an empty or broken text.
 */
export const parseWatchedStat = (text: string): WatchedStat | undefined => {
  const [, state, parentPid, user, system, startTicks] =
    AFTER_NAME.exec(text.slice(text.lastIndexOf(')') + 2)) ?? [];
  if (state === undefined || startTicks === undefined) return undefined;
  return {
    parentPid: Number(parentPid),
    cpuTicks: Number(user) + Number(system),
    startTicks: Number(startTicks),
    hasEnded: state === 'Z' || state === 'X',
  };
};
