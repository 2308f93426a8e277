import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchItem, limited, told } from '../bench-item.ts';
import { withNamespaces } from '../many-namespaces.ts';
import { peakMemory } from '../peak-memory.ts';
import { medianRatio } from '../time-program.ts';

const NAMESPACES = 200;
const MOST_ROUNDS = 5;

/** What a person could do by hand, as cheaply as it can be: every rule set, one after the other, unread. */
const BARE = 'for pid do nsenter --net=/proc/$pid/ns/net nft -j list ruleset > /dev/null || exit; done';

/** Collecting as root on a machine with 2,000 more processes and 200 more network namespaces. */
export const collectLarge: BenchItem = {
  name: 'collect',
  measure: async ({ tongtu, rounds }) => {
    const folder = mkdtempSync(join(tmpdir(), 'tongtu-bench-'));
    const file = join(folder, 'snapshot.json');
    try {
      return await withNamespaces(NAMESPACES, async (pids) => {
        const snapshot = [tongtu, 'snapshot', '-o', file];
        const bare = { argv: ['sh', '-c', BARE, 'sh', ...pids.map(String)] };
        const ratio = medianRatio({ argv: snapshot }, bare, Math.min(rounds, MOST_ROUNDS));
        const memory = await peakMemory(snapshot, { lookEveryMs: 20 });
        const { nodes, facts } = JSON.parse(readFileSync(file, 'utf8'));
        return [
          limited('snapshot, 200 namespaces : bare nsenter … nft list ruleset', ratio, 3, '×'),
          limited('snapshot, 200 namespaces, highest resident memory', memory.own, 160, 'MB'),
          // A collector that read little would be quick.
          {
            ...told('  nodes and facts in it', `${nodes.length}, ${facts.length}`),
            limit: '> 200',
            isWithin: nodes.length > NAMESPACES,
          },
        ];
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
