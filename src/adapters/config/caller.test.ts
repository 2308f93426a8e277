import { expect, it } from 'vitest';
import { callerOf, homeOf } from './caller.ts';

it('is the user who runs Tongtu', () => {
  expect(callerOf({ HOME: '/home/ann', XDG_CONFIG_HOME: '/home/ann/conf' }, 1000)).toEqual({
    uids: [1000],
    home: '/home/ann',
    configHome: '/home/ann/conf',
  });
  expect(callerOf({ HOME: '', XDG_CONFIG_HOME: '' }, 0)).toEqual({
    uids: [0],
    home: undefined,
    configHome: undefined,
  });
});

it('is the user who called sudo, whose files count beside root’s', () => {
  const { uids, configHome } = callerOf({ SUDO_UID: '1000', HOME: '/root', XDG_CONFIG_HOME: '/x' }, 0);
  expect(uids).toEqual([0, 1000]);
  expect(configHome).toBeUndefined();
});

it('is nobody that an ordinary user only claims to be', () => {
  expect(callerOf({ SUDO_UID: '1001', HOME: '/home/ann' }, 1000).uids).toEqual([1000]);
  expect(callerOf({ SUDO_UID: '-1', HOME: '/root' }, 0).uids).toEqual([0]);
});

it('has the home that /etc/passwd gives', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann:/home/ann:/bin/zsh\n';
  expect(homeOf(1000, passwd)).toBe('/home/ann');
  expect(homeOf(1001, passwd)).toBeUndefined();
});
