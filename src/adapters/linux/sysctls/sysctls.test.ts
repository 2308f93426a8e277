import { describe, expect, it } from 'vitest';
import { scriptedRunner } from '../../exec/scripted-runner.ts';
import { fakeFiles } from '../fake-files.ts';
import { listFixtures } from '../list-fixtures.ts';
import { askProcInside, parseGrep } from './ask-proc-inside.ts';
import { readOwnSysctls } from './own-sysctls.ts';

const same = (text: string): string => text;

describe('parseGrep', () => {
  it.each(listFixtures(new URL('fixtures/parse-grep', import.meta.url)))('reads $name', ({ text }) => {
    const { settings, sockets, hasLegacy } = parseGrep(text);
    expect(settings).toMatchObject({
      'ipv4.ip_forward': '0',
      'ipv4.conf.all.rp_filter': '0',
      'ipv6.conf.br0.forwarding': '0',
    });
    expect(Object.keys(settings).some((name) => name.includes('.default.'))).toBe(false);
    expect(sockets.get('tcp6')?.split('\n')).toHaveLength(8);
    expect(hasLegacy).toEqual({ four: false, six: false });
  });

  it('writes a dot within an interface’s name as sysctl(8) does', () => {
    expect(parseGrep('/proc/sys/net/ipv4/conf/eth0.100/rp_filter:2\n').settings).toEqual({
      'ipv4.conf.eth0/100.rp_filter': '2',
    });
  });

  it('tells that tables of the old interface exist', () => {
    expect(parseGrep('/proc/self/net/ip_tables_names:filter\n').hasLegacy).toEqual({
      four: true,
      six: false,
    });
  });

  it('reads nothing from other texts', () => {
    expect(parseGrep('grep: invalid option\n\u0000').settings).toEqual({});
  });
});

describe('readOwnSysctls', () => {
  it('reads settings of the namespace, of `all` and of each interface, and leaves out what is not there', () => {
    const files = fakeFiles({
      '/proc/sys/net/ipv4/ip_forward': '1\n',
      '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n',
      '/proc/sys/net/ipv4/conf/all/rp_filter': '2\n',
      '/proc/sys/net/ipv4/conf/default/rp_filter': '1\n',
      '/proc/sys/net/ipv4/conf/eth0.100/route_localnet': '0\n',
      '/proc/sys/net/ipv6/conf/all/forwarding': '1\n',
    });
    expect(readOwnSysctls(files)).toEqual({
      'ipv4.ip_forward': '1',
      'ipv4.ip_local_port_range': '32768\t60999',
      'ipv4.conf.all.rp_filter': '2',
      'ipv4.conf.eth0/100.route_localnet': '0',
      'ipv6.conf.all.forwarding': '1',
    });
  });
});

describe('askProcInside', () => {
  it('is one call, with the socket tables only where no process shows them', async () => {
    const runner = scriptedRunner({});
    await askProcInside(runner, false, same);
    await askProcInside(runner, true, same);
    const [without, withTables] = runner.commands.map(({ argv }) => argv);
    expect(without).not.toContain('/proc/self/net/tcp');
    expect(withTables).toContain('/proc/self/net/tcp');
  });

  it('reads what was printed though some files were missing', async () => {
    const runner = {
      run: async () =>
        ({ kind: 'exited', code: 2, stdout: '/proc/sys/net/ipv4/ip_forward:1\n', stderr: '' }) as const,
    };
    expect(await askProcInside(runner, false, same)).toMatchObject({
      ok: true,
      value: { settings: { 'ipv4.ip_forward': '1' } },
    });
  });

  it('says denied where the namespace cannot be entered', async () => {
    const runner = { run: async () => ({ kind: 'denied' }) as const };
    expect(await askProcInside(runner, false, same)).toMatchObject({ ok: false, problem: { why: 'denied' } });
  });
});
