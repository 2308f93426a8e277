import { expect, it } from 'vitest';
import { toolPath } from './tool-path.ts';

it('root looks in the system folders only; others also in their own, later', () => {
  expect(toolPath(true, '/home/me/bin')).toBe('/usr/sbin:/usr/bin:/sbin:/bin');
  expect(toolPath(false, '/home/me/bin')).toBe('/usr/sbin:/usr/bin:/sbin:/bin:/home/me/bin');
  expect(toolPath(false, '')).toBe('/usr/sbin:/usr/bin:/sbin:/bin');
});
