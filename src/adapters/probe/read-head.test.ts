import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHead } from './read-head.ts';
import { openWire } from './wire.ts';

/** Reads the head of what comes in these pieces, one read each, and then ends. */
const readOf = async (pieces: readonly Buffer[], maxBytes = 1024) => {
  const stream = new PassThrough();
  const reading = readHead(openWire(stream, new AbortController().signal), maxBytes);
  for (const piece of pieces) {
    stream.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  stream.end();
  return reading;
};

describe('readHead', () => {
  const head = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: 通途\r\n\r\n';

  it('reads the same however it is cut, and gives back what follows', async () => {
    const bytes = Buffer.from(`${head}rest`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const read = await readOf(at.slice(1).map((end, index) => bytes.subarray(at[index], end)));
        expect(read.ok && read.value.head).toMatchObject({ status: 200, headers: [['server', '通途']] });
        // The rest of a later read is still on the wire.
        expect('rest'.startsWith(read.ok ? read.value.rest.toString() : '-')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('takes a head of exactly the limit, and none longer', async () => {
    const [bytes] = [Buffer.from(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(50)}\r\n\r\n`)];
    expect((await readOf([bytes], bytes.length)).ok).toBe(true);
    expect(await readOf([bytes], bytes.length - 1)).toMatchObject({ problem: { failure: 'head-too-large' } });
  });

  it('counts interim heads too', async () => {
    const endless = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100));
    expect(await readOf([endless], 1024)).toMatchObject({ problem: { failure: 'head-too-large' } });
  });

  it('reads Latin-1 where it is no UTF-8', async () => {
    const read = await readOf([Buffer.from('HTTP/1.1 200 OK\r\nX: caf\xe9\r\n\r\n', 'latin1')]);
    expect(read.ok && read.value.head.headers).toEqual([['x', 'café']]);
  });
});
