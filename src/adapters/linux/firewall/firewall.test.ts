import { describe, expect, it } from 'vitest';
import { scriptedRunner } from '../../exec/scripted-runner.ts';
import { fakeFiles } from '../fake-files.ts';
import { listFixtures } from '../list-fixtures.ts';
import { noteAt } from '../reading.ts';
import { judgeIptables } from './judge-iptables.ts';
import { judgeNft } from './judge-nft.ts';
import { hasNoFirewall } from './no-firewall.ts';
import type { FirewallInput } from './read-firewall.ts';
import { readFirewall } from './read-firewall.ts';

const nft = listFixtures(new URL('fixtures/judge-nft', import.meta.url));
const iptables = listFixtures(new URL('fixtures/judge-iptables', import.meta.url));
const NFT = 'nft -j list ruleset';
const EMPTY = '{"nftables": [{"metainfo": {"version": "1.0.6", "json_schema_version": 1}}]}\n';
const RULE = '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n';

describe('judgeNft', () => {
  const canDrop: Readonly<Record<string, boolean>> = {
    'iptables.json': true,
    'no-rule.json': false,
    'nothing.json': false,
    'policy.json': true,
    'rule-and-policy.json': true,
  };

  it.each(nft)('judges $name', ({ name, text }) =>
    expect(judgeNft(text)).toEqual({ canDrop: canDrop[name] }),
  );

  it('does not judge what is no such document, or cut off', () => {
    for (const text of ['', 'null', '{}', '{"nftables": 3}', EMPTY.slice(0, 40)])
      expect(judgeNft(text)).toBeUndefined();
  });
});

describe('judgeIptables', () => {
  const canDrop: Readonly<Record<string, boolean>> = {
    'chain.txt': false,
    'empty.txt': false,
    'policy.txt': true,
    'rule.txt': true,
  };

  it.each(iptables)('judges $name', ({ name, text }) =>
    expect(judgeIptables(text)).toEqual({ canDrop: canDrop[name] }),
  );

  it('does not judge a table that is cut off, and takes nothing for nothing', () => {
    expect(judgeIptables(RULE.replace('COMMIT', ''))).toBeUndefined();
    expect(judgeIptables('')).toEqual({ canDrop: false });
  });
});

describe('hasNoFirewall', () => {
  const kernel = '6.1.0-18-amd64';
  const builtIn = `/lib/modules/${kernel}/modules.builtin`;
  const without = {
    '/proc/modules': 'veth 36864 0 - Live 0x0\n',
    [builtIn]: 'kernel/net/ipv4/tcp_cubic.ko\n',
  };

  it('is proven where no filter is loaded and none is built in', () => {
    expect(hasNoFirewall(fakeFiles(without), kernel)).toBe(true);
  });

  it.each([
    ['one is loaded', { ...without, '/proc/modules': 'nf_tables 290816 0 - Live 0x0\n' }],
    ['one is built in', { ...without, [builtIn]: 'kernel/net/ipv4/netfilter/ip_tables.ko\n' }],
    ['the modules cannot be read', { [builtIn]: '' }],
    ['what is built in cannot be read, as in a container', { '/proc/modules': '' }],
  ])('is not where %s', (_, tree) => expect(hasNoFirewall(fakeFiles(tree), kernel)).toBe(false));
});

describe('readFirewall', () => {
  const read = (more: Partial<FirewallInput>) =>
    readFirewall({
      inside: scriptedRunner({}),
      isProvenEmpty: false,
      legacy: { four: false, six: false },
      secrets: { hideArgv: (argv) => argv, hideVariable: (_, value) => value, scrub: (text) => text },
      note: noteAt(new Date(0)),
      ...more,
    });

  it('keeps what nft prints, whole', async () => {
    expect(await read({ inside: scriptedRunner({ [NFT]: EMPTY }) })).toMatchObject([
      { key: '', state: { kind: 'known', value: [{ backend: 'nftables', text: EMPTY, canDrop: false }] } },
    ]);
  });

  it('runs nothing where no filter can exist', async () => {
    const inside = scriptedRunner({});
    expect(await read({ inside, isProvenEmpty: true })).toMatchObject([
      { state: { kind: 'known', value: [] } },
    ]);
    expect(inside.commands).toEqual([]);
  });

  it('is denied to who may not read rules', async () => {
    expect(await read({ inside: undefined })).toMatchObject([
      { state: { why: 'denied', hint: { kind: 'run-as-root' } } },
    ]);
  });

  it('adds the tables of the old interface, which nft does not show', async () => {
    const inside = scriptedRunner({ [NFT]: EMPTY, 'iptables-legacy-save': RULE });
    expect(await read({ inside, legacy: { four: true, six: false } })).toMatchObject([
      { state: { value: [{ backend: 'nftables' }, { backend: 'iptables-legacy', canDrop: true }] } },
    ]);
  });

  it('keeps the known part, and says which part could not be read', async () => {
    const inside = scriptedRunner({ [NFT]: EMPTY });
    expect(await read({ inside, legacy: { four: true, six: false } })).toMatchObject([
      { key: '', state: { kind: 'known' } },
      { key: 'rest', state: { why: 'missing-tool', hint: { kind: 'install', program: 'iptables' } } },
    ]);
  });

  it('without any tool is missing nftables', async () => {
    expect(await read({})).toMatchObject([
      { key: '', state: { why: 'missing-tool', hint: { kind: 'install', program: 'nftables' } } },
    ]);
  });

  it('without nft shows what iptables knows, and that its view is not all', async () => {
    const inside = scriptedRunner({ 'iptables-nft-save': RULE, 'ip6tables-nft-save': '' });
    expect(await read({ inside })).toMatchObject([
      {
        key: '',
        state: { value: [{ backend: 'iptables-nft', canDrop: true }, { backend: 'ip6tables-nft' }] },
      },
      { key: 'rest', state: { why: 'missing-tool', hint: { program: 'nftables' } } },
    ]);
  });

  it('is unread where nft fails or prints something else', async () => {
    const failed = {
      kind: 'exited',
      code: 1,
      stdout: '',
      stderr: 'Error: \u001b[1mcache\u001b[0m\n failed',
    } as const;
    expect(await read({ inside: scriptedRunner({ [NFT]: failed }) })).toMatchObject([
      { state: { why: 'unread', detail: 'Error: cache failed' } },
    ]);
    expect(await read({ inside: scriptedRunner({ [NFT]: EMPTY.slice(0, 30) }) })).toMatchObject([
      { state: { why: 'unread' } },
    ]);
    expect(await read({ inside: scriptedRunner({ [NFT]: { kind: 'timed-out' } }) })).toMatchObject([
      { state: { why: 'unread', detail: 'timed-out' } },
    ]);
  });
});
