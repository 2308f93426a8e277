import { createHash } from 'node:crypto';
import type { Machine } from './network.ts';
import { PATH, PLACES, USERS } from './places.ts';

/** A file to be written inside a machine. */
export interface MachineFile {
  readonly path: string;
  /** Bytes where it is none. */
  readonly text: string | Uint8Array;
  /** 0o644 where absent. */
  readonly mode?: number;
}

/** The files under /etc that make a machine a machine of its own; all others are those of the machine that the lab runs on. */
export const etcFiles = (name: string, machine: Machine): readonly MachineFile[] => [
  etc('hosts', machine.hosts ?? defaultHosts(name)),
  etc('hostname', [name]),
  // Names come from the file alone: a look-up that waits for a name server would make a test wait.
  etc('nsswitch.conf', [
    'passwd: files',
    'group: files',
    'shadow: files',
    `hosts: ${machine.nameSources ?? 'files'}`,
  ]),
  etc('resolv.conf', machine.resolver ?? []),
  // A node's key is made from it, so a network built twice has the same keys.
  etc('machine-id', [createHash('md5').update(`tongtu-lab:${name}`).digest('hex')]),
  etc('passwd', [
    ...Object.values(USERS).map(
      ({ name: user, uid, gid, home }) => `${user}:*:${uid}:${gid}::${home}:/bin/bash`,
    ),
    'proxy:*:13:13::/:/usr/sbin/nologin',
    'nobody:*:65534:65534::/:/usr/sbin/nologin',
  ]),
  etc('group', [
    ...Object.values(USERS).map(({ name: user, gid }) => `${user}:*:${gid}:`),
    'proxy:*:13:',
    'nogroup:*:65534:',
  ]),
  // Debian's sudo reads it, and the machine that the lab runs on may have put its own proxy there.
  etc('environment', []),
  // What Debian's do for a shell that reads them; those of the machine that the lab runs on may set anything.
  etc('profile', ['if [ -n "$BASH" ]; then', '  . /etc/bash.bashrc', 'fi']),
  etc('bash.bashrc', ['[ -z "$PS1" ] && return']),
  ...Object.entries(machine.etc ?? {}).map(([path, lines]) => etc(path, lines)),
  {
    ...etc('sudoers', [
      'Defaults env_reset, !fqdn, !syslog',
      `Defaults secure_path="${PATH}"`,
      `root ALL=(ALL:ALL) NOPASSWD: ALL`,
      `${USERS.rosa.name} ALL=(ALL:ALL) NOPASSWD: ALL`,
    ]),
    mode: 0o440,
  },
];

const defaultHosts = (name: string): readonly string[] => [
  '127.0.0.1 localhost',
  '::1 localhost ip6-localhost ip6-loopback',
  `127.0.1.1 ${name}`,
];

const etc = (path: string, lines: readonly string[]): MachineFile => ({
  path: `${PLACES.etc}/${path}`,
  text: lines.map((line) => `${line}\n`).join(''),
});
