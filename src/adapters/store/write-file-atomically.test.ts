import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFileAtomically } from './write-file-atomically.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongtu-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

it('writes a new file with the mode asked for, whatever the umask', () => {
  const before = process.umask(0o077);
  try {
    expect(writeFileAtomically(join(folder, 'a'), 'text', { mode: 0o644 })).toEqual({
      ok: true,
      value: undefined,
    });
  } finally {
    process.umask(before);
  }
  expect(read('a')).toBe('text');
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o644);
});

it('replaces a file and leaves nothing beside it', () => {
  writeFileSync(join(folder, 'a'), 'old and longer');
  chmodSync(join(folder, 'a'), 0o644);
  expect(writeFileAtomically(join(folder, 'a'), 'new', { mode: 0o600 }).ok).toBe(true);
  expect(read('a')).toBe('new');
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['a']);
});

it('writes through a symbolic link, which stays one', () => {
  writeFileSync(join(folder, 'real'), 'old');
  symlinkSync('real', join(folder, 'link'));
  expect(writeFileAtomically(join(folder, 'link'), 'new', { mode: 0o600 }).ok).toBe(true);
  expect(read('real')).toBe('new');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
});

it('refuses a folder and a device', () => {
  mkdirSync(join(folder, 'sub'));
  const refused = { ok: false, problem: { kind: 'not-a-file', code: 'EISDIR' } };
  expect(writeFileAtomically(join(folder, 'sub'), 'text', { mode: 0o600 })).toEqual(refused);
  expect(writeFileAtomically('/dev/null', 'text', { mode: 0o600 })).toEqual(refused);
  expect(readdirSync(folder)).toEqual(['sub']);
});

it('says that there is no such folder', () => {
  const problem = { kind: 'no-such-folder', code: 'ENOENT' };
  expect(writeFileAtomically(join(folder, 'no/a'), 'text', { mode: 0o600 })).toEqual({ ok: false, problem });
});

it('says that a right is missing, and leaves what was there', () => {
  const sealed = '/proc/sys/kernel/ostype';
  const { ok } = writeFileAtomically(sealed, 'text', { mode: 0o600 });
  expect(ok).toBe(false);
  expect(readFileSync(sealed, 'utf8')).toBe('Linux\n');
});

it('says that a name is too long', () => {
  const problem = { kind: 'other', code: 'ENAMETOOLONG' };
  for (const length of [250, 300]) {
    const path = join(folder, 'a'.repeat(length));
    expect(writeFileAtomically(path, 'text', { mode: 0o600 })).toEqual({ ok: false, problem });
  }
});

it('leaves alone what another has put beside the file', () => {
  const beside = `.a.${process.pid}.tongtu`;
  writeFileSync(join(folder, beside), 'not ours');
  expect(writeFileAtomically(join(folder, 'a'), 'text', { mode: 0o600 }).ok).toBe(false);
  expect(read(beside)).toBe('not ours');
});
