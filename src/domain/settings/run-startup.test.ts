// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of the shell's
import { describe, expect, it } from 'vitest';
import { exports, file, settingsOf } from '../testing/settings.ts';
import { runStartup } from './run-startup.ts';

const BASHRC = '/home/li/.bashrc';
const BASH = { shell: 'bash', isLogin: false, isInteractive: true } as const;
const values = (startup: ReturnType<typeof runStartup>, name: string) =>
  startup.outcomesOf(name).map(({ value }) => (value.kind === 'text' ? value.text : value.kind));

describe('a shell that starts', () => {
  it('goes on from what it was started with', () => {
    const settings = settingsOf(file(BASHRC, [exports('NO_PROXY', '${NO_PROXY:+${NO_PROXY},}b')]));
    expect(values(runStartup(settings, BASH, [{ name: 'NO_PROXY', value: 'a' }]), 'NO_PROXY')).toEqual([
      'a,b',
    ]);
    expect(values(runStartup(settings, BASH, []), 'NO_PROXY')).toEqual(['b']);
  });

  it('may come out in either way where a condition is not understood', () => {
    const settings = settingsOf(file(BASHRC, [exports('http_proxy', 'x', { guards: ['maybe'] })]));
    expect(values(runStartup(settings, BASH, []), 'http_proxy')).toEqual(['unset', 'x']);
  });

  it('reads the first of its profiles as a login shell, and its own file else', () => {
    const settings = settingsOf(
      file('/home/li/.bash_login', [exports('http_proxy', 'login')]),
      file('/home/li/.profile', [exports('http_proxy', 'profile')]),
      file(BASHRC, [exports('http_proxy', 'rc')]),
    );
    expect(values(runStartup(settings, BASH, []), 'http_proxy')).toEqual(['rc']);
    expect(values(runStartup(settings, { ...BASH, isLogin: true }, []), 'http_proxy')).toEqual(['login']);
    expect(values(runStartup(settings, { ...BASH, isInteractive: false }, []), 'http_proxy')).toEqual([
      'unset',
    ]);
  });

  it('knows nothing for sure behind a file that may not be read, or a line that was not', () => {
    const denied = file(BASHRC, [], { state: 'denied' });
    expect(values(runStartup(settingsOf(denied), BASH, []), 'http_proxy')).toEqual(['unset', 'unknown']);
    const odd = file(BASHRC, [exports('http_proxy', 'x'), { kind: 'unread', name: '' }]);
    expect(values(runStartup(settingsOf(odd), BASH, []), 'http_proxy')).toEqual(['x', 'unknown']);
  });

  it('comes to an end with lists that double, and with functions that call each other', () => {
    const doubling = Array.from({ length: 400 }, () => exports('NO_PROXY', '${NO_PROXY}${NO_PROXY}'));
    const start = [{ name: 'NO_PROXY', value: 'ab' }];
    expect(values(runStartup(settingsOf(file(BASHRC, doubling)), BASH, start), 'NO_PROXY')).toEqual([
      'unknown',
    ]);
    const calls = Array.from({ length: 9 }, (_, own) =>
      Array.from(
        { length: 9 },
        (_, other) => ({ kind: 'call', name: `f${other}`, inFunction: `f${own}` }) as const,
      ),
    ).flat();
    const settings = settingsOf(file(BASHRC, [...calls, { kind: 'call', name: 'f0' }]));
    expect(values(runStartup(settings, BASH, []), 'http_proxy')).toContain('unknown');
  });
});
