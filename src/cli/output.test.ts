import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

/** A process of its own: the streams are those that a process has. */
describe('the standard streams', () => {
  let code = '';
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('./output.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
    });
    code = outputFiles[0]?.text ?? '';
  });
  const run = (script: string, redirect: string) =>
    spawnSync('sh', ['-c', `"$0" -e "$1" ${redirect}`, process.execPath, `${code}\n${script}`], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
  const write = (size: number): string => `createOutput(1).write('通'.repeat(${size}));`;

  test.each([1, 40_000, 3_000_000])('are written whole before the process ends: %i characters', (size) => {
    const script = `const o = createOutput(1); o.write('a'); o.write('通'.repeat(${size})); o.write('z'); o.flush(() => process.exit(3));`;
    const ended = run(script, '');
    expect(ended.status).toBe(3);
    expect(ended.stdout).toBe(`a${'通'.repeat(size)}z`);
  });

  test.each([1, 3_000_000])('end quietly when the reader has gone away: %i characters', (size) => {
    const ended = run(`setTimeout(() => { ${write(size)} }, 100);`, '| true');
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });

  test('tell a full disk in one line', () => {
    expect(run(write(1), '> /dev/full')).toMatchObject({
      status: 2,
      stderr: 'tongtu: ENOSPC: no space left on device, write\n',
    });
  });

  test('make no object of Node where none is needed', () => {
    const script = `const before = process.moduleLoadList.length; ${write(1)} const after = process.moduleLoadList.length; createOutput(2).write(String(after - before));`;
    expect(run(script, '')).toMatchObject({ status: 0, stdout: '通', stderr: '0' });
  });
});
