import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Runner } from '../exec/command.ts';
import { scriptedRunner } from '../exec/scripted-runner.ts';
import { listFixtures } from './list-fixtures.ts';

const folders: string[] = [];
/** Removes what `plant` made. */
export const uproot = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
};

/** Files by path: text, or a symbolic link. */
export type Tree = Readonly<Record<string, string | { readonly link: string }>>;

/** Writes the tree into a folder of its own and gives its path, for `root`. */
export const plant = (tree: Tree): string => {
  const root = mkdtempSync(join(tmpdir(), 'tongtu-tree-'));
  folders.push(root);
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(root + path), { recursive: true });
    if (typeof content === 'string')
      writeFileSync(root + path, content, { mode: path.includes('/bin/') ? 0o755 : 0o644 });
    else symlinkSync(content.link, root + path);
  }
  return root;
};

const capture = (path: string): string => {
  const [folder = '', name = ''] = path.split('#');
  const found = listFixtures(new URL(folder, import.meta.url)).find((fixture) => fixture.name === name);
  if (found === undefined) throw new Error(`no capture ${path}`);
  return found.text;
};
const network = (path: string): string => capture(`network/fixtures/${path}`).trim();

const HOST = 4026531840;
const CONTAINER = 4026532249;
const ID = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9';
export const CAN = { user: '0000000000000000', root: '000001ffffffffff' };

/** One process of a planted machine. */
export const process = (
  pid: number,
  {
    name,
    parent,
    inode,
    uid = 1000,
    environ = '',
    rights = CAN.user,
    cgroup = '0::/',
  }: {
    name: string;
    parent: number;
    inode: number;
    uid?: number;
    environ?: string;
    rights?: string;
    cgroup?: string;
  },
): Tree => ({
  [`/proc/${pid}/stat`]: `${pid} (${name}) S ${parent} ${'0 '.repeat(17)}${pid * 10} 0 0\n`,
  [`/proc/${pid}/status`]: `Uid:\t${uid}\t${uid}\t${uid}\t${uid}\nGid:\t${uid}\t${uid}\t${uid}\t${uid}\nCapEff:\t${rights}\n`,
  [`/proc/${pid}/cmdline`]: `${name}\0--api-key\0CANARY\0`,
  [`/proc/${pid}/environ`]: environ,
  [`/proc/${pid}/cgroup`]: `${cgroup}\n`,
  [`/proc/${pid}/ns/net`]: { link: `net:[${inode}]` },
  [`/proc/${pid}/ns/mnt`]: { link: 'mnt:[1]' },
  [`/proc/${pid}/root`]: { link: '/' },
});

const sockets = (pid: number): Tree =>
  Object.fromEntries(
    ['tcp', 'tcp6', 'udp', 'udp6'].map((table) => [
      `/proc/${pid}/net/${table}`,
      capture(`sockets/fixtures/parse-proc-sockets#listeners.${table}.txt`),
    ]),
  );

const tables = (pid: number): Tree => ({
  [`/proc/${pid}/net/dev`]: 'Inter-|   Receive\n face |bytes\n    lo: 0 0\n    v0: 0 0\n',
  [`/proc/${pid}/net/route`]: `${network('parse-proc-route#every-type.txt')}\n`,
  [`/proc/${pid}/net/fib_trie`]: `${network('parse-fib-trie#three-tables.txt')}\n`,
  [`/proc/${pid}/net/ipv6_route`]: `${network('parse-ipv6-route#every-type.txt')}\n`,
  [`/proc/${pid}/net/if_inet6`]: `${network('parse-if-inet6#three-scopes.txt')}\n`,
  [`/proc/${pid}/net/arp`]: `${network('parse-proc-arp#five-entries.txt')}\n`,
});

/** A machine with one container. Tongtu is pid 50, under a shell that has a proxy set; pid 812 listens. */
export const machine = (rights: string, uid: number): Tree => ({
  '/etc/machine-id': '00112233445566778899aabbccddeeff\n',
  '/etc/hosts': '127.0.0.1 localhost\n',
  '/etc/resolv.conf': 'nameserver 192.0.2.53\n',
  '/proc/sys/kernel/random/boot_id': 'af2da52f-36c2-4882-8633-a151ee0f09e3\n',
  '/proc/sys/kernel/hostname': 'workstation\n',
  '/proc/sys/net/ipv4/ip_forward': '1\n',
  '/proc/self': { link: '50' },
  ...process(1, { name: 'systemd', parent: 0, inode: HOST, uid: 0 }),
  ...process(40, {
    name: 'bash',
    parent: 1,
    inode: HOST,
    environ: 'http_proxy=http://me:CANARY@10.0.0.9:3128\0',
  }),
  ...process(50, { name: 'node', parent: 40, inode: HOST, rights, uid }),
  ...process(812, { name: 'vllm', parent: 1, inode: HOST }),
  ...process(900, {
    name: 'ollama',
    parent: 1,
    inode: CONTAINER,
    cgroup: `0::/system.slice/docker-${ID}.scope`,
  }),
  ...sockets(50),
  ...tables(50),
  ...sockets(900),
  ...tables(900),
  '/proc/812/fd/3': { link: 'socket:[1711454]' },
  '/proc/900/fd/0': { link: '/dev/null' },
  '/proc/900/ns/mnt': { link: 'mnt:[2]' },
  '/proc/900/root': { link: '../../container' },
  '/container/etc/hosts': '172.17.0.2 0a1b2c3d4e5f\n',
});

export const BATCH = 'ip -json -details -force -batch -';
export const ip = [
  network('parse-ip-addresses#many-kinds.json'),
  network('parse-ip-routes#every-type.json'),
  network('parse-ip-rules#every-selector.v4.json'),
  network('parse-ip-neighbours#three-states.json'),
].join('\n');
/** The same with the settings that `ip` knows. */
export const ipWithSettings = `${ip}\n${network('parse-ip-netconf#forwarding.json')}`;
export const RULES6 = 'ip -6 -json -details rule show';
export const NFT = 'nft -j list ruleset';
export const NO_RULES = '{"nftables": []}';
export const IN_CONTAINER = 'nsenter --net=/proc/900/ns/net';

/** What the programs of that machine say, captured from a real namespace. */
export const withTools: Runner = scriptedRunner({
  [BATCH]: ip,
  [RULES6]: network('parse-ip-rules#plain.v6.json'),
  [NFT]: NO_RULES,
  'ss -H -l -t -u -n -e': capture('sockets/fixtures/parse-ss#listeners.txt'),
  [`${IN_CONTAINER} ${BATCH}`]: ip,
  [`${IN_CONTAINER} ${RULES6}`]: network('parse-ip-rules#plain.v6.json'),
  [`${IN_CONTAINER} ${NFT}`]: '{"nftables": [{"rule": {}}]}',
});
