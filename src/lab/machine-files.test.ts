import { expect, test } from 'vitest';
import { etcFiles } from './machine-files.ts';
import type { Machine } from './network.ts';

const MACHINE: Machine = { links: [], programs: [] };

const fileOf = (name: string, machine: Machine, path: string) =>
  etcFiles(name, machine).find((file) => file.path.endsWith(`/${path}`));

test('localhost is both loopbacks where nothing else is said', () => {
  expect(fileOf('desk', MACHINE, 'hosts')?.text).toBe(
    '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.1.1 desk\n',
  );
});

test('a hosts file that is given replaces it whole', () => {
  expect(fileOf('desk', { ...MACHINE, hosts: ['::1 localhost'] }, 'hosts')?.text).toBe('::1 localhost\n');
});

test('the machine id is of the form of machine-id(5), the same every time, and its own', () => {
  const of = (name: string) => fileOf(name, MACHINE, 'machine-id')?.text;
  expect(of('desk')).toMatch(/^[0-9a-f]{32}\n$/);
  expect(of('desk')).toBe(of('desk'));
  expect(of('desk')).not.toBe(of('gate'));
});

test('sudo refuses a sudoers file that others can read or write', () => {
  expect(fileOf('desk', MACHINE, 'sudoers')?.mode).toBe(0o440);
});

test('what a shell reads at its start is not that of the machine that the lab runs on', () => {
  const written = etcFiles('desk', MACHINE).map(({ path }) => path.replace(/^.*\/etc\//, ''));
  expect(written).toEqual(expect.arrayContaining(['environment', 'profile', 'bash.bashrc']));
});

test('more files are put where they are named', () => {
  const unit = { etc: { 'systemd/system/ollama.service': ['[Service]'] } };
  expect(fileOf('desk', { ...MACHINE, ...unit }, 'systemd/system/ollama.service')?.text).toBe('[Service]\n');
});
