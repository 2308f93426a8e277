import type { History } from '../../domain/health/history.ts';
import { summarize } from '../../domain/health/history.ts';
import type { Round } from '../../domain/health/round.ts';
import { mainPath, totalMsOf } from '../../domain/health/round.ts';
import type { Usage } from '../../domain/health/usage.ts';
import { REPORT_SCHEMA_VERSION } from './doctor-json.ts';

/** One line a value, as NDJSON has it. */
export const asJsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

const usageJson = ({ pid, name, processes, cpuPercent, memory, gpu }: Usage): unknown => ({
  pid,
  name: name ?? null,
  processes,
  cpuPercent: cpuPercent ?? null,
  memory: memory ?? null,
  gpu,
});

/** One round with the sums up to it; null is what is not known. */
export const watchJson = (url: string, round: Round, history: History): unknown => {
  const path = mainPath(round);
  const { errorRate, firstTokenMs, totalMs, tokensPerSecond, ...counts } = summarize(history);
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    time: round.at,
    round: round.number,
    elapsedMs: Math.round(round.elapsedMs),
    url,
    works: round.outcome === 'works',
    conclusion: round.outcome,
    isMomentary: round.isMomentary,
    status: path?.status ?? null,
    listMs: path?.listMs ?? null,
    firstTokenMs: path?.firstTokenMs ?? null,
    totalMs: totalMsOf(path) ?? null,
    tokens: path?.tokens ?? null,
    tokensPerSecond: path?.tokensPerSecond ?? null,
    findings: round.findings,
    paths: round.paths,
    usage: round.usage === undefined ? null : usageJson(round.usage),
    summary: {
      ...counts,
      errorRate: errorRate ?? null,
      firstTokenMs: firstTokenMs ?? null,
      totalMs: totalMs ?? null,
      tokensPerSecond: tokensPerSecond ?? null,
    },
  };
};
