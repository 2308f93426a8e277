import { formatSnapshot } from '../adapters/store/format-snapshot.ts';
import { readSnapshot } from '../adapters/store/read-snapshot.ts';
import { writeFileAtomically } from '../adapters/store/write-file-atomically.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';

export { readSnapshot };

/** Writes a snapshot whole or not at all, for its owner alone: it tells much about a machine. */
export const storeSnapshot = (path: string, snapshot: Snapshot): ReturnType<typeof writeFileAtomically> =>
  writeFileAtomically(path, formatSnapshot(snapshot), { mode: 0o600 });
