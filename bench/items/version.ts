import { type BenchItem, limited } from '../bench-item.ts';
import { medianRatio, NODE_ALONE } from '../time-program.ts';

export const version: BenchItem = {
  name: 'version',
  measure: async ({ tongtu, rounds }) => {
    const ratio = medianRatio({ argv: [tongtu, '--version'] }, NODE_ALONE, rounds);
    return [limited('./tongtu --version : node -e 0', ratio, 1.15, '×')];
  },
};
