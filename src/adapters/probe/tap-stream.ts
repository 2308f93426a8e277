import { Duplex } from 'node:stream';

/** A stream, and what came in first on it. */
export interface Tapped {
  readonly stream: Duplex;
  readonly firstBytes: () => Buffer;
}

const ENOUGH_BYTES = 16;

/**
 * Stands before a stream and remembers its first bytes. Node gives a socket to OpenSSL whole, which then says that what came was no TLS,
 * and not what it was.
 */
export const tapStream = (inner: Duplex): Tapped => {
  let first = Buffer.alloc(0);
  const stream = new Duplex({
    read: () => {
      inner.resume();
    },
    write: (chunk: Buffer, _, done) => {
      inner.write(chunk, done);
    },
    final: (done) => {
      inner.end(done);
    },
    destroy: (error, done) => {
      inner.destroy();
      done(error);
    },
  });
  inner.on('data', (bytes: Buffer) => {
    if (first.length < ENOUGH_BYTES) first = Buffer.concat([first, bytes.subarray(0, ENOUGH_BYTES)]);
    if (!stream.push(bytes)) inner.pause();
  });
  inner.on('end', () => stream.push(null));
  inner.on('error', (error) => stream.destroy(error));
  // After its end a stream closes by itself, and what it sent may still wait to be read.
  inner.on('close', () => {
    if (!inner.readableEnded) stream.destroy();
  });
  return { stream, firstBytes: () => first };
};
