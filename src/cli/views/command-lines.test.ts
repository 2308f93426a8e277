import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../domain/diagnose/shell-word.ts';
import { widthOf } from '../screen.ts';
import { commandLines } from './command-lines.ts';

/** What a shell makes of it. */
const wordsOf = (command: string): readonly string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('a command over several lines', () => {
  it('stays on one line where that holds it', () =>
    expect(commandLines('tongtu run -- curl http://h/', 30)).toEqual(['tongtu run -- curl http://h/']));

  it('is continued with a backslash, and never within a quotation', () =>
    expect(commandLines("tongtu run -- evalscope 'two words' --x", 24)).toEqual([
      'tongtu run -- \\',
      "evalscope 'two words' \\",
      '--x',
    ]));

  it('is the same command to a shell, in lines no wider than a word needs', () =>
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ -~\n]{0,12}$/), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 10, max: 60 }),
        (argv, columns) => {
          const lines = commandLines(argv.map(shellWord).join(' '), columns);
          expect(wordsOf(lines.join('\n        '))).toEqual(argv);
        },
      ),
      { numRuns: 60 },
    ));

  it('is left alone where a quotation stays open', () =>
    expect(commandLines("a very long command that's open", 10)).toEqual(["a very long command that's open"]));

  it('gives a word that is too long a line of its own', () => {
    const lines = commandLines(`run ${'x'.repeat(30)} y`, 12);
    expect(lines.map(widthOf)).toEqual([5, 32, 1]);
  });
});
