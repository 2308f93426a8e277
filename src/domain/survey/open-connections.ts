import type { Diagnosis } from '../diagnose/diagnose.ts';
import type { Connection } from '../facts/fact.ts';
import type { Endpoint } from '../facts/observation.ts';
import { connectionsOf, endKey } from '../intents/connections-of.ts';

/** Where a process is connected right now, of the places that its request would go to. */
export interface OpenConnections {
  readonly to: Endpoint;
  readonly count: number;
  /** `syn-sent` where none of them has been answered yet. */
  readonly state: Connection['state'];
}

/** `undefined`: the asker is no process, or it is connected to none of the places where these clients would connect. */
export const openConnections = (
  { it, paths }: Diagnosis,
  clients: readonly string[],
): OpenConnections | undefined => {
  const { asker } = it.intent;
  if (asker.kind !== 'process') return undefined;
  const open = connectionsOf(it.model, asker.node, asker.pid);
  for (const { path } of paths) {
    if (!path.clients.some(({ client }) => clients.includes(client.name))) continue;
    for (const to of path.way.trace.connectTo) {
      const there = open.filter(
        ({ remoteAddress, remotePort }) => endKey(remoteAddress, remotePort) === endKey(to.address, to.port),
      );
      const [first] = there;
      if (first === undefined) continue;
      const best = there.find(({ state }) => state === 'established') ?? first;
      return { to, count: there.length, state: best.state };
    }
  }
  return undefined;
};
