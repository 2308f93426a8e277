import { fstatSync, writeSync } from 'node:fs';
import { EXIT } from './exit-code.ts';

/**
 * One of this process's standard streams. Node's own object for it is made only where it is needed: it costs a tenth of Node's start.
 * A reader that goes away (`| head`) ends Tongtu quietly, as it ends other programs.
 */
export interface Output {
  readonly write: (text: string) => void;
  /** Node's object, whatever this is. */
  readonly stream: () => NodeJS.WriteStream;
  /** Node's object, where this is a terminal. */
  readonly terminal: () => NodeJS.WriteStream | undefined;
  /** Calls back when everything written has left. */
  readonly flush: (then: () => void) => void;
}

/** A write to a full pipe waits, and while it waits no Ctrl-C is heard. As much as this finds room in any pipe that is read (pipe(7)). */
const SMALL_BYTES = 32_768;

export const createOutput = (descriptor: 1 | 2): Output => {
  let stream: NodeJS.WriteStream | undefined;
  const open = (): NodeJS.WriteStream => {
    if (stream !== undefined) return stream;
    stream = descriptor === 1 ? process.stdout : process.stderr;
    return stream.on('error', end);
  };
  return {
    write: (text) => {
      const bytes = Buffer.from(text);
      const isDirect = stream === undefined && bytes.length <= SMALL_BYTES;
      const rest = isDirect ? writeWhatFits(descriptor, bytes) : bytes;
      if (rest.length > 0) open().write(rest);
    },
    stream: open,
    terminal: () => {
      // A terminal is a character device; so is /dev/null.
      if (!fstatSync(descriptor).isCharacterDevice()) return undefined;
      const opened = open();
      return opened.isTTY ? opened : undefined;
    },
    flush: (then) => {
      if (stream === undefined) then();
      else stream.write('', then);
    },
  };
};

/** What is left: nothing, except where another program has made the descriptor one that does not wait (EAGAIN). */
const writeWhatFits = (descriptor: number, bytes: Buffer): Buffer => {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') end(error);
  }
  return bytes.subarray(written);
};

/** A full disk is told in the system's own words: `tongtu: ENOSPC: no space left on device, write`. */
const end = (error: unknown): void => {
  if (codeOf(error) === 'EPIPE') process.exit();
  try {
    writeSync(2, `tongtu: ${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    process.exit(EXIT.unclear);
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
