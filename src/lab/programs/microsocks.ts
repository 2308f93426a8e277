import type { Microsocks } from '../network.ts';
import type { ProgramStart } from './program-start.ts';

/** microsocks(1) on every address of IPv4. */
export const microsocksStart = ({ port, login }: Microsocks): ProgramStart => ({
  name: `microsocks-${port}`,
  files: [],
  argv: [
    'microsocks',
    '-i',
    '0.0.0.0',
    '-p',
    String(port),
    ...(login === undefined ? [] : ['-u', login.user, '-P', login.password]),
  ],
  env: {},
  listens: [{ address: '0.0.0.0', port }],
});
