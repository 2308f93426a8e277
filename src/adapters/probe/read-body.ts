import type { BodyDecoder } from './body-decoder.ts';
import type { Wire } from './wire.ts';

export interface BodyRead {
  /** At most as much as was allowed. */
  readonly bytes: Buffer;
  /** There was more, or it did not come to its end. */
  readonly isTruncated: boolean;
}

/** Called with each piece of the body as it comes; `true`: nothing more is needed. */
export type OnBody = (data: Buffer) => boolean;

const FIRST_BYTES = 16 * 1024;

/** Reads a body up to `maxBytes`. `rest`: what was read with the head. The connection is the caller's to destroy. */
export const readBody = async (
  wire: Wire,
  decoder: BodyDecoder,
  rest: Buffer,
  maxBytes: number,
  onBody: OnBody = () => false,
): Promise<BodyRead> => {
  let buffer: Buffer = Buffer.allocUnsafe(Math.min(maxBytes, FIRST_BYTES));
  let length = 0;
  const end = (isTruncated: boolean): BodyRead => ({ bytes: buffer.subarray(0, length), isTruncated });

  // Also with nothing in `rest`: an empty body is complete before anything comes.
  let next: Buffer | string = rest;
  while (next instanceof Buffer) {
    const { data, state } = decoder.decode(next);
    for (const piece of data) {
      const kept = piece.subarray(0, maxBytes - length);
      buffer = withRoom(buffer, length + kept.length, maxBytes);
      length += kept.copy(buffer, length);
      if (onBody(kept)) return end(false);
      if (kept.length < piece.length) return end(true);
    }
    if (state === 'done') return end(false);
    if (state === 'broken') return end(true);
    next = await wire.read();
  }
  return end(next !== 'closed' || !decoder.endsAtClose);
};

/** One buffer that doubles: a body in pieces of one byte must not cost an object each. */
const withRoom = (buffer: Buffer, needed: number, maxBytes: number): Buffer => {
  if (needed <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafe(Math.min(maxBytes, Math.max(needed, buffer.length * 2)));
  buffer.copy(larger);
  return larger;
};
