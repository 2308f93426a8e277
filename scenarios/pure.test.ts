import { readdirSync, readFileSync, statSync } from 'node:fs';
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

/** Debian's places, and the lab's own. */
const PLACE = /^\/(?:$|run\/tongtu-lab\/|usr\/(?:bin|lib)\/|etc(?:\/|$)|proc(?:\/|$)|v1(?:\/|$))/;
const MODELS = ['/data/models/Qwen1.5-14B-Chat-GPTQ-Int8', '/q/Llama-3.3-70B'];

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

test.each(STORED.map((scenario) => [scenario.name, scenario] as const))(
  '%s holds no path of the machine that recorded it',
  (_, scenario) => {
    const texts = textsIn(JSON.parse(readFileSync(snapshotPath(scenario), 'utf8')));
    const paths = texts.filter((text) => text.startsWith('/'));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !PLACE.test(path) && !MODELS.includes(path))).toEqual([]);
  },
);
