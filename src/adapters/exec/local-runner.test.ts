import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command, Outcome } from './command.ts';
import { localRunner } from './local-runner.ts';

const bounds = { timeoutMs: 10_000, maxOutputBytes: 1_000_000 };
/** What a child does, as a Node program: no shell is needed to misbehave. */
const node = (program: string, more: Partial<Command> = {}): Command => ({
  argv: [process.execPath, '-e', program],
  ...bounds,
  ...more,
});
const exited = (outcome: Outcome): Extract<Outcome, { kind: 'exited' }> => {
  if (outcome.kind !== 'exited') throw new Error(`ended as ${outcome.kind}`);
  return outcome;
};

describe('localRunner', () => {
  const runner = localRunner();

  it('gives back the exit code and both outputs', async () => {
    const program = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3';
    expect(await runner.run(node(program))).toEqual({
      kind: 'exited',
      code: 3,
      stdout: 'out',
      stderr: 'err',
    });
  });

  it('passes stdin, and an argument is one argument whatever is in it', async () => {
    const program = 'process.stdin.pipe(process.stdout); process.stderr.write(process.argv[1])';
    const argument = '$(id); `id` "two words" *';
    const outcome = await runner.run({
      argv: [process.execPath, '-e', program, argument],
      stdin: 'hello',
      ...bounds,
    });
    expect(outcome).toEqual({ kind: 'exited', code: 0, stdout: 'hello', stderr: argument });
  });

  it('reads both pipes at once, so that a full one never blocks the other', async () => {
    const program = 'process.stderr.write("e".repeat(300000)); process.stdout.write("o".repeat(300000))';
    const { stdout, stderr } = exited(await runner.run(node(program)));
    expect([stdout.length, stderr.length]).toEqual([300_000, 300_000]);
  });

  it('runs in the C locale with a fixed PATH, and hands on no variable of its own', async () => {
    vi.stubEnv('TONGTU_TEST_CANARY', 'x');
    const { stdout } = exited(
      await localRunner({ path: '/nowhere' }).run(node('console.log(JSON.stringify(process.env))')),
    );
    vi.unstubAllEnvs();
    expect(JSON.parse(stdout)).toEqual({ LC_ALL: 'C', PATH: '/nowhere' });
  });

  it('counts an end by a signal as a shell does', async () => {
    expect(
      exited(await runner.run(node('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9e4)'))).code,
    ).toBe(143);
  });

  it('turns bytes that are no UTF-8 into U+FFFD', async () => {
    expect(exited(await runner.run(node('process.stdout.write(Buffer.from([65, 0xff, 66]))'))).stdout).toBe(
      'A\ufffdB',
    );
  });

  it('survives a program that ends without reading its input', async () => {
    const outcome = await runner.run(node('process.exit(0)', { stdin: 'x'.repeat(1_000_000) }));
    expect(exited(outcome).code).toBe(0);
  });

  it('says output-too-large and stops the program', async () => {
    const endless = 'const more = () => process.stdout.write("x".repeat(65536), more); more()';
    expect(await runner.run(node(endless, { maxOutputBytes: 100_000 }))).toEqual({
      kind: 'output-too-large',
    });
  });

  it('says timed-out and stops the program', async () => {
    expect(await runner.run(node('setTimeout(() => {}, 9e4)', { timeoutMs: 50 }))).toEqual({
      kind: 'timed-out',
    });
  });

  it('does nothing for a caller that has already stopped', async () => {
    expect(await localRunner({ signal: AbortSignal.abort() }).run(node(''))).toEqual({ kind: 'stopped' });
  });

  it('stops a running program when the caller does', async () => {
    const controller = new AbortController();
    const running = localRunner({ signal: controller.signal }).run(node('setTimeout(() => {}, 9e4)'));
    controller.abort();
    expect(await running).toEqual({ kind: 'stopped' });
  });

  it('says missing for a program that is not there', async () => {
    expect(await runner.run({ argv: ['tongtu-no-such-program'], ...bounds })).toEqual({
      kind: 'missing',
      program: 'tongtu-no-such-program',
    });
  });

  it('says not-started for an argument that no program can be given', async () => {
    expect((await runner.run({ argv: ['true', 'a\0b'], ...bounds })).kind).toBe('not-started');
  });

  describe('with files', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'tongtu-exec-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it('says denied for a file that may not be run', async () => {
      writeFileSync(join(folder, 'plain'), 'text', { mode: 0o644 });
      expect(await runner.run({ argv: [join(folder, 'plain')], ...bounds })).toEqual({ kind: 'denied' });
    });

    it('kills the whole process group', async () => {
      const pidFile = join(folder, 'pid');
      const program = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 9e4)']);
        require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid)); setTimeout(() => {}, 9e4)`;
      const controller = new AbortController();
      const running = localRunner({ signal: controller.signal }).run(node(program));
      await expect
        .poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 9_000 })
        .toBe(true);
      controller.abort();
      await running;
      const grandchild = Number(readFileSync(pidFile, 'utf8'));
      await expect.poll(() => isRunning(grandchild)).toBe(false);
    });
  });
});

/** Alive and no zombie that its new parent has yet to reap. */
const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !/^\d+ \(.*\) Z/s.test(readStat(pid));
};

const readStat = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '0 () Z';
  }
};
