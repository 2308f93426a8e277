import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { ResponseHead } from '../../domain/peers/response-head.ts';
import { HTTP_START, parseResponseHead } from '../../domain/peers/response-head.ts';
import type { Wire } from './wire.ts';

/** No head came. `bytes`: what came instead, as far as it was read. */
export interface NoHead {
  readonly failure: 'silent' | 'closed' | 'reset' | 'not-http' | 'head-too-large';
  readonly bytes: Buffer;
}

/** A head and what was read after it. */
export interface HeadRead {
  readonly head: ResponseHead;
  readonly rest: Buffer;
}

/** How much of what is no HTTP is waited for, and how long, so that it can be told what it is. */
const ENOUGH_BYTES = 256;
const ENOUGH_MS = 100;

/**
 * Reads the head of the final response; interim ones (100, 103) are passed over. `onFirstByte` is called once.
 * Bytes are gathered in one buffer of `maxBytes`: a peer that sends them one by one costs no more.
 */
export const readHead = async (
  wire: Wire,
  maxBytes: number,
  onFirstByte: () => void = () => undefined,
): Promise<Result<HeadRead, NoHead>> => {
  const buffer = Buffer.allocUnsafe(maxBytes);
  let start = 0;
  let length = 0;
  for (;;) {
    const next = await wire.read();
    if (typeof next === 'string') return fail({ failure: next, bytes: copyOf(buffer, start, length) });
    if (length === 0) onFirstByte();
    const searchFrom = Math.max(start, length - 3);
    const taken = next.copy(buffer, length);
    length += taken;
    for (let from = searchFrom; ; from = start) {
      if (!startsLikeHttp(buffer.subarray(start, length))) {
        return fail({ failure: 'not-http', bytes: await readABit(wire, copyOf(buffer, start, length)) });
      }
      const end = headEnd(buffer.subarray(0, length), from);
      if (end === -1) break;
      const head = parseResponseHead(headText(buffer.subarray(start, end)));
      if (head === undefined) return fail({ failure: 'not-http', bytes: copyOf(buffer, start, length) });
      if (!isInterim(head)) {
        return succeed({ head, rest: Buffer.concat([buffer.subarray(end, length), next.subarray(taken)]) });
      }
      start = end;
    }
    if (length === maxBytes) return fail({ failure: 'head-too-large', bytes: copyOf(buffer, start, length) });
  }
};

const copyOf = (buffer: Buffer, start: number, end: number): Buffer =>
  Buffer.from(buffer.subarray(start, Math.min(end, start + 4096)));

const isInterim = ({ status }: ResponseHead): boolean => status < 200 && status !== 101;

const startsLikeHttp = (bytes: Buffer): boolean =>
  HTTP_START.startsWith(bytes.toString('latin1', 0, HTTP_START.length));

const [CR, LF] = [13, 10];

/** The offset behind the first empty line at or after `from`; -1 where there is none yet. */
const headEnd = (bytes: Buffer, from: number): number => {
  for (let lf = bytes.indexOf(LF, from); lf !== -1; lf = bytes.indexOf(LF, lf + 1)) {
    if (bytes[lf + 1] === LF) return lf + 2;
    if (bytes[lf + 1] === CR && bytes[lf + 2] === LF) return lf + 3;
  }
  return -1;
};

/** Headers are ASCII by their standard, UTF-8 by habit, Latin-1 by age. */
const headText = (bytes: Buffer): string => {
  const utf8 = bytes.toString('utf8');
  return (utf8.includes('\ufffd') ? bytes.toString('latin1') : utf8).trimEnd();
};

/** Waits half as long each time, so that a peer that drips is not waited for long. */
const readABit = async (wire: Wire, got: Buffer, patienceMs = ENOUGH_MS): Promise<Buffer> => {
  const isEnough = got.length >= ENOUGH_BYTES || patienceMs < 1;
  const more = isEnough ? 'silent' : await wire.read(patienceMs);
  return more instanceof Buffer ? readABit(wire, Buffer.concat([got, more]), patienceMs / 2) : got;
};
