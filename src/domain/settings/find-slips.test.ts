// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of the shell's
import { describe, expect, it } from 'vitest';
import type { SettingsFile } from '../facts/settings.ts';
import { exports, file, process, settingsOf } from '../testing/settings.ts';
import { findSlips } from './find-slips.ts';

const BASHRC = '/home/li/.bashrc';
const BASH = [process('curl 7'), process('bash 5')];
const slips = (...files: readonly SettingsFile[]) =>
  findSlips(settingsOf(...files), BASH).map(({ kind, place: { line } }) => `${kind} ${line}`);
const inBashrc = (...lines: Parameters<typeof file>[1]) => slips(file(BASHRC, lines));

describe('what is written and does not do what it seems to', () => {
  it('is nothing in a plain profile', () => {
    expect(
      inBashrc(
        exports('http_proxy', 'http://h:1'),
        exports('NO_PROXY', 'a, b'),
        exports('no_proxy', '${NO_PROXY}'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['a name that nobody reads', exports('HTTP_PORXY', 'http://h:1'), 'misspelt 1'],
    ['a list that is put behind itself', exports('NO_PROXY', '${NO_PROXY},b'), 'grows 1'],
    [
      'the same, with a comma only where it is needed',
      exports('NO_PROXY', '${NO_PROXY:+${NO_PROXY},}b'),
      'grows 1',
    ],
    ['a blank for a comma', exports('no_proxy', 'a b'), 'blank-in-list 1'],
    ['a blank at the end of an address', exports('http_proxy', 'http://h:1 '), 'blank-in-value 1'],
    ['quotes that were kept', exports('http_proxy', '"http://h:1"'), 'blank-in-value 1'],
  ])('is %s', (_, line, slip) => expect(inBashrc(line)).toEqual([slip]));

  it('is nothing that only may be: under a condition, or in a function', () => {
    const condition = { guards: ['maybe'] } as const;
    expect(inBashrc(exports('NO_PROXY', '${NO_PROXY},b', condition))).toEqual([]);
    expect(slips(file(BASHRC, [{ ...exports('HTTP_PORXY', 'x'), inFunction: 'on' }]))).toEqual([]);
  });

  it('is a second list without what the first one held', () => {
    expect(inBashrc(exports('NO_PROXY', 'a,b'), exports('NO_PROXY', 'b,c'))).toEqual(['overwritten 2']);
    expect(inBashrc(exports('NO_PROXY', 'a'), exports('NO_PROXY', 'a,b'))).toEqual([]);
  });

  it('is a variable that the shell keeps to itself', () => {
    const bare = { ...exports('http_proxy', 'http://h:1'), isExported: false };
    expect(inBashrc(bare)).toEqual(['not-exported 1']);
    expect(inBashrc(bare, { kind: 'export', name: 'http_proxy', isExported: true })).toEqual([]);
    expect(inBashrc({ kind: 'allexport', isOn: true }, bare)).toEqual([]);
  });

  it('is a line in a file of another shell, unless this one sets it too', () => {
    const zshrc = file('/home/li/.zshrc', [exports('http_proxy', 'http://h:1')]);
    expect(slips(zshrc)).toEqual(['never-read 1']);
    expect(slips(file(BASHRC, [exports('http_proxy', 'http://h:1')]), zshrc)).toEqual([]);
  });

  it('is a file that comes back to itself, told once for the whole ring', () => {
    const reads = (path: string, to: string, guards: readonly 'maybe'[] = []) =>
      file(path, [{ kind: 'source', paths: [to], guards }]);
    expect(slips(reads(BASHRC, BASHRC))).toEqual(['self-sourcing 1']);
    expect(slips(reads(BASHRC, '/home/li/.x'), reads('/home/li/.x', BASHRC))).toEqual(['self-sourcing 1']);
    expect(slips(reads(BASHRC, BASHRC, ['maybe']))).toEqual([]);
  });
});
