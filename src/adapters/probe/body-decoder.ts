import type { ResponseHead } from '../../domain/peers/response-head.ts';

/** What one piece of the wire holds of the body. `broken`: the framing is wrong, nothing after it can be read. */
export interface Decoded {
  readonly data: readonly Buffer[];
  readonly state: 'more' | 'done' | 'broken';
}

/** Takes a response's body out of its framing, piece by piece. */
export interface BodyDecoder {
  readonly decode: (bytes: Buffer) => Decoded;
  /** Whether a close is its proper end. */
  readonly endsAtClose: boolean;
}

/** How long a body is: RFC 9112, 6.3. Framing that contradicts itself is read until the close, as the bytes come. */
export const bodyDecoder = ({ status, headers }: ResponseHead): BodyDecoder => {
  const values = (name: string): readonly string[] =>
    headers.flatMap(([header, value]) =>
      header === name ? value.split(',').map((part) => part.trim()) : [],
    );
  if (status === 204 || status === 304) return ofLength(0);
  const coding = values('transfer-encoding').at(-1)?.toLowerCase();
  if (coding !== undefined) return coding === 'chunked' ? chunked() : untilClose;
  const [length, ...others] = new Set(values('content-length'));
  const isLength = length !== undefined && others.length === 0 && /^\d{1,15}$/.test(length);
  return isLength ? ofLength(Number(length)) : untilClose;
};

const untilClose: BodyDecoder = {
  decode: (bytes) => ({ data: [bytes], state: 'more' }),
  endsAtClose: true,
};

const ofLength = (length: number): BodyDecoder => {
  let left = length;
  return {
    decode: (bytes) => {
      const data = bytes.subarray(0, left);
      left -= data.length;
      return { data: data.length === 0 ? [] : [data], state: left === 0 ? 'done' : 'more' };
    },
    endsAtClose: false,
  };
};

/** A chunk's size line with its extensions, and each trailer. */
const MAX_LINE = 8 * 1024;
const LF = 10;

/** RFC 9112, 7.1: `10\r\ngarbage garbage\n\r\n0\r\n\r\n`. */
const chunked = (): BodyDecoder => {
  let left = 0;
  let line = '';
  let expects: 'size' | 'data' | 'data-end' | 'trailer' = 'size';

  /** What a whole line means where it stands; `false`: it has no meaning there. */
  const takeLine = (text: string): boolean | 'done' => {
    if (expects === 'trailer') return text === '' ? 'done' : true;
    if (expects === 'data-end') {
      expects = 'size';
      return text === '';
    }
    const size = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(text)?.[1];
    if (size === undefined) return false;
    left = Number.parseInt(size, 16);
    expects = left === 0 ? 'trailer' : 'data';
    return true;
  };

  const decode = (bytes: Buffer): Decoded => {
    const data: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (expects === 'data') {
        const piece = bytes.subarray(at, at + left);
        data.push(piece);
        at += piece.length;
        left -= piece.length;
        if (left === 0) expects = 'data-end';
        continue;
      }
      const end = bytes.indexOf(LF, at);
      line += bytes.toString('latin1', at, end === -1 ? bytes.length : end);
      if (line.length > MAX_LINE) return { data, state: 'broken' };
      if (end === -1) break;
      at = end + 1;
      const taken = takeLine(line.replace(/\r$/, ''));
      line = '';
      if (taken === 'done') return { data, state: 'done' };
      if (!taken) return { data, state: 'broken' };
    }
    return { data, state: 'more' };
  };
  return { decode, endsAtClose: false };
};
