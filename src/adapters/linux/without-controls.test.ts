import { expect, it } from 'vitest';
import { withoutControls } from './without-controls.ts';

it('takes what a screen would obey out of every text and key', () => {
  const value = { 'a\u001b[2J': ['b\u202ec', { d: 'e\u0007\tf\n', g: 1, h: null, i: undefined }] };
  expect(withoutControls(value)).toEqual({ a: ['bc', { d: 'e\tf\n', g: 1, h: null, i: undefined }] });
});

it('gives back the value itself where there is nothing to take out', () => {
  const value = { a: ['b', { c: 1, d: true }] };
  expect(withoutControls(value)).toBe(value);
});

it('keeps letters of every script', () => {
  expect(withoutControls(['\u901a\u9014', 'h\u00f4te'])).toEqual(['\u901a\u9014', 'h\u00f4te']);
});
