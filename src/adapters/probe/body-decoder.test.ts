import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyDecoder } from './body-decoder.ts';

const decoderOf = (...headers: (readonly [string, string])[]) =>
  bodyDecoder({ status: 200, httpVersion: '1.1', headers });

const CHUNKED = ['transfer-encoding', 'chunked'] as const;

/** Decodes pieces until one says that it is over. */
const decodeAll = (pieces: readonly Buffer[], ...headers: (readonly [string, string])[]) => {
  const decoder = decoderOf(...headers);
  const data: Buffer[] = [];
  for (const piece of pieces) {
    const decoded = decoder.decode(piece);
    data.push(...decoded.data);
    if (decoded.state !== 'more') return [Buffer.concat(data).toString(), decoded.state];
  }
  return [Buffer.concat(data).toString(), decoder.endsAtClose ? 'at close' : 'more'];
};

const cutAt = (bytes: Buffer, cuts: readonly number[]): readonly Buffer[] => {
  const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
};

describe('bodyDecoder', () => {
  it.each([
    ['5\r\nhello\r\n0\r\n\r\n', 'hello', 'done'],
    ['5 ; a="b"\r\nhello\r\n0\r\nX: y\r\n\r\n', 'hello', 'done'],
    ['A\n0123456789\n0\n\n', '0123456789', 'done'],
    ['0\r\n\r\n', '', 'done'],
    ['5\r\nhel', 'hel', 'more'],
    ['\r\n', '', 'broken'],
    ['-1\r\n', '', 'broken'],
    ['5\r\nhelloX\r\n', 'hello', 'broken'],
    ['ffffffffffffffff\r\n', '', 'broken'],
    [`1;${'x'.repeat(9000)}`, '', 'broken'],
  ])('reads chunks: %.30j', (text, body, state) => {
    expect(decodeAll([Buffer.from(text)], CHUNKED)).toEqual([body, state]);
  });

  it('reads chunks however they are cut', () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }));
    fc.assert(
      fc.property(chunks, fc.array(fc.nat(400)), (bodies, cuts) => {
        const framed = bodies.flatMap((body) => [`${body.length.toString(16)}\r\n`, body, '\r\n']);
        const bytes = Buffer.concat([...framed, '0\r\n\r\n'].map((part) => Buffer.from(part)));
        const within = cuts.map((cut) => Math.min(cut, bytes.length));
        expect(decodeAll(cutAt(bytes, within), CHUNKED)).toEqual([Buffer.concat(bodies).toString(), 'done']);
      }),
    );
  });

  it('reads a length however it is cut, and nothing beyond it', () => {
    const bytes = Buffer.from('0123456789beyond');
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        expect(decodeAll(cutAt(bytes, cuts), ['content-length', '10'])).toEqual(['0123456789', 'done']);
      }),
    );
  });

  it('prefers chunks to a length, and takes equal lengths for one', () => {
    expect(decodeAll([Buffer.from('0\r\n\r\n')], ['content-length', '99'], CHUNKED)).toEqual(['', 'done']);
    expect(decodeAll([Buffer.from('ab')], ['content-length', '2, 2'], ['content-length', '2'])).toEqual([
      'ab',
      'done',
    ]);
  });

  it.each([
    ['no framing'],
    ['a length that is none', 'content-length', '0x10'],
    ['an empty length', 'content-length', ''],
    ['a huge length', 'content-length', '9'.repeat(30)],
    ['a coding that it does not know', 'transfer-encoding', 'chunked, gzip'],
  ])('reads until the close with %s', (_, name = 'x', value = 'y') => {
    expect(decodeAll([Buffer.from('a'), Buffer.from('b')], [name, value])).toEqual(['ab', 'at close']);
  });

  it.each([204, 304])('knows that a %d has no body', (status) => {
    const decoder = bodyDecoder({ status, httpVersion: '1.1', headers: [['content-length', '5']] });
    expect(decoder.decode(Buffer.alloc(0)).state).toBe('done');
  });
});
