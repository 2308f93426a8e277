import { expect, test } from 'vitest';
import { NOT_SHOWN } from './not-shown.ts';
import { SCENARIOS } from './registry.ts';

const SHOWN = new Set(SCENARIOS.flatMap(({ reports }) => reports));

/** `owner/repository#number`, or a page of the web where it is no GitHub thread. */
const ADDRESS = /^(?:[\w.-]+\/[\w.-]+#\d+|https:\/\/\S+)$/;

test(`at least seventy public reports are shown by a scenario: ${SHOWN.size}, and ${NOT_SHOWN.length} are not`, () => {
  expect(SHOWN.size).toBeGreaterThanOrEqual(70);
});

test('what is not shown is named once, and is not shown', () => {
  const named = NOT_SHOWN.map(({ report }) => report);
  expect(new Set(named).size).toBe(named.length);
  expect(named.filter((report) => SHOWN.has(report))).toEqual([]);
});

test('every report is named by its public address', () => {
  for (const report of [...SHOWN, ...NOT_SHOWN.map((one) => one.report)]) expect(report).toMatch(ADDRESS);
});

test('no scenario names a report twice', () => {
  for (const { name, reports } of SCENARIOS) expect(new Set(reports).size, name).toBe(reports.length);
});
