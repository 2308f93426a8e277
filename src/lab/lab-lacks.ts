import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import type { Network } from './network.ts';
import type { As } from './run-inside.ts';

/** Something that this machine would need to build a network. */
export type Lack =
  | { readonly kind: 'root' }
  | { readonly kind: 'namespaces' }
  /** A program, and the Debian package that has it. */
  | { readonly kind: 'program'; readonly program: string; readonly package: string };

const PACKAGES = {
  ip: 'iproute2',
  unshare: 'util-linux',
  hostname: 'hostname',
  squid: 'squid',
  tinyproxy: 'tinyproxy',
  nginx: 'nginx-light',
  microsocks: 'microsocks',
  sudo: 'sudo',
  nft: 'nftables',
} as const;

/** What is missing for these networks, to be run by these users. Empty: they can be built. */
export const labLacks = (networks: readonly Network[], users: readonly As[]): readonly Lack[] => {
  if (process.geteuid?.() !== 0) return [{ kind: 'root' }];
  const machines = networks.flatMap((network) => Object.values(network.machines));
  const kinds = new Set(machines.flatMap(({ programs }) => programs.map(({ kind }) => kind)));
  const needed: (keyof typeof PACKAGES)[] = ['ip', 'unshare', 'hostname'];
  if (kinds.has('squid')) needed.push('squid');
  if (kinds.has('tinyproxy')) needed.push('tinyproxy');
  if (kinds.has('nginx')) needed.push('nginx');
  if (kinds.has('microsocks')) needed.push('microsocks');
  if (users.includes('sudo')) needed.push('sudo');
  if (machines.some(({ firewall }) => firewall !== undefined)) needed.push('nft');
  const missing = needed.filter((program) => !isInstalled(program));
  if (missing.length > 0)
    return missing.map((program) => ({ kind: 'program', program, package: PACKAGES[program] }));
  return canUnshare() ? [] : [{ kind: 'namespaces' }];
};

const isInstalled = (program: string): boolean =>
  ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((directory) => {
    try {
      accessSync(`${directory}/${program}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** A container without CAP_SYS_ADMIN is root and may not. */
const canUnshare = (): boolean =>
  spawnSync('unshare', ['--net', '--mount', '--uts', '--ipc', '--pid', '--mount-proc', '--fork', 'true'])
    .status === 0;
