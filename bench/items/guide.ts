import { join } from 'node:path';
import { type BenchItem, told } from '../bench-item.ts';
import { withModelService } from '../model-service.ts';
import { medianRatio, NODE_ALONE } from '../time-program.ts';

const ANY_CODE = Array.from({ length: 256 }, (_, code) => code);

/** What people run by hand today, beside the same floor. */
export const guide: BenchItem = {
  name: 'guide',
  measure: async ({ root, rounds }) =>
    withModelService(async (url) => {
      const origin = url.replace(/\/v1$/, '');
      const script = (name: string): readonly string[] => ['bash', join(root, 'bench/guide', name), origin];
      const health = medianRatio({ argv: script('check-service.sh') }, NODE_ALONE, rounds);
      const steps = medianRatio({ argv: script('diagnose.sh'), codes: ANY_CODE }, NODE_ALONE, rounds);
      return [
        told("the guide's health script (5.3), all well : node -e 0", `${health.toFixed(2)} ×`),
        told("the guide's four diagnostic steps (6.1), all well : node -e 0", `${steps.toFixed(2)} ×`),
      ];
    }),
};
