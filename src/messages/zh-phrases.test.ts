import { describe, expect, it } from 'vitest';
import { failureAfter, gapAfter, list } from './zh/phrases.ts';
import { zh } from './zh.ts';

describe('blanks in Chinese sentences', () => {
  it('stand beside Latin text only', () => {
    expect(['curl', '当前 shell', 'evalscope（pid 23）', '进程'].map(gapAfter)).toEqual([' ', ' ', '', '']);
  });

  it.each([
    [['curl', 'wget'], 'curl 和 wget'],
    [['httpx（这里没有找到）', 'curl'], 'httpx（这里没有找到）和 curl'],
    [['curl', '当前 shell'], 'curl 和当前 shell'],
    [['a', 'b', 'c'], 'a、b 和 c'],
    [['a'], 'a'],
    [[], ''],
  ])('%j', (items, text) => {
    expect(list(items)).toBe(text);
  });

  it('do not surround a Chinese name for who answered', () => {
    const peer = { program: 'unknown', role: 'unknown', marks: [] } as const;
    const heard = { peer, status: 200, marks: [], models: [], said: '', tookMs: 3 };
    expect(zh.evidence.answered({ kind: 'answered', heard }, String)).toContain('由未能识别的程序返回 200');
  });
});

describe('the time that something took', () => {
  it.each([
    ['silent', 3000, '接受了连接，但 3.0 s 内没有响应'],
    ['timed-out', 3000, '3.0 s 内没有回应连接请求'],
    ['refused', 1.8, '1.8 ms 后连接被拒绝'],
  ])('%s', (kind, tookMs, text) => {
    expect(failureAfter(kind, tookMs)).toBe(text);
  });
});
