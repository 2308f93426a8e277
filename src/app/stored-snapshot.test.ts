import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { callerOfSudo, readSnapshot, storeSnapshot } from './stored-snapshot.ts';

describe('the user who called sudo', () => {
  const SUDO = { SUDO_UID: '1000', SUDO_GID: '100' };

  it('is in the environment of root', () => {
    expect(callerOfSudo({ euid: 0, env: SUDO })).toEqual({ uid: 1000, gid: 100 });
  });

  it('is nobody to a process that is not root, or that no sudo started', () => {
    expect(callerOfSudo({ euid: 1000, env: SUDO })).toBeUndefined();
    expect(callerOfSudo({ euid: undefined, env: SUDO })).toBeUndefined();
    expect(callerOfSudo({ euid: 0, env: {} })).toBeUndefined();
  });

  it.each(['', '-1', '1e3', '0x10', ' 5', '4294967295', '99999999999', 'root'])('is not %j', (text) => {
    expect(callerOfSudo({ euid: 0, env: { ...SUDO, SUDO_UID: text } })).toBeUndefined();
    expect(callerOfSudo({ euid: 0, env: { ...SUDO, SUDO_GID: text } })).toBeUndefined();
  });
});

describe('a stored snapshot', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongtu-stored-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is its writer’s alone, and reads as it was', async () => {
    const path = join(folder, 'machine.json');
    const snapshot = sketchSnapshot({});
    expect(storeSnapshot(path, snapshot, { euid: 1000, env: {} })).toEqual({ ok: true, value: undefined });
    expect(statSync(path)).toMatchObject({ uid: process.geteuid?.(), mode: 0o100600 });
    expect(await readSnapshot(path)).toEqual({ ok: true, value: snapshot });
  });
});
