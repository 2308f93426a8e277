import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTokens } from './count-tokens.ts';

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: object): string => event({ choices: [{ delta: fields }] });

/** Feeds pieces, each a millisecond after the one before. */
const count = (...pieces: (string | Buffer)[]) => {
  let now = 0;
  const counter = countTokens(() => now);
  const isOver = pieces.map((piece) => {
    now += 1;
    return counter.take(Buffer.from(piece));
  });
  return { isOver: isOver.includes(true), counted: counter.counted() };
};

describe('countTokens', () => {
  it('times the first piece of text, and counts all', () => {
    const role = delta({ role: 'assistant', content: '' });
    expect(count(role, delta({ content: 'a' }), delta({ content: 'b' }), 'data: [DONE]\n\n')).toEqual({
      isOver: true,
      counted: { firstTokenMs: 2, tokens: 2 },
    });
  });

  it.each(['content', 'reasoning_content', 'reasoning'])('takes text in %s', (name) => {
    expect(count(delta({ [name]: 'think' })).counted).toEqual({ firstTokenMs: 1, tokens: 1 });
  });

  it('takes the first event for the first token where all are empty', () => {
    expect(count(': ping\n\n', delta({ role: 'assistant' }), delta({})).counted).toEqual({
      firstTokenMs: 2,
      tokens: 0,
    });
  });

  it.each([
    ['nothing', ''],
    ['comments', ': keep-alive\n\n'],
    ['an error', event({ error: { message: 'no' } })],
    ['usage alone', event({ choices: [], usage: { total_tokens: 1 } })],
    ['what is no JSON', 'data: {"choices"\n\n'],
    ['JSON without lines', '{"choices":[{"message":{"content":"x"}}]}'],
    ['null', 'data: null\n\n'],
  ])('counts nothing in %s', (_, text) => {
    expect(count(text)).toEqual({ isOver: false, counted: undefined });
  });

  it('survives a line without end', () => {
    const long = 'x'.repeat(100_000);
    expect(count(`data: ${long}`, long, `\n${delta({ content: 'a' })}`).counted?.tokens).toBe(1);
  });

  it('does not care how the bytes are cut', () => {
    const text = `${delta({ content: '通' })}\r\n${delta({ content: '途' })}data: [DONE]\r\n\r\n`;
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length })), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const { isOver, counted } = count(...pieces);
        expect([isOver, counted?.tokens]).toEqual([true, 2]);
      }),
    );
  });
});
