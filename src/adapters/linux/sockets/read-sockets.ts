import { endianness } from 'node:os';
import type { Listener } from '../../../domain/facts/fact.ts';
import type { Source, Unknown } from '../../../domain/facts/known.ts';
import { unknown } from '../../../domain/facts/known.ts';
import type { Result } from '../../../domain/facts/result.ts';
import { succeed } from '../../../domain/facts/result.ts';
import type { Files, ReadProblem } from '../files.ts';
import { fromFile, unreadFile } from '../unknowns.ts';
import type { SocketTable } from './parse-proc-sockets.ts';
import { parseProcSockets, SOCKET_TABLES } from './parse-proc-sockets.ts';
import { parseInUse, tcpReading } from './tcp-reading.ts';

/** The waiting sockets of one namespace, before it is known who holds them. */
export interface Sockets {
  readonly listeners: readonly Listener[];
  readonly source: Source;
  /** What could not be read of them: a whole table, or lines. */
  readonly problems: readonly Unknown[];
}

/** Reads all four tables of a process's namespace. A kernel without IPv6 lacks two of them, and has no such sockets. */
export const readSockets = (files: Files, pid: number): Sockets => {
  const path = `/proc/${pid}/net`;
  const tables = SOCKET_TABLES.map((table) => {
    const text = readText(files, path, table);
    if (text.ok) return readTable(text.value, table, `${path}/${table}`);
    const isAbsent = text.problem === 'missing' && table.endsWith('6');
    return { listeners: [], problems: isAbsent ? [] : [unreadFile(`${path}/${table}`, text.problem)] };
  });
  return joinTables(tables, fromFile(`${path}/{${SOCKET_TABLES.join(',')}}`));
};

const readText = (files: Files, path: string, table: SocketTable): Result<string, ReadProblem> => {
  if (table === 'udp' || table === 'udp6') return files.readText(`${path}/${table}`);
  const [summary, protocol] =
    table === 'tcp' ? (['sockstat', 'TCP'] as const) : (['sockstat6', 'TCP6'] as const);
  const counts = files.readText(`${path}/${summary}`);
  const inUse = counts.ok ? parseInUse(counts.value, protocol) : undefined;
  if (inUse === undefined) return files.readText(`${path}/${table}`);
  const text = files.readStart(`${path}/${table}`, tcpReading(inUse));
  // What was read only in part ends within a line, which is not a broken one.
  return text.ok ? succeed(text.value.slice(0, text.value.lastIndexOf('\n') + 1)) : text;
};

/** The same from the text of each table, for a namespace without a process. */
export const socketsFromTexts = (texts: ReadonlyMap<SocketTable, string>, source: Source): Sockets =>
  joinTables(
    [...texts].map(([table, text]) => readTable(text, table, table)),
    source,
  );

const readTable = (text: string, table: SocketTable, path: string): Omit<Sockets, 'source'> => {
  const { items, unread } = parseProcSockets(text, table, endianness() === 'LE');
  const [first] = unread;
  const source = fromFile(path);
  const problem = unknown(
    'unread',
    { kind: 'report' },
    { source, ...(first === undefined ? {} : { detail: first }) },
  );
  return { listeners: items, problems: first === undefined ? [] : [problem] };
};

const joinTables = (tables: readonly Omit<Sockets, 'source'>[], source: Source): Sockets => ({
  listeners: tables.flatMap(({ listeners }) => listeners),
  problems: tables.flatMap(({ problems }) => problems),
  source,
});
