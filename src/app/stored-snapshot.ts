import { formatSnapshot } from '../adapters/store/format-snapshot.ts';
import { readSnapshot } from '../adapters/store/read-snapshot.ts';
import type { FileOwner } from '../adapters/store/write-file-atomically.ts';
import { writeFileAtomically } from '../adapters/store/write-file-atomically.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';

export { readSnapshot };

/** Who runs this process: what decides whose a file that it leaves shall be. */
export interface Writer {
  readonly euid: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Writes a snapshot whole or not at all, for its owner alone: it tells much about a machine. Under sudo that is the user who called it, who
 * else could not read their own file.
 */
export const storeSnapshot = (
  path: string,
  snapshot: Snapshot,
  writer: Writer = { euid: process.geteuid?.(), env: process.env },
): ReturnType<typeof writeFileAtomically> => {
  const owner = callerOfSudo(writer);
  const options = owner === undefined ? { mode: 0o600 } : { mode: 0o600, owner };
  return writeFileAtomically(path, formatSnapshot(snapshot), options);
};

/** SUDO_UID and SUDO_GID (sudo(8)); they mean something to root only, since nobody else can give a file away. */
export const callerOfSudo = ({ euid, env }: Writer): FileOwner | undefined => {
  const uid = readId(env['SUDO_UID']);
  const gid = readId(env['SUDO_GID']);
  return euid !== 0 || uid === undefined || gid === undefined ? undefined : { uid, gid };
};

/** The highest number is no user's: chown(2) takes it for "as it is". */
const readId = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) && Number(text) < 0xffff_ffff ? Number(text) : undefined;
