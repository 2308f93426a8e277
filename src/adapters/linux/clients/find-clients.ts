import type { ClientProgram } from '../../../domain/facts/fact.ts';
import type { Known } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { Command, RunAs, Runner } from '../../exec/command.ts';
import { oneLine } from '../../exec/strip-control.ts';
import type { Files } from '../files.ts';
import type { Note, Reading } from '../reading.ts';
import { failedCommand, fromCommand, fromFile, installHint, unreadOutput } from '../unknowns.ts';
import { readCurlSettings } from './curl-settings.ts';
import { findPackage } from './find-package.ts';
import type { SearchPath } from './find-program.ts';
import { findPrograms, followLinks } from './find-program.ts';

export interface ClientSearch {
  readonly files: Files;
  readonly search: SearchPath;
  /** A variable of the consumer's environment. */
  readonly variable: (name: string) => string | undefined;
  /** Runs the consumer's programs as the consumer; undefined where they belong to another file system. */
  readonly runner: Runner | undefined;
  readonly runAs: RunAs | undefined;
  readonly scrub: (text: string) => string;
  readonly note: () => Note;
}

type Find = (search: ClientSearch) => Promise<Known<ClientProgram>> | Known<ClientProgram>;

/**
 * Finds the client programs that the consumer would start, with their versions. Beside a `curl` whose own settings file can change where
 * it connects, an unknown `curl-settings`.
 */
export const findClients = async (
  clients: readonly string[],
  search: ClientSearch,
): Promise<readonly Reading[]> => {
  const found = [...new Set(clients)].map((client) => findClient(client, search));
  return (await Promise.all(found)).flat();
};

const findClient = async (client: string, search: ClientSearch): Promise<readonly Reading[]> => {
  const state = await stateOf(client, search);
  const reading = search.note()('client', state, client);
  const isMissing = state.kind === 'unknown' && state.why === 'missing-tool';
  const settings =
    client === 'curl' && !isMissing
      ? readCurlSettings(search.files, search.search, search.variable)
      : undefined;
  return settings === undefined ? [reading] : [reading, search.note()('client', settings, 'curl-settings')];
};

const stateOf = async (client: string, search: ClientSearch): Promise<Known<ClientProgram>> => {
  const find = FINDERS[client];
  if (find !== undefined) return find(search);
  return findPackage(client, search) ?? unknown('not-modelled', { kind: 'none' });
};

/** `-q` first: the version is asked of the program, not of somebody's ~/.curlrc. libcurl is what chooses the proxy, so its version counts. */
const findCurl: Find = (search) =>
  askVersion(search, 'curl', ['-q', '--version'], /^curl (?:.*?\blibcurl\/)?(\d[\w.-]*)/);

const findNode: Find = (search) => {
  const [path] = findPrograms(search.files, search.search, 'node');
  const isThis =
    path !== undefined &&
    search.search.root === '' &&
    followLinks(search.files, '', path) === process.execPath;
  if (!isThis) return askVersion(search, 'node', ['--version'], /^v(\d[\w.+-]*)/);
  return known({ client: 'node', version: process.versions.node, path }, fromFile(path));
};

const FINDERS: Readonly<Record<string, Find>> = { curl: findCurl, node: findNode };

const askVersion = async (
  { files, search, runner, runAs, scrub }: ClientSearch,
  client: string,
  flags: readonly string[],
  version: RegExp,
): Promise<Known<ClientProgram>> => {
  const [path] = findPrograms(files, search, client);
  if (path === undefined) return unknown('missing-tool', installHint(client));
  if (runner === undefined)
    return unknown('not-asked', { kind: 'none' }, { source: fromFile(search.root + path) });
  const command: Command = {
    argv: [path, ...flags],
    timeoutMs: 3_000,
    maxOutputBytes: 65_536,
    ...(runAs === undefined ? {} : { runAs }),
  };
  const outcome = await runner.run(command);
  if (outcome.kind !== 'exited' || outcome.code !== 0) return failedCommand(command, outcome, scrub);
  const found = version.exec(outcome.stdout)?.[1];
  if (found === undefined) return unreadOutput(fromCommand(command), oneLine(outcome.stdout), scrub);
  return known({ client, version: found, path }, fromCommand(command));
};
