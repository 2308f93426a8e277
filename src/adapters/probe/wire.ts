import type { Duplex } from 'node:stream';
import { errorCode } from './connect-failure.ts';

/** How a stream ended: nothing came in time, the peer closed it, or it was reset. */
export type WireEnd = 'silent' | 'closed' | 'reset';

/** A stream that is read on demand, so that a peer that sends without end waits in its own kernel. */
export interface Wire {
  readonly stream: Duplex;
  /** The next bytes, at most one read of the kernel's; or how it ended. With `patienceMs`, `silent` after that time too. */
  readonly read: (patienceMs?: number) => Promise<Buffer | WireEnd>;
  readonly write: (text: string | Buffer) => void;
  /** Puts back what belongs to the next reader. */
  readonly unread: (bytes: Buffer) => void;
}

export const openWire = (stream: Duplex, signal: AbortSignal): Wire => {
  // An error that nobody listens to would end the process; it is found in `stream.errored`.
  stream.on('error', () => undefined);
  return {
    stream,
    read: (patienceMs) => nextBytes(stream, signal, patienceMs),
    write: (text) => {
      stream.write(text);
    },
    unread: (bytes) => {
      if (bytes.length > 0) stream.unshift(bytes);
    },
  };
};

const nextBytes = (
  stream: Duplex,
  signal: AbortSignal,
  patienceMs: number | undefined,
): Promise<Buffer | WireEnd> =>
  new Promise((resolve) => {
    const settle = (result: Buffer | WireEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      stream.off('readable', look).off('end', look).off('close', look);
      resolve(result);
    };
    const look = (): void => {
      const bytes: unknown = stream.read();
      if (bytes instanceof Buffer) settle(bytes);
      else if (stream.errored !== null) settle(endOf(stream.errored));
      else if (stream.readableEnded || stream.destroyed) settle('closed');
    };
    const giveUp = (): void => settle('silent');
    const timer = patienceMs === undefined ? undefined : setTimeout(giveUp, patienceMs);
    signal.addEventListener('abort', giveUp, { once: true });
    stream.on('readable', look).on('end', look).on('close', look);
    if (signal.aborted) giveUp();
    else look();
  });

/** EPIPE: the peer had closed before all of the request was written. */
const endOf = (error: Error): WireEnd => {
  const code = errorCode(error);
  return code === 'ETIMEDOUT' ? 'silent' : code === 'EPIPE' ? 'closed' : 'reset';
};
