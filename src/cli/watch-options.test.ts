import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';
import { readPace, watchComplaint } from './watch-options.ts';

const URL_TEXT = 'http://127.0.0.1:8000/v1';

const typed = (...args: readonly string[]) => {
  const read = readArguments(args);
  if (!read.ok) throw new Error(read.problem.kind);
  return read.value;
};

const problem = (...args: readonly string[]): string | undefined => {
  const complaint = watchComplaint(typed(...args));
  return complaint?.kind === 'watch' ? complaint.problem.kind : complaint?.kind;
};

describe('the pace of a watch', () => {
  it('is a round each five seconds, without end', () => {
    expect(readPace(typed(URL_TEXT, '--watch'))).toEqual({ ok: true, value: { everySeconds: 5 } });
  });

  it('is what was typed', () => {
    expect(readPace(typed('--every', '2.5', '--rounds=10'))).toEqual({
      ok: true,
      value: { everySeconds: 2.5, rounds: 10 },
    });
  });

  it.each([
    ['--every', '0'],
    ['--every', '0.5'],
    ['--every', '1e3'],
    ['--every', '86401'],
    ['--every', '٣'],
    ['--rounds', '0'],
    ['--rounds', '1.5'],
    ['--rounds', '10000000'],
  ])('is refused, with what it may be: %s %s', (option, text) => {
    expect(readPace(typed(option, text))).toMatchObject({
      problem: { kind: 'watch', problem: { kind: 'not-in-range', option, text, least: 1 } },
    });
  });
});

describe('the options of a watch', () => {
  it('go with a URL and --watch', () => {
    expect(problem(URL_TEXT, '--watch', '--every', '2', '--rounds', '3')).toBeUndefined();
    expect(problem(URL_TEXT)).toBeUndefined();
    expect(problem('--watch')).toBe('needs-url');
    expect(problem(URL_TEXT, '--every', '2')).toBe('needs-watch');
    expect(problem(URL_TEXT, '--rounds', '2')).toBe('needs-watch');
  });

  it('do not go with a snapshot, which stands still', () => {
    expect(problem(URL_TEXT, '--watch', '--snapshot', 'machine.json')).toBe('of-snapshot');
  });
});
