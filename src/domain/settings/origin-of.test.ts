import { describe, expect, it } from 'vitest';
import { denied, exports, file, process, settingsOf } from '../testing/settings.ts';
import { originOf } from './origin-of.ts';

const PROXY = 'http://10.0.0.9:3128';
const HAS = { http_proxy: PROXY };
const BASHRC = '/home/li/.bashrc';
const inBashrc = settingsOf(file(BASHRC, [exports('NO_PROXY', 'a'), exports('http_proxy', PROXY)]));
const sshd = process('sshd 400');

describe('where a variable comes from', () => {
  it('is the line that the shell above read as it started, through everything that handed it on', () => {
    const chain = [process('curl 700', HAS), process('python3 600', HAS), process('bash 512'), sshd];
    expect(originOf(inBashrc, chain, 'http_proxy')).toEqual({
      kind: 'file',
      place: { file: BASHRC, line: 2, reader: 'profile', isConditional: false },
      by: { pid: 512, name: 'bash' },
      via: [
        { pid: 700, name: 'curl' },
        { pid: 600, name: 'python3' },
      ],
      same: [],
    });
  });

  it('is the last line of several, and the others are no rivals', () => {
    const settings = settingsOf(
      file('/etc/bash.bashrc', [exports('http_proxy', PROXY)]),
      file(BASHRC, [exports('http_proxy', 'http://old:1'), exports('http_proxy', PROXY)]),
    );
    const origin = originOf(settings, [process('curl 7', HAS), process('bash 5')], 'http_proxy');
    expect(origin).toMatchObject({
      kind: 'file',
      place: { file: BASHRC, line: 2 },
      same: [{ file: '/etc/bash.bashrc' }],
    });
  });

  it('is the shell that someone typed into, where its files say another thing, and whether these are newer', () => {
    const settings = settingsOf(
      file(BASHRC, [exports('http_proxy', 'http://other:1')], { changedAt: '2026-01-02T00:00:00.000Z' }),
    );
    const bash = process('bash 5', {}, { startedAt: '2026-01-01T00:00:00.000Z' });
    expect(originOf(settings, [process('curl 7', HAS), bash], 'http_proxy')).toMatchObject({
      kind: 'process',
      how: 'typed',
      by: { pid: 5 },
      said: { place: { line: 1 }, value: 'http://other:1', isNewer: true },
    });
  });

  it('is a script, which reads no startup file', () => {
    const script = process(
      'bash 5',
      {},
      { shell: { shell: 'bash', isLogin: false, isInteractive: false, runs: 'script' } },
    );
    expect(
      originOf(inBashrc, [process('curl 7', HAS), script, process('bash 4')], 'http_proxy'),
    ).toMatchObject({
      kind: 'process',
      how: 'script',
      same: [{ file: BASHRC, line: 2 }],
    });
  });

  it('is the log-in that PAM gave it to, before any shell, also where the program above may not be read', () => {
    const settings = settingsOf(
      file('/etc/environment', [exports('http_proxy', PROXY)], { reader: 'environment' }),
    );
    for (const above of [sshd, denied('sshd 400')]) {
      const chain = [process('curl 7', HAS), process('bash 5', HAS), above];
      expect(originOf(settings, chain, 'http_proxy')).toMatchObject({
        kind: 'file',
        place: { reader: 'environment', line: 1 },
        by: { pid: 5 },
      });
    }
  });

  it('is the unit of a service, where a later file overrides an earlier one', () => {
    const unit = { unit: 'vllm.service' };
    const settings = settingsOf(
      file('/etc/systemd/system/vllm.service', [exports('http_proxy', 'http://old:1')], {
        reader: 'systemd',
        ...unit,
      }),
      file('/etc/systemd/system/vllm.service.d/p.conf', [exports('http_proxy', PROXY)], {
        reader: 'systemd',
        ...unit,
      }),
    );
    const chain = [process('vllm 812', HAS, unit), process('systemd 1')];
    expect(originOf(settings, chain, 'http_proxy')).toMatchObject({
      kind: 'file',
      place: { file: '/etc/systemd/system/vllm.service.d/p.conf', unit: 'vllm.service' },
    });
    const overridden = [process('vllm 812', { http_proxy: 'http://old:1' }, unit), process('systemd 1')];
    expect(originOf(settings, overridden, 'http_proxy').kind).toBe('process');
  });

  it.each([
    ['the one above may not be read', [process('curl 7', HAS), denied('tmux 5')], 'denied'],
    ['who started it has ended', [process('curl 7', HAS), process('systemd 1')], 'parent-gone'],
    ['the namespace shows nobody above', [process('node 44', HAS)], 'parent-gone'],
    ['the variable is not set', [process('curl 7')], 'not-set'],
    ['the consumer itself may not be read', [denied('curl 7')], 'denied'],
    ['nobody was read', [], 'not-asked'],
  ])('is not known where %s', (_, chain, why) => {
    expect(originOf(inBashrc, chain, 'http_proxy')).toMatchObject({ kind: 'unknown', why });
  });

  it('is a container’s start where its first process has it, and a program that is no shell', () => {
    expect(originOf(inBashrc, [process('curl 7', HAS), process('tini 1', HAS)], 'http_proxy').kind).toBe(
      'started-with',
    );
    expect(originOf(inBashrc, [process('curl 7', HAS), process('tmux 5')], 'http_proxy')).toMatchObject({
      kind: 'process',
      how: 'program',
      by: { name: 'tmux' },
    });
  });
});
