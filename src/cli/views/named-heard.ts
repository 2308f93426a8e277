import type { Evidence, Heard } from '../../domain/diagnose/finding.ts';

/** An answer that bears no mark of its program, by the name of the process that holds the port. */
export const namedBy = (heard: Heard, process: string | undefined): Heard =>
  heard.peer.program !== 'unknown' || process === undefined
    ? heard
    : { ...heard, peer: { ...heard.peer, program: process } };

/** Evidence in which one service has one name. What came through a proxy may be anybody's. */
export const namedAlike = (evidence: readonly Evidence[]): readonly Evidence[] => {
  const names = evidence.flatMap((item) => (item.kind === 'listens' ? [item.by.name] : []));
  const [name] = names;
  return names.length !== 1
    ? evidence
    : evidence.map((item) =>
        item.kind === 'answered' && item.through === undefined
          ? { ...item, heard: namedBy(item.heard, name) }
          : item,
      );
};
