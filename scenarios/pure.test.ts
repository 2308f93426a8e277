import { readdirSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectReport } from './checks/report.ts';
import { diagnoseStored, snapshotPath } from './diagnose-stored.ts';
import { SCENARIOS } from './registry.ts';

describe('every scenario, from its stored snapshot', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const told = diagnoseStored(scenario);
    expectReport(scenario, told);
    expect(diagnoseStored(scenario)).toEqual(told);
  });
});

const STORED = SCENARIOS.filter(({ expect: expected }) => expected.snapshot === 'taken');

test('every stored snapshot belongs to a scenario, and names are not used twice', () => {
  const names = STORED.map((scenario) => `${scenario.name}.json`).sort();
  expect(readdirSync(new URL('./snapshots/', import.meta.url)).sort()).toEqual(names);
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
});

test.each(STORED.map((scenario) => [scenario.name, scenario] as const))(
  '%s is small enough to read',
  (_, scenario) => {
    expect(statSync(snapshotPath(scenario)).size).toBeLessThan(100_000);
  },
);
