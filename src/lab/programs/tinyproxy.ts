import type { Tinyproxy } from '../network.ts';
import { PLACES } from '../places.ts';
import type { ProgramStart } from './program-start.ts';

/** Debian's tinyproxy in the foreground, open to everyone because no `Allow` line stands there (tinyproxy.conf(5)). */
export const tinyproxyStart = ({ port }: Tinyproxy): ProgramStart => {
  const configuration = `${PLACES.configuration}/tinyproxy-${port}.conf`;
  const lines = [
    'User nobody',
    'Group nogroup',
    `Port ${port}`,
    'Listen 0.0.0.0',
    'Timeout 60',
    'LogLevel Warning',
    'MaxClients 20',
    'ViaProxyName "tinyproxy"',
  ];
  return {
    name: `tinyproxy-${port}`,
    files: [{ path: configuration, text: lines.map((line) => `${line}\n`).join('') }],
    argv: ['tinyproxy', '-d', '-c', configuration],
    env: {},
    listens: [{ address: '0.0.0.0', port }],
  };
};
