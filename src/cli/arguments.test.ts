import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments, splitCommand } from './arguments.ts';

const problemOf = (...args: readonly string[]) => {
  const read = readArguments(args);
  return read.ok ? undefined : read.problem;
};

describe('arguments', () => {
  it('may stand in any order, with values joined or apart', () => {
    expect(readArguments(['--json', 'doctor', '--as=curl', 'http://x', '-o', 'f'])).toEqual({
      ok: true,
      value: {
        positionals: ['doctor', 'http://x'],
        text: { as: 'curl', output: 'f' },
        flags: new Set(['json']),
      },
    });
  });

  it('name the option that is not known', () => {
    expect(problemOf('doctor', '--jsn')).toEqual({ kind: 'unknown-option', option: '--jsn' });
  });

  it('never take the next option for a value', () => {
    expect(problemOf('--lang', '--json')).toEqual({ kind: 'value-wanted', option: '--lang' });
    expect(problemOf('-o')).toEqual({ kind: 'value-wanted', option: '-o' });
  });

  it('refuse a value where none belongs', () => {
    expect(problemOf('--json=yes')).toEqual({ kind: 'no-value-wanted', option: '--json' });
  });

  it('take what follows -- as it is', () => {
    expect(readArguments(['doctor', '--', '--json'])).toMatchObject({
      value: { positionals: ['doctor', '--json'] },
    });
  });

  it('end in arguments or a complaint, whatever is typed', () => {
    fc.assert(fc.property(fc.array(fc.string()), (args) => typeof readArguments(args).ok === 'boolean'));
  });
});

describe('a command behind run', () => {
  it.each([
    [['run', '--', 'curl', '--json'], ['run'], ['curl', '--json'], 2],
    [['run', 'curl', '--', '-s'], ['run'], ['curl', '--', '-s'], 1],
    [['run', '--proxy', 'u', 'env', 'A=b'], ['run', '--proxy', 'u'], ['env', 'A=b'], 3],
    [['--lang', 'zh', 'run', '--show', '--', '--odd'], ['--lang', 'zh', 'run', '--show'], ['--odd'], 5],
  ] as const)('%j', (args, own, argv, startsAt) => {
    expect(splitCommand(args)).toEqual({ own, command: { argv, startsAt } });
  });

  it.each([[['run']], [['run', '--']], [['run', '--show']], [['doctor', 'run', 'x']], [[]]])(
    'is not in %j',
    (args) => {
      expect(splitCommand(args).command).toBeUndefined();
    },
  );

  it('stands behind explain only after --: a word alone is a file', () => {
    expect(splitCommand(['explain', 'error.txt']).command).toBeUndefined();
    expect(splitCommand(['explain', '--json', '--', 'curl', '--json'])).toEqual({
      own: ['explain', '--json'],
      command: { argv: ['curl', '--json'], startsAt: 3 },
    });
  });
});
