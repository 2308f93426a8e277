import type { Listener } from '../../../domain/facts/fact.ts';
import type { Unknown } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { Result } from '../../../domain/facts/result.ts';
import type { Note, Reading } from '../reading.ts';
import type { Sockets } from './read-sockets.ts';
import type { Holders } from './socket-holders.ts';

/** Listeners with who holds them and whether they take IPv4 too, and what of that could not be had. */
export const listenerReadings = (
  sockets: Result<Sockets, Unknown>,
  holders: Holders,
  v6Only: ReadonlyMap<number, boolean>,
  note: Note,
): readonly Reading[] => {
  if (!sockets.ok) return [note('listeners', sockets.problem)];
  const { listeners, problems, source } = sockets.value;
  const [problem] = problems;
  if (problem !== undefined && listeners.length === 0) return [note('listeners', problem)];
  const complete = listeners.map((listener) => withHolder(listener, holders.pidOf, v6Only));
  const areAllHeld = complete.every(({ pid }) => pid !== undefined);
  return [
    note('listeners', known(complete, source)),
    ...(problem === undefined ? [] : [note('listeners', problem, 'rest')]),
    // Where every process was seen, a socket that none holds is the kernel's own.
    ...(areAllHeld || holders.isComplete
      ? []
      : [note('listeners', unknown('denied', { kind: 'run-as-root' }), 'holders')]),
  ];
};

const withHolder = (
  listener: Listener,
  holders: ReadonlyMap<number, number>,
  v6Only: ReadonlyMap<number, boolean>,
): Listener => {
  const pid = holders.get(listener.inode);
  const only = v6Only.get(listener.inode);
  return {
    ...listener,
    ...(only === undefined ? {} : { v6Only: only }),
    ...(pid === undefined ? {} : { pid }),
  };
};
