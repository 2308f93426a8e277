import { type BenchItem, limited, told } from '../bench-item.ts';
import { withModelService } from '../model-service.ts';
import { peakMemory } from '../peak-memory.ts';
import { medianRatio, NODE_ALONE } from '../time-program.ts';

/** Three clients, one streamed token, a service on this machine that is well. */
export const doctorHealthy: BenchItem = {
  name: 'doctor',
  measure: async ({ tongtu, rounds }) =>
    withModelService(async (url) => {
      const argv = [tongtu, 'doctor', url];
      const ratio = medianRatio({ argv }, NODE_ALONE, rounds);
      const memory = await peakMemory(argv);
      return [
        limited('doctor URL, all well : node -e 0', ratio, 4, '×'),
        limited('doctor URL, highest resident memory', memory.own, 90, 'MB'),
        told(
          '  with the programs it starts, what they share counted for each',
          `${Math.round(memory.withChildren)} MB`,
        ),
      ];
    }),
};
