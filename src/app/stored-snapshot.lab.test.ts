import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { storeSnapshot } from './stored-snapshot.ts';

const isRoot = process.geteuid?.() === 0;
const CALLER = { uid: 12_345, gid: 23_456 };
const SUDO = { SUDO_UID: String(CALLER.uid), SUDO_GID: String(CALLER.gid) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongtu-stored-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(!isRoot)('a snapshot that root stores (needs root)', () => {
  it('is the caller’s under sudo, and nobody else’s to read', () => {
    const path = join(folder, 'new.json');
    expect(storeSnapshot(path, sketchSnapshot({}), { euid: 0, env: SUDO }).ok).toBe(true);
    expect(statSync(path)).toMatchObject({ ...CALLER, mode: 0o100600 });
    expect(readdirSync(folder)).toEqual(['new.json']);
  });

  it('is so too where an older one of root’s stood', () => {
    const path = join(folder, 'old.json');
    writeFileSync(path, 'old', { mode: 0o644 });
    expect(storeSnapshot(path, sketchSnapshot({}), { euid: 0, env: SUDO }).ok).toBe(true);
    expect(statSync(path)).toMatchObject({ ...CALLER, mode: 0o100600 });
  });

  it('is root’s where no sudo is', () => {
    const path = join(folder, 'own.json');
    expect(storeSnapshot(path, sketchSnapshot({}), { euid: 0, env: {} }).ok).toBe(true);
    expect(statSync(path)).toMatchObject({ uid: 0, mode: 0o100600 });
  });
});
