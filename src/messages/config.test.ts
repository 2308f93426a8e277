import { describe, expect, it } from 'vitest';
import type { PlacedIssue } from '../domain/config/config-problem.ts';
import { config as en } from './en/config.ts';
import { config as zh } from './zh/config.ts';

const PLACE = { line: 4, column: 5, path: ['services', 'qwen'], on: 'key' } as const;

const ISSUES: readonly PlacedIssue[] = [
  { ...PLACE, kind: 'unknown-key', text: 'modle', known: ['url', 'model'], more: 0, meant: 'model' },
  { ...PLACE, kind: 'no-such-service', text: 'q', known: ['a', 'b'], more: 98 },
  { ...PLACE, kind: 'wrong-type', wants: ['text'], got: 'number' },
  { ...PLACE, kind: 'wrong-type', wants: ['text', 'map'], got: 'number' },
  { ...PLACE, kind: 'wrong-type', wants: ['map', 'nothing'], got: 'list' },
  { ...PLACE, kind: 'bad-url', text: 'a:1', why: 'no-scheme', suggestion: 'http://a:1' },
  { ...PLACE, kind: 'full-width-colon' },
  { ...PLACE, kind: 'duplicate-key', text: 'qwen', firstLine: 2 },
];

describe('what is wrong with a tongtu.yaml, a line each with its place', () => {
  it.each([
    [
      'English',
      en,
      `t.yaml:4:5: “modle” is no key here. Did you mean “model”? Known: url, model.
t.yaml:4:5: “q” is neither a URL nor a service of this file. Known: a, b and 98 more.
t.yaml:4:5: This wants a text, and is a number. In quotes it is a text.
t.yaml:4:5: This wants a text or keys with values, and is a number.
t.yaml:4:5: This wants keys with values, and is a list.
t.yaml:4:5: “a:1” is no URL: the scheme is missing. Did you mean http://a:1?
t.yaml:4:5: A full-width colon (：). YAML wants “:” and a blank.
t.yaml:4:5: “qwen” stands on line 2 already.`,
    ],
    [
      'Chinese',
      zh,
      `t.yaml:4:5: 这里没有“modle”这个键。是不是“model”？可用：url、model。
t.yaml:4:5: “q”既不是 URL，也不是本文件里的服务。可用：a、b 等 100 个。
t.yaml:4:5: 这里应当是文本，实际是数字。加上引号就是文本。
t.yaml:4:5: 这里应当是文本或键值对，实际是数字。
t.yaml:4:5: 这里应当是键值对，实际是列表。
t.yaml:4:5: “a:1”不是 URL：缺少协议名。是不是 http://a:1 ？
t.yaml:4:5: 用了全角冒号（：）。YAML 要用半角冒号“:”，后面加一个空格。
t.yaml:4:5: “qwen”在第 2 行已经写过。`,
    ],
  ])('in %s', (_language, words, text) => {
    expect(words.complaint({ kind: 'config-invalid', path: 't.yaml', issues: ISSUES })).toBe(text);
  });
});
