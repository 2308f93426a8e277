import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';

/** Why a name starts nothing: as execvp(3) would fail, with the code that env(1) gives for it (127, or 126). */
export type NoExecutable = 'not-found' | 'not-executable' | 'directory';

/**
 * The file that execvp(3) would start: a name with a slash as it is, else the first in PATH that may be executed; an empty part of
 * PATH is the current folder. `path` undefined is a PATH that is not set, where each shell has its own.
 */
export const findExecutable = (name: string, path: string): Result<string, NoExecutable> => {
  if (name === '') return fail('not-found');
  if (name.includes('/')) return judge(name);
  let problem: NoExecutable = 'not-found';
  for (const folder of path.split(':')) {
    const found = judge(`${folder === '' ? '.' : folder}/${name}`);
    if (found.ok) return found;
    if (found.problem === 'not-executable') problem = found.problem;
  }
  return fail(problem);
};

const judge = (file: string): Result<string, NoExecutable> => {
  try {
    if (statSync(file).isDirectory()) return fail('directory');
  } catch (error) {
    return fail(codeOf(error) === 'EACCES' ? 'not-executable' : 'not-found');
  }
  try {
    accessSync(file, constants.X_OK);
    return succeed(file);
  } catch {
    return fail('not-executable');
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** The kernel reads no more of a script's first line (BINPRM_BUF_SIZE). */
const LINE_BYTES = 256;

/** `#!/usr/bin/env python3` of a script; undefined for any other file, and for one that cannot be read. */
export const firstLineOf = (file: string): string | undefined => {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const bytes = Buffer.alloc(LINE_BYTES);
      const text = bytes.toString('latin1', 0, readSync(descriptor, bytes));
      return text.startsWith('#!') ? text.split('\n', 1)[0] : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
};
