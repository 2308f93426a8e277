import type { Nginx } from '../network.ts';
import { PLACES } from '../places.ts';
import type { ProgramStart } from './program-start.ts';

/** One process in the foreground, which writes nothing outside the machine's own /run. */
export const nginxStart = ({ port, upstream }: Nginx): ProgramStart => {
  const configuration = `${PLACES.configuration}/nginx-${port}.conf`;
  const scratch = `${PLACES.configuration}/nginx-${port}`;
  const lines = [
    'daemon off;',
    'master_process off;',
    'user root;',
    `pid ${scratch}.pid;`,
    'error_log stderr warn;',
    'events {}',
    'http {',
    '  access_log off;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `  ${kind}_temp_path ${scratch}-${kind};`,
    ),
    '  server {',
    `    listen ${port};`,
    '    location / {',
    `      proxy_pass http://${upstream};`,
    '      proxy_set_header Host $host;',
    '      proxy_read_timeout 2s;',
    '    }',
    '  }',
    '}',
  ];
  return {
    name: 'nginx',
    files: [{ path: configuration, text: `${lines.join('\n')}\n` }],
    argv: ['nginx', '-c', configuration],
    env: {},
    listens: [{ address: '0.0.0.0', port }],
  };
};
