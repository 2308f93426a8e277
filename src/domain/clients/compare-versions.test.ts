import { describe, expect, it } from 'vitest';
import { isAtLeast } from './compare-versions.ts';

describe('a version', () => {
  it.each([
    ['8.18.0', '8.18.0', true],
    ['8.18', '8.18.0', true],
    ['8.9.1', '8.18.0', false],
    ['10.0', '9.9.9', true],
    ['v24.21.0', '24.5.0', true],
    ['8.18.0-DEV', '8.18.0', true],
    ['7.88.1+deb12u5', '7.88.2', false],
    [undefined, '99', true],
    ['unreleased', '99', true],
  ])('%s is %s or later: %s', (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});
