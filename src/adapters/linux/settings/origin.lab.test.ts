import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { Origin } from '../../../domain/settings/origin.ts';
import { originOf } from '../../../domain/settings/origin-of.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { collect } from '../collect.ts';

const home = mkdtempSync(join(tmpdir(), 'tongtu-origin-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Tells its number, and stays until its input ends. */
const PROGRAM = `python3 -c 'import os, sys; print(os.getpid(), flush=True); sys.stdin.read()'; true`;

const factOf = <Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind, key: string) => {
  const state = facts.find((fact) => fact.kind === kind && fact.key === key)?.state;
  if (state?.kind !== 'known') throw new Error(`no ${kind}`);
  return state.value as Extract<Extract<Fact, { kind: Kind }>['state'], { kind: 'known' }>['value'];
};

/** Where http_proxy of a Python program comes from that a real shell started with this command. */
const originIn = async (
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Origin> => {
  const [program, ...rest] = argv;
  const child = spawn(program, rest, {
    env: { HOME: home, PATH: '/usr/bin:/bin', TERM: 'dumb', ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    const [text] = await once(child.stdout, 'data');
    const collected = await collect({
      from: { kind: 'pid', pid: Number(String(text).trim()) },
      names: [],
      clients: [],
      secrets: createSecrets(),
      now: () => new Date(),
      env: {},
    });
    if (!collected.ok) throw new Error(collected.problem.kind);
    const { facts } = collected.value;
    const { chain, settings } = factOf(facts, 'lineage', 'consumer');
    return originOf(factOf(facts, 'settings', settings), chain, 'http_proxy');
  } finally {
    child.stdin.end();
    await once(child, 'exit');
  }
};

const BASHRC = join(home, '.bashrc');

describe('where a variable of a running process comes from (needs root)', () => {
  it('is the line of the profile that the shell above read', async () => {
    writeFileSync(
      BASHRC,
      '# one\ncase $- in *i*) ;; *) return;; esac\nexport http_proxy=http://me:hunter2@127.0.0.9:1\n',
    );
    const origin = await originIn(['bash', '-ic', PROGRAM]);
    expect(origin).toMatchObject({
      kind: 'file',
      place: { file: BASHRC, line: 3, reader: 'profile', isConditional: false },
      by: { name: 'bash' },
      via: [{ name: 'python3' }],
    });
    expect(JSON.stringify(origin)).not.toContain('hunter2');
  });

  it('is a file that the profile sources', async () => {
    writeFileSync(BASHRC, '[ -r ~/.proxy ] && . ~/.proxy\n');
    writeFileSync(join(home, '.proxy'), 'PROXY=127.0.0.9:1\nexport http_proxy="http://$PROXY"\n');
    const origin = await originIn(['bash', '-ic', PROGRAM]);
    expect(origin).toMatchObject({ kind: 'file', place: { file: join(home, '.proxy'), line: 2 } });
  });

  it('is the command that set it, and what the profile says instead', async () => {
    writeFileSync(BASHRC, 'export http_proxy=http://127.0.0.9:1\n');
    const origin = await originIn(['bash', '-ic', `export http_proxy=http://127.0.0.9:2; ${PROGRAM}`]);
    expect(origin).toMatchObject({
      kind: 'process',
      how: 'command',
      said: { place: { file: BASHRC, line: 1 }, value: 'http://127.0.0.9:1', isNewer: false },
    });
  });

  it('is who started the shell, where the shell had it already', async () => {
    writeFileSync(BASHRC, '');
    const origin = await originIn(['bash', '-c', PROGRAM], { http_proxy: 'http://127.0.0.9:3' });
    expect(origin).toMatchObject({ via: [{ name: 'python3' }, { name: 'bash' }] });
    expect(origin.kind).not.toBe('file');
  });
});
