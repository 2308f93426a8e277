import { describe, expect, it } from 'vitest';
import { explain as explainEn } from './en/explain.ts';
import { en as catalogueEn } from './en.ts';
import { explain as explainZh } from './zh/explain.ts';
import { zh as catalogueZh } from './zh.ts';

const en = { ...catalogueEn, explained: explainEn };
const zh = { ...catalogueZh, explained: explainZh };

/** Every path to a word of a catalogue: `causes.wrong-port`, `help.exitCodes.0.1`. */
const paths = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}.${key}`))
    : [at];

describe('the catalogues', () => {
  it('hold the same words in both languages', () => {
    expect(paths(zh)).toEqual(paths(en));
    expect(paths(en).length).toBeGreaterThan(150);
  });

  it('hold no Chinese in English', () => {
    expect(
      JSON.stringify(en, (_, value) => (typeof value === 'function' ? String(value) : value)),
    ).not.toMatch(/\p{Script=Han}/u);
  });
});
