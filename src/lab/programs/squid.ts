import { createHash } from 'node:crypto';
import type { Squid } from '../network.ts';
import { PLACES } from '../places.ts';
import type { ProgramStart } from './program-start.ts';

const NCSA = '/usr/lib/squid/basic_ncsa_auth';

/**
 * Debian's Squid in the foreground, with an empty cache and nothing written to a disk, as in squid.conf.documented of 5.7.
 * With `password` it asks the real helper, which also takes a plain MD5 of the password (squid's basic_ncsa_auth.cc).
 */
export const squidStart = ({ port, address, access }: Squid): ProgramStart => {
  const configuration = `${PLACES.configuration}/squid-${port}.conf`;
  const passwords = `${PLACES.configuration}/squid-${port}.passwords`;
  const rules = {
    allow: ['http_access allow all'],
    deny: ['http_access deny all'],
    ports: [
      `acl Safe_ports port ${access.kind === 'ports' ? access.ports : ''}`,
      'http_access deny !Safe_ports',
      'http_access allow all',
    ],
    password: [
      `auth_param basic program ${NCSA} ${passwords}`,
      'auth_param basic children 2 startup=1 idle=1',
      'auth_param basic realm lab',
      'acl known proxy_auth REQUIRED',
      'http_access allow known',
      'http_access deny all',
    ],
  }[access.kind];
  const lines = [
    ...rules,
    `http_port ${address === undefined ? '' : `${address}:`}${port}`,
    'visible_hostname squid.lab',
    'cache deny all',
    'pid_filename none',
    'access_log none',
    'cache_store_log none',
    'cache_log /dev/null',
    'coredump_dir none',
    'netdb_filename none',
    'pinger_enable off',
    // Names come from /etc/hosts; who waits for a name server that is not there gets Squid's answer only after half a minute.
    'dns_timeout 1 second',
    'dns_retransmit_interval 1 second',
    'shutdown_lifetime 0 seconds',
    'max_filedescriptors 1024',
  ];
  return {
    name: `squid-${port}`,
    files: [
      { path: configuration, text: lines.map((line) => `${line}\n`).join('') },
      ...(access.kind === 'password'
        ? [{ path: passwords, text: `${access.user}:${md5(access.password)}\n` }]
        : []),
    ],
    argv: ['squid', '-N', '-d', '1', '-f', configuration],
    env: {},
    listens: [{ address: address ?? '::', port }],
  };
};

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
