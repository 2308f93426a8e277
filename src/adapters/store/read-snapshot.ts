import { createReadStream, readFileSync, statSync } from 'node:fs';
import { fail, type Result, succeed } from '../../domain/facts/result.ts';
import { SCHEMA_VERSION, type Snapshot } from '../../domain/facts/snapshot.ts';
import { stripControl } from '../exec/strip-control.ts';
import { checkSnapshot, isOfNewerKind } from './check-snapshot.ts';

/** Why a file is no snapshot that can be read here. `where` is the path of the first thing that is wrong: `facts[3].state`. */
export type SnapshotProblem =
  | { readonly why: 'missing' | 'denied' | 'not-a-file' | 'too-large' | 'not-json' | 'foreign' | 'newer' }
  | { readonly why: 'malformed'; readonly where: string };

const LIMIT_BYTES = 256 * 1024 * 1024;

const WHYS: Readonly<Record<string, 'missing' | 'denied' | 'not-a-file'>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENAMETOOLONG: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
};

/** A pipe or a device says nothing of its size: it is read piece by piece, up to the limit. */
async function readPieces(path: string, limitBytes: number): Promise<Result<string, SnapshotProblem>> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    sizeBytes += piece.length;
    if (sizeBytes > limitBytes) return fail({ why: 'too-large' });
    pieces.push(piece);
  }
  return succeed(Buffer.concat(pieces).toString('utf8'));
}

async function readLimited(path: string, limitBytes: number): Promise<Result<string, SnapshotProblem>> {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return fail({ why: 'not-a-file' });
    if (found.size > limitBytes) return fail({ why: 'too-large' });
    // At once: loading Node's streams takes longer than reading a snapshot.
    return found.isFile() ? succeed(readFileSync(path, 'utf8')) : await readPieces(path, limitBytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    return fail({ why: WHYS[code] ?? 'not-a-file' });
  }
}

/**
 * What `stripControl` would take out of a string, as JSON may write it. Tongtu's own snapshots hold none of it, and are
 * spared the walk.
 */
const MAY_HOLD_CONTROLS = /\\[ubfr]|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

function parseJson(text: string): unknown {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (!MAY_HOLD_CONTROLS.test(body)) return JSON.parse(body);
  return JSON.parse(body, (_key, value) => (typeof value === 'string' ? stripControl(value) : value));
}

interface Unchecked {
  readonly schemaVersion: number;
  readonly facts: readonly unknown[];
  readonly observations: readonly unknown[];
}

const isSnapshotLike = (value: unknown): value is Unchecked =>
  typeof value === 'object' &&
  value !== null &&
  'schemaVersion' in value &&
  Number.isInteger(value.schemaVersion) &&
  'facts' in value &&
  Array.isArray(value.facts) &&
  'observations' in value &&
  Array.isArray(value.observations);

/**
 * Reads a snapshot from its text. Fields that this version does not know stay; facts of a kind that it does not know
 * are left out, and `leftOut` counts them. Strings that were made to confuse a screen are cleaned.
 */
export function parseSnapshot(
  text: string,
): Result<{ readonly snapshot: Snapshot; readonly leftOut: number }, SnapshotProblem> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    // A RangeError: nested deeper than the stack.
    return fail(error instanceof RangeError ? { why: 'malformed', where: '' } : { why: 'not-json' });
  }
  if (!isSnapshotLike(value) || value.schemaVersion < 1) return fail({ why: 'foreign' });
  if (value.schemaVersion > SCHEMA_VERSION) return fail({ why: 'newer' });
  const where = checkSnapshot(value);
  if (where !== undefined) return fail({ why: 'malformed', where });
  const facts = value.facts.filter((fact) => !isOfNewerKind(fact));
  // Checked just now; the fields that are new to us stay, which no type of ours can say.
  const snapshot = { ...value, facts } as unknown as Snapshot;
  return succeed({ snapshot, leftOut: value.facts.length - facts.length });
}

/** Reads the snapshot in a file of at most 256 MiB, as `tongtu snapshot -o FILE` writes it (`formatSnapshot`). */
export async function readSnapshot(
  path: string,
  limitBytes = LIMIT_BYTES,
): Promise<Result<Snapshot, SnapshotProblem>> {
  const text = await readLimited(path, limitBytes);
  if (!text.ok) return text;
  const parsed = parseSnapshot(text.value);
  return parsed.ok ? succeed(parsed.value.snapshot) : parsed;
}
