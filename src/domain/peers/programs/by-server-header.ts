import { firstHeader, headerMark } from '../header.ts';
import type { Peer } from '../peer.ts';
import type { Program } from '../program.ts';
import { readProduct } from '../via.ts';

/** A program that names itself in the Server header: `Server: nginx/1.22.1`. */
export const byServerHeader = (program: string, role: Peer['role'], product = program): Program => ({
  program,
  role,
  answered: (response) => {
    const server = firstHeader(response, 'server');
    if (server === undefined) return undefined;
    const [name, version] = readProduct(server);
    if (name !== product) return undefined;
    return {
      clue: 'server',
      marks: [headerMark('server', server)],
      ...(version === undefined ? {} : { version }),
    };
  },
});
