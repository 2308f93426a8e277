import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, BenchItem, Row } from './bench-item.ts';
import { BENCH_ITEMS } from './registry.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '15' } },
  allowPositionals: true,
});
const bench: Bench = { rounds: Number(values.rounds), root, tongtu: join(root, 'tongtu') };

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** What cannot be measured is a line that fails. */
const rowsOf = ({ name, measure }: BenchItem): Promise<readonly Row[]> =>
  measure(bench).catch((error: unknown) => [
    { what: name, measured: error instanceof Error ? error.message : String(error), isWithin: false },
  ]);

const line = ({ what, measured, limit, isWithin }: Row): string =>
  `${isWithin ? '  ' : '✗ '}${what.padEnd(64)} ${measured}${limit === undefined ? '' : `   (limit ${limit})`}`;

const chosen = BENCH_ITEMS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
print(`${bench.rounds} rounds in turns, medians of their ratios, Node ${process.versions.node}`);
let failed = chosen.length === 0 ? 1 : 0;
for (const item of chosen) {
  const rows = await rowsOf(item);
  for (const row of rows) print(line(row));
  failed += rows.filter(({ isWithin }) => !isWithin).length;
}
print(failed === 0 ? 'everything within its limit' : `${failed} not within the limit`);
process.exitCode = failed === 0 ? 0 : 1;
