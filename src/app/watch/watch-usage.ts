import type { OpenUsage, UsageReader } from '../../adapters/linux/usage/usage-reader.ts';
import { openUsageHere } from '../../adapters/linux/usage/usage-reader.ts';
import type { ServingProcess } from '../../domain/health/serving-process.ts';
import type { Usage, UsageReading } from '../../domain/health/usage.ts';
import { cpuPercentBetween } from '../../domain/health/usage.ts';

export type { OpenUsage };
export { openUsageHere };

/** What one round found of the serving process. */
export interface Used {
  readonly usage?: Usage;
  /** It is not there any more. Told once of a process: whoever reads the machine anew and still finds it will find it again. */
  readonly hasEnded: boolean;
}

/** Reads the process that serves, whichever it is in each round, and compares with the round before. */
export const watchUsage = (
  open: OpenUsage,
): { readonly read: (process: ServingProcess | undefined) => Promise<Used> } => {
  let reader: { readonly key: string; readonly reader: UsageReader } | undefined;
  let before: UsageReading | undefined;
  let endedKey: string | undefined;
  return {
    read: async (process) => {
      if (process === undefined) return { hasEnded: false };
      const { pid, name, startTicks } = process;
      const key = `${pid} ${startTicks}`;
      if (reader?.key !== key) {
        reader = { key, reader: open(pid, startTicks) };
        before = undefined;
      }
      const after = await reader.reader.read();
      const cpuPercent =
        before === undefined || after === undefined ? undefined : cpuPercentBetween(before, after);
      before = after;
      if (after === undefined) {
        const isNews = endedKey !== key;
        endedKey = key;
        return { hasEnded: isNews };
      }
      const { processes, memory, gpu } = after;
      const usage: Usage = {
        pid,
        ...(name === undefined ? {} : { name }),
        processes: processes.length,
        ...(cpuPercent === undefined ? {} : { cpuPercent }),
        ...(memory === undefined ? {} : { memory }),
        gpu,
      };
      return { usage, hasEnded: false };
    },
  };
};
