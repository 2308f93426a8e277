import type { Memory } from '../../../domain/health/usage.ts';
import type { Files } from '../files.ts';

/** The memory of processes, kept from one reading to the next. */
export interface MemoryReader {
  /** `undefined` where none of them let it be read. */
  readonly read: (pids: readonly number[]) => Memory | undefined;
}

/** Of the time that passes, how much the kernel may spend on adding up pages: one part in this many. */
const PAUSE_FACTOR = 100;
/** The first walk cannot be known to be short: through more than this it would take half a second and longer. */
const MOST_WALKED_BYTES = 32 * 1024 ** 3;

/**
 * One process: VmRSS of /proc/PID/status. Several share pages (forked workers, shared tensors): the sum of `Pss:` of smaps_rollup counts those
 * once. For that the kernel walks through all their pages, so it is asked again only when a hundred times as long has passed as that took, and
 * what it said stands meanwhile. Denied for others' processes, then RSS.
 */
export const createMemoryReader = (files: Files, clock: () => number): MemoryReader => {
  let walked: { readonly key: string; readonly pss: number; readonly dueMs: number } | undefined;
  let pausedUntilMs = 0;

  const walk = (pids: readonly number[], key: string): number | undefined => {
    const now = clock();
    if (walked?.key === key && now < walked.dueMs) return walked.pss;
    if (now < pausedUntilMs) return undefined;
    const sizes = pids.map((pid) => kilobytes(files, `/proc/${pid}/smaps_rollup`, PSS));
    const done = clock();
    pausedUntilMs = done + (done - now) * PAUSE_FACTOR;
    const pss = sumOfKnown(sizes);
    walked = pss === undefined ? undefined : { key, pss, dueMs: pausedUntilMs };
    return pss;
  };

  return {
    read: (pids) => {
      const sizes = pids.flatMap((pid) => kilobytes(files, `/proc/${pid}/status`, RSS) ?? []);
      if (sizes.length === 0) return undefined;
      const rss = sizes.reduce((sum, size) => sum + size * 1_024, 0);
      const isShared = pids.length > 1 && rss <= MOST_WALKED_BYTES;
      const pss = isShared ? walk(pids, pids.join(' ')) : undefined;
      return pss === undefined ? { bytes: rss, counts: 'rss' } : { bytes: pss * 1_024, counts: 'pss' };
    },
  };
};

const RSS = /^VmRSS:\s+(\d+) kB$/m;
const PSS = /^Pss:\s+(\d+) kB$/m;

const kilobytes = (files: Files, path: string, line: RegExp): number | undefined => {
  const text = files.readText(path);
  const [, digits] = text.ok ? (line.exec(text.value) ?? []) : [];
  return digits === undefined ? undefined : Number(digits);
};

const sumOfKnown = (sizes: readonly (number | undefined)[]): number | undefined =>
  sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
