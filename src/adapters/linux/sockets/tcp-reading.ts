/** The shortest line of the two tables, in bytes: to ask for fewer never skips one. */
const LINE_BYTES = 130;
const FIRST_LINES = 16;
const LISTEN = '0A';

/**
 * How much of /proc/net/tcp to ask for next. The kernel prints listening sockets first and then searches the machine's whole table of
 * connections for this namespace's, which takes milliseconds however few there are (net/ipv4/tcp_ipv4.c). So lines are asked for a few at
 * a time, more each time, until one is no listener or there can be no more: `inUse` counts the namespace's sockets.
 */
export const tcpReading = (inUse: number): ((text: string) => number) => {
  let lines = FIRST_LINES;
  return (text) => {
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const rows = whole.split('\n').slice(1, -1);
    const last = rows.at(-1);
    if (rows.length >= inUse || (last !== undefined && stateOf(last) !== LISTEN)) return 0;
    const wanted = Math.min(lines, inUse - rows.length + (text === '' ? 1 : 0));
    lines *= 2;
    return wanted * LINE_BYTES;
  };
};

const stateOf = (row: string): string | undefined => row.trim().split(/\s+/)[3];

/** TCP sockets of the namespace in any state, from `TCP: inuse 5 orphan 0 …` of /proc/net/sockstat and `TCP6: inuse 2` of sockstat6. */
export const parseInUse = (text: string, protocol: 'TCP' | 'TCP6'): number | undefined => {
  const count = new RegExp(`^${protocol}: inuse (\\d+)`, 'm').exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
};
