import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFiles } from './files.ts';

/** A file in a process's own root is whatever was put there. */
describe('a file that others made', () => {
  let tree = '';
  const etc = '/proc/7/root/etc';
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'tongtu-files-'));
    mkdirSync(join(tree, etc), { recursive: true });
    writeFileSync(join(tree, etc, 'hosts'), '127.0.0.1 localhost\n');
    execFileSync('mkfifo', [join(tree, etc, 'fifo')]);
    symlinkSync('/dev/zero', join(tree, etc, 'device'));
    writeFileSync(join(tree, etc, 'huge'), '');
    truncateSync(join(tree, etc, 'huge'), 5_000_000_000);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test('is read where it is a plain one', () => {
    const read = createFiles(tree).readText(`${etc}/hosts`);
    expect(read).toEqual({ ok: true, value: '127.0.0.1 localhost\n' });
  });

  test.each(['fifo', 'device', 'huge'])('is neither waited for nor read without end: %s', (name) => {
    expect(createFiles(tree).readText(`${etc}/${name}`)).toEqual({ ok: false, problem: 'unread' });
  });
});
