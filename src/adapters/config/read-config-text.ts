import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ConfigProblem } from '../../domain/config/config-problem.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';

type Why = Extract<ConfigProblem, { kind: 'config-unreadable' | 'config-not-yours' }>['why'];

const LARGEST_BYTES = 1024 * 1024;
const WRITABLE_BY_ALL = 0o002;

/**
 * The text of a file of at most 1 MiB, without a byte order mark. A FIFO or a device is not waited for. With `owners` the file must be
 * one of theirs or root's, and nobody else's to write.
 */
export const readConfigText = (path: string, owners?: readonly number[]): Result<string, Why> => {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK a FIFO is waited for before anyone can see that it is one (open(2)).
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(file);
    if (!status.isFile()) return fail('not-a-file');
    if (owners !== undefined && ![0, ...owners].includes(status.uid)) return fail('foreign-owner');
    if (owners !== undefined && (status.mode & WRITABLE_BY_ALL) !== 0) return fail('writable-by-all');
    if (status.size > LARGEST_BYTES) return fail('too-large');
    const bytes = readUpTo(file, LARGEST_BYTES + 1);
    if (bytes.length > LARGEST_BYTES) return fail('too-large');
    return isUtf8(bytes) ? succeed(bytes.toString('utf8').replace(/^\ufeff/, '')) : fail('not-utf-8');
  } catch (error) {
    return fail(whyOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
};

/** A file of /proc names no size, and one on a file system of a user's own may give more than it names. */
const readUpTo = (file: number, mostBytes: number): Buffer => {
  const buffer = Buffer.allocUnsafe(mostBytes);
  let size = 0;
  while (size < mostBytes) {
    const read = readSync(file, buffer, size, mostBytes - size, null);
    if (read === 0) break;
    size += read;
  }
  return buffer.subarray(0, size);
};

const WHYS: Readonly<Record<string, Why>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENAMETOOLONG: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
};

const whyOf = (error: unknown): Why => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '' || code.startsWith('ERR_')) throw error;
  return WHYS[code] ?? 'not-a-file';
};
