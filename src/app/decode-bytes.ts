/** What a text was read as. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Decoder {
  /** The text of the bytes so far that end with a whole line, or with more than a line can hold. */
  readonly decode: (bytes: Uint8Array) => string;
  readonly end: () => string;
  readonly encoding: () => Encoding;
  /** How many characters could not be read; they stand as U+FFFD. */
  readonly undecoded: () => number;
}

/** A line of more bytes than this is cut. */
const LONGEST_KEPT = 1_048_576;
const LINE_FEED = 0x0a;

/**
 * Text as programs and shells write it: UTF-8; UTF-16 with a mark or with every second byte zero (Windows PowerShell's `>` and pipes); lines that are no
 * UTF-8 and make Chinese as GB18030 (a console in a GBK locale). What is none of these keeps its ASCII.
 */
export const createDecoder = (): Decoder => {
  let encoding: Encoding | undefined;
  let kept: Uint8Array = new Uint8Array();
  let undecoded = 0;
  let wide: InstanceType<typeof TextDecoder> | undefined;

  const decodeLines = (bytes: Uint8Array): string => {
    const text = new TextDecoder('utf-8').decode(bytes);
    const lost = text.split('\ufffd').length - 1;
    if (lost === 0) return text;
    const chinese = asChinese(bytes);
    if (chinese !== undefined) {
      encoding = 'gb18030';
      return chinese;
    }
    undecoded += lost;
    return text;
  };

  const countLost = (text: string): string => {
    undecoded += text.split('\ufffd').length - 1;
    return text;
  };

  return {
    decode: (bytes) => {
      if (encoding === undefined) {
        encoding = wideEncoding(bytes) ?? 'utf-8';
        if (encoding.startsWith('utf-16')) wide = new TextDecoder(encoding);
      }
      if (wide !== undefined) return countLost(wide.decode(bytes, { stream: true }));
      const end = bytes.lastIndexOf(LINE_FEED) + 1;
      if (end === 0 && kept.length + bytes.length <= LONGEST_KEPT) {
        kept = joined(kept, bytes);
        return '';
      }
      const whole = joined(kept, end === 0 ? bytes : bytes.subarray(0, end));
      kept = end === 0 ? new Uint8Array() : bytes.slice(end);
      return decodeLines(whole);
    },
    end: () => {
      const rest = wide === undefined ? decodeLines(kept) : countLost(wide.decode());
      kept = new Uint8Array();
      return rest;
    },
    encoding: () => encoding ?? 'utf-8',
    undecoded: () => undecoded,
  };
};

const joined = (one: Uint8Array, other: Uint8Array): Uint8Array =>
  one.length === 0 ? other : Buffer.concat([one, other]);

/** By its mark, or by the zeros that plain text has in every second byte. */
const wideEncoding = (bytes: Uint8Array): Encoding | undefined => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = start.length * 0.3;
  if (odd > most && even < odd / 4) return 'utf-16le';
  if (even > most && odd < even / 4) return 'utf-16be';
  return undefined;
};

/** Two Chinese characters in a row: what Latin-1 makes in GBK stands alone between ASCII. */
const asChinese = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return /\p{Script=Han}{2}/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
};
