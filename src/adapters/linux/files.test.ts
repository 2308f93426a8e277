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
    writeFileSync(join(tree, etc, 'large'), 'a'.repeat(1024 * 1024 + 1));
    mkdirSync(join(tree, etc, 'folder'));
    symlinkSync('loop', join(tree, etc, 'loop'));
    // Outside of the process's root: what no link in it may lead to.
    mkdirSync(join(tree, 'etc'));
    writeFileSync(join(tree, 'etc/shadow'), 'CANARY');
    symlinkSync('../../../../etc/shadow', join(tree, etc, 'up'));
    symlinkSync(join(tree, 'etc/shadow'), join(tree, etc, 'absolute'));
    symlinkSync(join(tree, 'etc'), join(tree, etc, 'through'));
    mkdirSync(join(tree, '/proc/7/root/run'));
    symlinkSync('/run/./resolved', join(tree, etc, 'resolv.conf'));
    symlinkSync('../../../etc/hosts', join(tree, '/proc/7/root/run/resolved'));
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test('is read where it is a plain one', () => {
    const read = createFiles(tree).readText(`${etc}/hosts`);
    expect(read).toEqual({ ok: true, value: '127.0.0.1 localhost\n' });
  });

  test('is read through links, each from the root that the process has', () => {
    const read = createFiles(tree).readText(`${etc}/resolv.conf`);
    expect(read).toEqual({ ok: true, value: '127.0.0.1 localhost\n' });
  });

  test.each(['up', 'absolute', 'through/shadow', 'device', 'hosts/x'])(
    'is not there where a link leads out of that root: %s',
    (name) => {
      const read = createFiles(tree).readText(`${etc}/${name}`);
      expect(read.ok).toBe(false);
    },
  );

  test.each(['fifo', 'huge', 'large', 'folder', 'loop'])(
    'is neither waited for nor read without end: %s',
    (name) => {
      expect(createFiles(tree).readText(`${etc}/${name}`)).toEqual({ ok: false, problem: 'unread' });
    },
  );
});
