import { describe, expect, it } from 'vitest';
import type { Origin } from '../domain/settings/origin.ts';
import type { Place } from '../domain/settings/place.ts';
import type { Slip } from '../domain/settings/slip.ts';
import { settings as en } from './en/settings.ts';
import { shortOrigin } from './settings-words.ts';
import { settings as zh } from './zh/settings.ts';

const HOME = '/home/li';
const at = (line: number, more: Partial<Place> = {}): Place => ({
  file: `${HOME}/.zshrc`,
  line,
  reader: 'profile',
  isConditional: false,
  ...more,
});
const by = { pid: 512, name: 'zsh' };
const curl = { pid: 700, name: 'curl' };
const python = { pid: 600, name: 'python3' };
const traced = { via: [curl, python], same: [] };

const ORIGINS: Readonly<Record<string, Origin>> = {
  line: { kind: 'file', place: at(12), by, ...traced },
  unit: {
    kind: 'file',
    place: at(3, { file: '/etc/systemd/system/vllm.service', reader: 'systemd', unit: 'vllm.service' }),
    by,
    via: [curl],
    same: [],
  },
  typed: { kind: 'process', how: 'typed', by, unread: [], ...traced },
  'typed, and files say another thing': {
    kind: 'process',
    how: 'typed',
    by,
    unread: [],
    said: { place: at(4), value: 'http://h:1', isNewer: true },
    via: [curl],
    same: [],
  },
  'a script, and a line that was not understood': {
    kind: 'process',
    how: 'script',
    by,
    unread: [at(9)],
    via: [curl],
    same: [],
  },
  'first process': { kind: 'started-with', by: { pid: 1, name: 'tini' }, via: [curl], same: [] },
  denied: { kind: 'unknown', why: 'denied', by: { pid: 4, name: 'sshd' }, via: [curl], same: [at(12)] },
  orphan: { kind: 'unknown', why: 'parent-gone', by: curl, via: [curl], same: [] },
};

const SLIPS: readonly Slip[] = [
  { kind: 'misspelt', place: at(6), name: 'HTTP_PORXY', meant: 'HTTP_PROXY' },
  { kind: 'self-sourcing', place: at(9), through: [] },
  { kind: 'self-sourcing', place: at(9), through: [`${HOME}/.proxy`] },
  { kind: 'grows', place: at(4), name: 'NO_PROXY' },
  { kind: 'blank-in-list', place: at(4), name: 'NO_PROXY', value: 'a b' },
  { kind: 'blank-in-value', place: at(4), name: 'http_proxy', value: 'http://h:1 ' },
  { kind: 'overwritten', place: at(4), name: 'NO_PROXY', earlier: at(2), lost: ['a', 'b'] },
  { kind: 'not-exported', place: at(4), name: 'http_proxy' },
  { kind: 'never-read', place: at(4), name: 'http_proxy', shell: 'bash' },
];

describe.each([
  ['en', en],
  ['zh', zh],
] as const)('where a variable comes from, in words (%s)', (language, words) => {
  it('names the line or the process, and who handed it on', () => {
    const lines = Object.entries(ORIGINS).map(
      ([name, origin]) =>
        `${name}: ${words.evidence['variable-origin']({ kind: 'variable-origin', name: 'http_proxy', home: HOME, origin })}`,
    );
    expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./golden/variable-origin.${language}.txt`);
  });

  it('says what is written, where, and what it does', () => {
    const lines = SLIPS.map((slip) =>
      words.evidence['setting-slip']({ kind: 'setting-slip', home: HOME, slip }),
    );
    expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./golden/setting-slip.${language}.txt`);
  });
});

describe('an origin for a headline', () => {
  it('is its line, or the process that set it, or nothing', () => {
    const short = Object.values(ORIGINS).map((origin) => shortOrigin(origin, HOME));
    expect(short.slice(0, 3)).toEqual(['~/.zshrc:12', '/etc/systemd/system/vllm.service:3', 'zsh (pid 512)']);
    expect(short.slice(-3)).toEqual(['', '', '']);
  });
});
