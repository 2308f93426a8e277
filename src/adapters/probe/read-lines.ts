import type { Readable } from 'node:stream';

/** The longest answer: 64 headers and 256 model names, each as JSON writes what must be escaped. */
const MAX_LINE = 8 * 1024 * 1024;

/** Calls `onLine` with each line of a stream; ends the stream at one that is too long. */
export const readLines = (stream: Readable, onLine: (line: string) => void): void => {
  let parts: string[] = [];
  let length = 0;
  stream.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split('\n');
    parts.push(first);
    length += first.length;
    if (length > MAX_LINE) stream.destroy();
    for (const start of others) {
      onLine(parts.join(''));
      parts = [start];
      length = start.length;
    }
  });
};
