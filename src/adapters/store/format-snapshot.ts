import type { Snapshot } from '../../domain/facts/snapshot.ts';

/**
 * A snapshot as the text of its file: JSON, one space an indent so that two of them can be compared line by line, keys
 * in the order in which they were built. Equal snapshots give equal text.
 */
export const formatSnapshot = (snapshot: Snapshot): string => `${JSON.stringify(snapshot, undefined, 1)}\n`;
