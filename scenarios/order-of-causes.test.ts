import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAUSES } from '../src/domain/diagnose/registry.ts';
import { diagnoseStored } from './diagnose-stored.ts';
import { SCENARIOS } from './registry.ts';

const STORED = SCENARIOS.filter(({ expect: expected }) => expected.snapshot === 'taken');

describe('a cause file’s position in the registry changes no answer', () => {
  test.each(STORED.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const told = diagnoseStored(scenario).json;
    const shuffled = fc.shuffledSubarray([...CAUSES], { minLength: CAUSES.length });
    fc.assert(
      fc.property(shuffled, (causes) => {
        expect(diagnoseStored(scenario, causes).json).toBe(told);
      }),
      { numRuns: 3 },
    );
  });
});
