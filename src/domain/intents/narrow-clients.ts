import type { Asker } from '../diagnose/intent.ts';
import { flowOf, standpointOf } from '../diagnose/standpoint.ts';
import type { Process } from '../facts/fact.ts';
import type { Model } from '../trace/model.ts';
import { traceFlow } from '../trace/trace-flow.ts';
import { connectionsOf, endKey } from './connections-of.ts';
import type { NamedService } from './named-service.ts';
import { clientsOf, clientsOfKind } from './program-clients.ts';

export interface Asking {
  readonly asker: Extract<Asker, { kind: 'process' }>;
  readonly process: Process;
  readonly service: Pick<NamedService, 'target'>;
}

/**
 * The clients that a process can be: those that its program is known to use; of these, where its open connections tell, only
 * those that would connect where it really is connected. Where none of them would, what is known of the program does not hold here, and
 * any client of its kind that would is more likely. Connections that lead elsewhere tell nothing.
 */
export const narrowClients = (model: Model, { asker, process, service }: Asking): readonly string[] => {
  const possible = clientsOf(process);
  if (possible.length === 0) return possible;
  const open = new Set(
    connectionsOf(model, asker.node, asker.pid).map(({ remoteAddress, remotePort }) =>
      endKey(remoteAddress, remotePort),
    ),
  );
  const standpoint = open.size === 0 ? undefined : standpointOf(model, asker);
  if (standpoint === undefined) return possible;
  const wouldBeThere = (name: string): boolean => {
    const flow = flowOf(model, standpoint, name, service.target);
    return (
      flow !== undefined &&
      traceFlow(model, flow).connectTo.some(({ address, port }) => open.has(endKey(address, port)))
    );
  };
  const seen = possible.filter(wouldBeThere);
  if (seen.length > 0) return seen;
  const others = clientsOfKind(process).filter(wouldBeThere);
  return others.length > 0 ? others : possible;
};
