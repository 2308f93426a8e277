import { monotonicMs } from '../exec/monotonic.ts';

/** How long the event loop may wait for one pass over /proc, in milliseconds: the output of programs is read meanwhile. */
const SLICE_MS = 10;

/** For a long pass of reads that wait: call it between items; it lets the event loop turn when it has waited long enough. */
export const breathe = (signal: AbortSignal | undefined): (() => Promise<void> | undefined) => {
  let since = monotonicMs();
  return () => {
    if (monotonicMs() - since < SLICE_MS) return undefined;
    return new Promise((resolve, reject) =>
      setImmediate(() => {
        since = monotonicMs();
        if (signal?.aborted === true) reject(signal.reason);
        else resolve();
      }),
    );
  };
};
