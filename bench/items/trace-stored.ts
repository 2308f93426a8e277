import { join } from 'node:path';
import { type BenchItem, limited } from '../bench-item.ts';
import { medianRatio, NODE_ALONE } from '../time-program.ts';

/** A stored snapshot of a machine where all is well, as the scenarios keep it. */
export const traceStored: BenchItem = {
  name: 'trace',
  measure: async ({ tongtu, root, rounds }) => {
    const snapshot = join(root, 'scenarios/snapshots/well-direct.json');
    const argv = [
      tongtu,
      'trace',
      'here',
      'http://127.0.0.1:8000/v1',
      '--as',
      'curl',
      '--snapshot',
      snapshot,
    ];
    const ratio = medianRatio({ argv }, NODE_ALONE, rounds);
    return [limited('trace --snapshot SMALL : node -e 0', ratio, 1.8, '×')];
  },
};
