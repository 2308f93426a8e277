import type { Environment, Variable } from '../../domain/facts/fact.ts';
import type { Known } from '../../domain/facts/known.ts';
import { known, unknown } from '../../domain/facts/known.ts';
import { keyNamesIn } from '../../domain/intents/key-variable.ts';
import type { ClientSearch } from './clients/find-clients.ts';
import { findClients } from './clients/find-clients.ts';
import type { Context } from './context.ts';
import { lookUpNames, systemLookUp } from './names/look-up-names.ts';
import { readNameFiles } from './names/read-name-files.ts';
import { readNetInode, readProcInode } from './namespaces/sight.ts';
import type { CollectOptions, From } from './options.ts';
import type { FoundConsumer } from './processes/find-consumer.ts';
import { ownEnvironment } from './processes/own-environment.ts';
import type { RawVariable } from './processes/read-environment.ts';
import { asEnvironment } from './processes/read-environment.ts';
import { rootOf } from './processes/root-of.ts';
import type { Reading } from './reading.ts';
import { fromFile, unreadFile } from './unknowns.ts';

/** Starts to read what the consumer's requests depend on: its environment, its programs, its names and their files. */
export const startConsumer = (
  context: Context,
  options: CollectOptions,
  found: FoundConsumer,
): Promise<readonly Reading[]> => {
  const { files, note } = context;
  const raw = found.environ.ok ? found.environ.value : [];
  // First of all environments, so that its secrets have the lowest numbers.
  const environment = consumerEnvironment(context, found, options.keyVariables ?? []);
  const caller = found.who.how === 'pid' ? [callerReading(context, options)] : [];
  const variables = environment.kind === 'known' ? environment.value.variables : [];
  const root = found.who.how === 'pid' ? rootOf(files, context.self.pid, found.who.pid) : '';
  return Promise.all([
    findClients(options.clients, clientSearch(context, found, raw, root)),
    nameReadings(context, options, found, variables),
  ]).then((parts) => [
    note()('environment', environment, 'consumer'),
    ...caller,
    ...readNameFiles(files, root, note()),
    ...parts.flat(),
  ]);
};

/** What the shell has in which Tongtu was called for another process: often that process lacks just this. */
const callerReading = ({ self, secrets, note }: Context, { env }: CollectOptions): Reading => {
  const value = asEnvironment(self.pid, ownEnvironment(env), 'now', { secrets });
  return note()('environment', known(value, { via: 'process', what: String(self.pid) }), 'caller');
};

const consumerEnvironment = (
  { secrets }: Context,
  found: FoundConsumer,
  keyVariables: readonly string[],
): Known<Environment> => {
  const { who, environ, moment } = found;
  const path = `/proc/${who.pid}/environ`;
  if (!environ.ok) {
    if (environ.problem === 'torn') return unknown('torn', { kind: 'none' }, { source: fromFile(path) });
    return unreadFile(path, environ.problem);
  }
  const keys = keyNamesIn(environ.value.map(({ name }) => name));
  const hiding = { secrets, keys: new Set([...keys, ...keyVariables]) };
  const value = asEnvironment(who.pid, environ.value, moment, hiding);
  return known(value, moment === 'now' ? { via: 'process', what: String(who.pid) } : fromFile(path));
};

const clientSearch = (
  { files, self, runner, secrets, note }: Context,
  { who }: FoundConsumer,
  raw: readonly RawVariable[],
  root: string,
): ClientSearch => {
  const variable = (name: string): string | undefined => raw.find((entry) => entry.name === name)?.value;
  return {
    files,
    search: { root, path: variable('PATH') ?? DEFAULT_PATH },
    variable,
    runner: root === '' ? runner : undefined,
    runAs: self.uid === 0 && who.uid !== 0 ? { uid: who.uid, gid: who.gid } : undefined,
    scrub: secrets.scrub,
    note,
  };
};

/** What execvp(3) searches without PATH. */
const DEFAULT_PATH = '/bin:/usr/bin';

/** Names can be asked from this process's own namespace only. */
const nameReadings = async (
  context: Context,
  { names, from, lookUp }: CollectOptions,
  { who }: FoundConsumer,
  variables: readonly Variable[],
): Promise<readonly Reading[]> => {
  const wanted = typeof names === 'function' ? names(variables) : names;
  const isHere = isOwnNamespace(context, from, who.pid);
  if (isHere) return lookUpNames(wanted, lookUp ?? systemLookUp, context.note);
  return wanted.map((name) => context.note()('name', unknown('not-asked', { kind: 'none' }), name));
};

const isOwnNamespace = ({ files, self }: Context, from: From, pid: number): boolean => {
  const own = readNetInode(files, self.pid);
  if (from.kind === 'here') return true;
  if (from.kind === 'ns') return files.status(from.path)?.inode === own;
  const its = readNetInode(files, pid);
  return its === undefined ? readProcInode(files, pid) === readProcInode(files, self.pid) : its === own;
};
