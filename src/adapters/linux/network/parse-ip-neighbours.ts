import type { Neighbour } from '../../../domain/facts/fact.ts';
import { recordsIn, textIn, textsIn } from './json-record.ts';
import type { Parsed } from './parsed.ts';
import { parseEach } from './parsed.ts';

/**
 * Reads `ip -json neigh show`, both families (ip-neighbour(8)):
 *
 *     [{"dst":"10.5.0.2","dev":"v0","lladdr":"02:00:00:00:00:02","state":["REACHABLE"]},{"dst":"10.5.0.77","dev":"v0","state":["FAILED"]}]
 */
export const parseIpNeighbours = (json: unknown): Parsed<Neighbour> =>
  parseEach(recordsIn(json), (record) => {
    const address = textIn(record, 'dst');
    const device = textIn(record, 'dev');
    if (address === undefined || device === undefined) return undefined;
    const mac = textIn(record, 'lladdr');
    const state = textsIn(record, 'state').join(',');
    return {
      interface: device,
      address,
      ...(mac === undefined ? {} : { mac }),
      state: state === '' ? 'NONE' : state,
    };
  });
