import { describe, expect, it } from 'vitest';
import { fakeFiles } from '../fake-files.ts';
import { noteAt } from '../reading.ts';
import { lookUpNames } from './look-up-names.ts';
import { parseHosts } from './parse-hosts.ts';
import { parseNsswitch } from './parse-nsswitch.ts';
import { parseResolvConf } from './parse-resolv-conf.ts';
import { readNameFiles } from './read-name-files.ts';

const note = noteAt(new Date(0));

describe('parseHosts', () => {
  it('gives each entry with its line', () => {
    const text =
      '# local\n127.0.0.1\tlocalhost loopback # both\n\n::1 localhost ip6-localhost\r\n192.168.3.84\n  10.0.0.2  db\n';
    expect(parseHosts(text)).toEqual([
      { address: '127.0.0.1', names: ['localhost', 'loopback'], line: 2 },
      { address: '::1', names: ['localhost', 'ip6-localhost'], line: 4 },
      { address: '10.0.0.2', names: ['db'], line: 6 },
    ]);
  });

  it('of an empty file is nothing', () => expect(parseHosts('')).toEqual([]));
});

describe('parseResolvConf', () => {
  it('takes three nameservers, the last search list and all options', () => {
    const text = [
      '; made by hand',
      'nameserver 192.0.2.53',
      'search old.example',
      'nameserver fe80::1%eth0',
      'search lan example.com',
      'options ndots:2',
      'nameserver 192.0.2.54',
      'nameserver 192.0.2.55',
      '#nameserver 192.0.2.56',
      'options timeout:1 edns0',
    ].join('\n');
    expect(parseResolvConf(text)).toEqual({
      nameservers: ['192.0.2.53', 'fe80::1%eth0', '192.0.2.54'],
      search: ['lan', 'example.com'],
      options: ['ndots:2', 'timeout:1', 'edns0'],
    });
  });

  it('takes `domain` for a search list of one', () =>
    expect(parseResolvConf('domain lan\n').search).toEqual(['lan']));
});

describe('parseNsswitch', () => {
  it('keeps the order and the actions of the hosts line', () => {
    expect(
      parseNsswitch('passwd: files\nhosts:  files mdns4_minimal [NOTFOUND=return] dns # as installed\n'),
    ).toEqual(['files', 'mdns4_minimal', '[NOTFOUND=return]', 'dns']);
  });

  it('is files, then dns, without such a line', () =>
    expect(parseNsswitch('passwd: files\n')).toEqual(['files', 'dns']));
});

describe('readNameFiles', () => {
  it('takes a file that is not there for an empty one', () => {
    expect(readNameFiles(fakeFiles({ '/etc/passwd': '' }), '', note)).toMatchObject([
      { kind: 'hosts-file', state: { kind: 'known', value: [] } },
      { kind: 'resolver', state: { value: { nameservers: [], nsswitchHosts: ['files', 'dns'] } } },
    ]);
  });

  it('does not take a process that has ended for one with empty files', () => {
    const states = readNameFiles(fakeFiles({}), '/proc/7/root', note).map(({ state }) => state.kind);
    expect(states).toEqual(['unknown', 'unknown']);
  });

  it('says what was denied', () => {
    const files = fakeFiles({ '/proc/7/root': { problem: 'denied' } });
    expect(readNameFiles(files, '/proc/7/root', note)).toMatchObject([
      { state: { why: 'denied', hint: { kind: 'run-as-root' }, source: { what: '/proc/7/root/etc/hosts' } } },
      { state: { why: 'denied' } },
    ]);
  });
});

describe('lookUpNames', () => {
  const rejecting = (code: string) => async (): Promise<readonly string[]> => {
    throw Object.assign(new Error(code), { code });
  };
  const ask = (lookUp: (name: string) => Promise<readonly string[]>) =>
    lookUpNames(['db.example'], lookUp, () => note);

  it('keeps the order that was given', async () => {
    expect(await ask(async () => ['2001:db8::2', '192.0.2.2'])).toMatchObject([
      { kind: 'name', key: 'db.example', state: { value: ['2001:db8::2', '192.0.2.2'] } },
    ]);
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN'])('%s is a name without an address', async (code) => {
    expect(await ask(rejecting(code))).toMatchObject([
      { state: { kind: 'known', value: [], source: { what: `getaddrinfo(db.example) ${code}` } } },
    ]);
  });

  it('another failure is unknown', async () => {
    expect(await ask(rejecting('EAI_MEMORY'))).toMatchObject([
      { state: { why: 'unread', detail: 'EAI_MEMORY' } },
    ]);
  });

  it('one that never answers is unknown in the end', async () => {
    expect(await ask(() => new Promise(() => {}))).toMatchObject([
      { state: { why: 'unread', detail: 'timed-out' } },
    ]);
  });

  it('asks each name once', async () => {
    const asked: string[] = [];
    await lookUpNames(
      ['a', 'a', 'b'],
      async (name) => {
        asked.push(name);
        return [];
      },
      () => note,
    );
    expect(asked).toEqual(['a', 'b']);
  });
});
