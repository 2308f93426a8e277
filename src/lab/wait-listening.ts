import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListenAt } from './network.ts';

const LISTEN = '0A';
const POLL_MS = 5;

/** Whether something listens at all of `places`, by /proc/PID/net/{tcp,tcp6} under `net` (proc(5)). Ports only: each is used once a machine. */
const isListening = async (net: string, places: readonly ListenAt[]): Promise<boolean> => {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`${net}/${name}`, 'utf8').catch(() => '')),
  );
  const rows = tables.map((table) =>
    table
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((columns) => columns[3] === LISTEN)
      .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)),
  );
  return places.every(({ address, port }) => {
    const [inet = [], inet6 = []] = rows;
    return (address.includes(':') ? inet6 : inet).includes(port);
  });
};

/** Waits until something listens at all of `places`; false when `timeoutMs` has passed, or as soon as `isOver` says so. */
export const waitListening = async (
  net: string,
  places: readonly ListenAt[],
  isOver: () => boolean,
  timeoutMs: number,
): Promise<boolean> => {
  for (let waited = 0; waited < timeoutMs; waited += POLL_MS) {
    if (await isListening(net, places)) return true;
    if (isOver()) return false;
    await sleep(POLL_MS);
  }
  return false;
};
