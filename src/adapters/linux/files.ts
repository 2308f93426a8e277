import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { openInside } from './open-inside.ts';

/** Why a file could not be read: gone or never there, no right to, or anything else. */
export type ReadProblem = 'missing' | 'denied' | 'unread';

export interface FileStatus {
  readonly inode: number;
  readonly device: number;
  readonly uid: number;
  readonly isFile: boolean;
  readonly isExecutable: boolean;
  readonly changedMs: number;
}

/**
 * Files of this machine or of a stored tree. All reads wait: those of /proc are copies in memory, and a promise each would cost
 * more than the read. Bytes that are no UTF-8 become U+FFFD.
 */
export interface Files {
  readText(path: string): Result<string, ReadProblem>;
  /**
   * The start of a file, read by read: `nextBytes` says of the text so far how many bytes to ask for next, 0 to stop. The kernel makes
   * up a file of /proc as it is read, so what is not asked for is not made.
   */
  readStart(path: string, nextBytes: (text: string) => number): Result<string, ReadProblem>;
  list(path: string): Result<readonly string[], ReadProblem>;
  readLink(path: string): Result<string, ReadProblem>;
  status(path: string): FileStatus | undefined;
}

const LARGEST_CHUNK_BYTES = 65_536;

export const createFiles = (root = ''): Files => ({
  readText: (path) => attempt(() => readWhole(root, path)),
  readStart: (path, nextBytes) => attempt(() => readChunks(root + path, nextBytes)),
  list: (path) => attempt(() => readdirSync(root + path)),
  readLink: (path) => attempt(() => readlinkSync(root + path)),
  status: (path) => {
    try {
      const status = statSync(root + path, { throwIfNoEntry: false });
      if (status === undefined) return undefined;
      const { ino, dev, uid, ctimeMs } = status;
      const isFile = status.isFile();
      return {
        inode: ino,
        device: dev,
        uid,
        isFile,
        isExecutable: isFile && (status.mode & 0o111) !== 0,
        changedMs: ctimeMs,
      };
    } catch {
      return undefined;
    }
  },
});

/** A process's own root, as far as it is part of a path. What stands in it is whatever was put there. */
const ROOT_OF_PROCESS = /^\/proc\/[^/]+\/root(?=\/)/;

const readWhole = (root: string, path: string): string => {
  const [inside] = ROOT_OF_PROCESS.exec(path) ?? [];
  if (inside !== undefined)
    return readPlain(openInside(root + inside, path.slice(inside.length)), LARGEST_INSIDE_BYTES);
  // The kernel makes these files up as they are read: none has a size.
  if (path.startsWith('/proc/') || path.startsWith('/sys/')) return readFileSync(root + path, 'utf8');
  return readPlain(openSync(root + path, constants.O_RDONLY | constants.O_NONBLOCK), LARGEST_FILE_BYTES);
};

const LARGEST_FILE_BYTES = 16 * 1024 * 1024;
const LARGEST_INSIDE_BYTES = 1024 * 1024;

/** A FIFO would be waited for without end, and a device or a huge file fill the memory: neither is read. Closes the file. */
const readPlain = (file: number, mostBytes: number): string => {
  try {
    const status = fstatSync(file);
    if (!status.isFile() || status.size > mostBytes) throw new Error('no plain file');
    const pieces: Buffer[] = [];
    let size = 0;
    for (;;) {
      // A file system of a user's own may give more than the size that it names.
      const piece = Buffer.allocUnsafe(Math.min(LARGEST_CHUNK_BYTES, status.size + 1_024));
      const bytes = readSync(file, piece, 0, piece.length, null);
      if (bytes === 0) return Buffer.concat(pieces).toString('utf8');
      size += bytes;
      if (size > mostBytes) throw new Error('more than its size');
      pieces.push(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
};

const readChunks = (path: string, nextBytes: (text: string) => number): string => {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(LARGEST_CHUNK_BYTES);
    let text = '';
    for (let wanted = nextBytes(text); wanted > 0; wanted = nextBytes(text)) {
      const bytes = readSync(file, chunk, 0, Math.min(wanted, LARGEST_CHUNK_BYTES), null);
      if (bytes === 0) break;
      text += chunk.toString('latin1', 0, bytes);
    }
    return text;
  } finally {
    closeSync(file);
  }
};

const attempt = <Value>(read: () => Value): Result<Value, ReadProblem> => {
  try {
    return succeed(read());
  } catch (error) {
    return fail(problemOf(error));
  }
};

/** ESRCH is a process that ended while its file was open; ENOTDIR a path through one that is none. */
const problemOf = (error: unknown): ReadProblem => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ESRCH' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unread';
};
