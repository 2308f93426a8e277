import type { Source, Unknown } from '../../../domain/facts/known.ts';
import type { Result } from '../../../domain/facts/result.ts';
import { fail, succeed } from '../../../domain/facts/result.ts';
import type { Command, Runner } from '../../exec/command.ts';
import type { SocketTable } from '../sockets/parse-proc-sockets.ts';
import { SOCKET_TABLES } from '../sockets/parse-proc-sockets.ts';
import { failedCommand, fromCommand } from '../unknowns.ts';
import { PER_INTERFACE, PER_INTERFACE_FOLDERS, SINGLE, sysctlName } from './sysctl-names.ts';

/** What only a process inside a namespace can read of it. */
export interface ProcInside {
  readonly settings: Readonly<Record<string, string>>;
  readonly sockets: ReadonlyMap<SocketTable, string>;
  readonly hasLegacy: { readonly four: boolean; readonly six: boolean };
  readonly source: Source;
}

const TABLES = [...SOCKET_TABLES, 'ip_tables_names', 'ip6_tables_names'];
const FOLDERS = PER_INTERFACE_FOLDERS.map((folder) => `/proc/sys/net/${folder}`);
const SETTINGS = [
  ...new Set([...SINGLE.map(baseName), ...PER_INTERFACE_FOLDERS.flatMap((folder) => PER_INTERFACE[folder])]),
];

/**
 * grep(1) prints many files with their names in one call, without a shell and without knowing the interfaces before:
 * `/proc/sys/net/ipv4/conf/eth0/rp_filter:2`.
 */
const commandFor = (withTables: boolean): Command => ({
  argv: [
    'grep',
    '-rsH',
    ...[...SETTINGS, ...(withTables ? TABLES : [])].map((name) => `--include=${name}`),
    '',
    ...FOLDERS,
    ...SINGLE.map((path) => `/proc/sys/net/${path}`),
    ...(withTables ? TABLES.map((table) => `/proc/self/net/${table}`) : []),
  ],
  timeoutMs: 10_000,
  maxOutputBytes: 16 * 1024 * 1024,
});

/** Reads settings, and for a namespace without a process (`withTables`) its sockets too, in one call. */
export const askProcInside = async (
  inside: Runner,
  withTables: boolean,
  scrub: (text: string) => string,
): Promise<Result<ProcInside, Unknown>> => {
  const command = commandFor(withTables);
  const outcome = await inside.run(command);
  // Files that are absent (no IPv6) make it exit 2 after it has printed the others.
  if (outcome.kind !== 'exited' || outcome.stdout === '') return fail(failedCommand(command, outcome, scrub));
  return succeed({ ...parseGrep(outcome.stdout), source: fromCommand({ argv: ['grep', ...FOLDERS] }) });
};

/** Reads `FILE:line` lines. */
export const parseGrep = (text: string): Omit<ProcInside, 'source'> => {
  const settings: Record<string, string> = {};
  const tables = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, setting, value] = /^\/proc\/sys\/net\/([^:]+):(.*)$/.exec(line) ?? [];
    const [, table, row] = /^\/proc\/self\/net\/(\w+):(.*)$/.exec(line) ?? [];
    if (setting !== undefined && !setting.includes('/default/')) settings[sysctlName(setting)] = value ?? '';
    if (table !== undefined) tables.set(table, `${tables.get(table) ?? ''}${row ?? ''}\n`);
  }
  const sockets = SOCKET_TABLES.flatMap((table): [SocketTable, string][] => {
    const rows = tables.get(table);
    return rows === undefined ? [] : [[table, rows]];
  });
  const hasLegacy = { four: tables.has('ip_tables_names'), six: tables.has('ip6_tables_names') };
  return { settings, sockets: new Map(sockets), hasLegacy };
};

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
