import { type BenchItem, limited } from '../bench-item.ts';
import { medianRatio, NODE_ALONE } from '../time-program.ts';

export const run: BenchItem = {
  name: 'run',
  measure: async ({ tongtu, rounds }) => {
    const env = { http_proxy: 'http://192.0.2.1:3128', no_proxy: 'example.com' };
    const ratio = medianRatio({ argv: [tongtu, 'run', '--', 'true'], env }, NODE_ALONE, rounds);
    return [limited('./tongtu run -- true : node -e 0', ratio, 2.1, '×')];
  },
};
