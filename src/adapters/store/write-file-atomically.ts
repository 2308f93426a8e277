import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, type Result, succeed } from '../../domain/facts/result.ts';

/** Why a file could not be written; what stood there before stands there still. */
export interface WriteProblem {
  readonly kind: 'no-such-folder' | 'denied' | 'not-a-file' | 'no-space' | 'other';
  /** The errno's name: `EACCES`. */
  readonly code: string;
}

/** Whose the file shall be, by number (chown(2)). */
export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

export interface WriteOptions {
  readonly mode: number;
  /** Only root can give a file away. */
  readonly owner?: FileOwner;
}

const KINDS: Readonly<Record<string, WriteProblem['kind']>> = {
  ENOENT: 'no-such-folder',
  ENOTDIR: 'no-such-folder',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  EISDIR: 'not-a-file',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
};

const problemOf = (error: unknown): WriteProblem => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '') throw error;
  return { kind: KINDS[code] ?? 'other', code };
};

/** The file behind a symbolic link, so that the link stays one; the path itself where nothing is there yet. */
const fileBehind = (path: string): string => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return path;
  return found.isSymbolicLink() ? realpathSync(path) : path;
};

/**
 * Writes `text` to `path` so that a reader, or a crash, sees the old content or the new and nothing between: a file
 * beside it is written, synced and renamed over it (rename(2)). `mode` is the new file's, whatever the umask, and `owner`
 * its owner from before it has its name. What is neither a plain file nor absent is refused; on failure nothing is left.
 */
export function writeFileAtomically(
  path: string,
  text: string,
  { mode, owner }: WriteOptions,
): Result<void, WriteProblem> {
  let aside: string | undefined;
  try {
    const target = fileBehind(path);
    if (lstatSync(target, { throwIfNoEntry: false })?.isFile() === false) {
      return fail({ kind: 'not-a-file', code: 'EISDIR' });
    }
    const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tongtu`);
    const file = openSync(beside, 'wx', mode);
    aside = beside;
    try {
      // The owner first: chown(2) takes away bits of the mode.
      if (owner !== undefined) fchownSync(file, owner.uid, owner.gid);
      fchmodSync(file, mode);
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, target);
    return succeed(undefined);
  } catch (error) {
    if (aside !== undefined) rmSync(aside, { force: true });
    return fail(problemOf(error));
  }
}
