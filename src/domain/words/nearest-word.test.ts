import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { nearestWord } from './nearest-word.ts';

describe('the distance between two words', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['HTPP_PROXY', 'HTTP_PROXY', 1],
    ['HTTP_PORXY', 'HTTP_PROXY', 1],
    ['HTT_PROXY', 'HTTP_PROXY', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%j and %j are %d apart', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  const word = fc.string({ maxLength: 12 });

  it('is the same both ways, 0 for the same word alone, and never more than the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('the word that was meant', () => {
  const KEYS = ['services', 'proxies', 'intents'];

  it.each([
    ['servces', 'services'],
    ['Services', 'services'],
    ['service', 'services'],
    ['proxys', 'proxies'],
    ['intent', 'intents'],
    ['model', undefined],
    ['x', undefined],
    ['a'.repeat(100_000), undefined],
  ])('%.20s: %s', (typed, meant) => {
    expect(nearestWord(typed, KEYS)).toBe(meant);
  });

  it('is written with the other dash', () => {
    expect(nearestWord('key_variable', ['key-variable'])).toBe('key-variable');
  });

  it('is not told where two are as near', () => {
    expect(nearestWord('cat', ['bat', 'hat'])).toBeUndefined();
    expect(nearestWord('cat', ['bat', 'hat', 'Cat'])).toBe('Cat');
  });
});
