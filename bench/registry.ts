import type { BenchItem } from './bench-item.ts';
import { collectLarge } from './items/collect-large.ts';
import { coverage } from './items/coverage.ts';
import { doctorHealthy } from './items/doctor-healthy.ts';
import { guide } from './items/guide.ts';
import { run } from './items/run.ts';
import { surveyLarge } from './items/survey-large.ts';
import { traceStored } from './items/trace-stored.ts';
import { version } from './items/version.ts';

export const BENCH_ITEMS: readonly BenchItem[] = [
  version,
  run,
  traceStored,
  doctorHealthy,
  guide,
  coverage,
  collectLarge,
  surveyLarge,
];
