import type { Variable } from '../facts/fact.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Client } from './client.ts';
import { extendNoProxy } from './extend-no-proxy.ts';
import { findSet } from './find-variable.ts';
import type { ProgramKind } from './program-kind.ts';
import { clientsIn, possibleKinds } from './program-kind.ts';

/** One variable as a command shall have it; `after` undefined: not at all. */
export interface VariableChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What is to be changed, and the parts of the exception list that had to go because the command would die of them. */
export interface DirectEnvironment {
  readonly changes: readonly VariableChange[];
  readonly dropped: readonly string[];
}

/**
 * The environment in which programs of these kinds go direct to `hosts` and none dies of a list that another tool made. Both
 * spellings get the same list. Where no proxy is set nothing is changed: nobody asks the list.
 */
export const directEnvironment = (
  variables: readonly Variable[],
  hosts: readonly string[],
  kinds: readonly ProgramKind[],
): DirectEnvironment => {
  if (!namesProxy(variables)) return { changes: [], dropped: [] };
  const clients = clientsIn(kinds);
  const [{ value } = { value: '' }] = extendNoProxy(withOtherSpellings(variables, kinds), hosts);
  const { entries, dropped } = mendList(value.split(','), hosts, kinds, clients);
  const list = entries.join(',');
  const wanted = [
    ...['no_proxy', 'NO_PROXY'].map((name) => ({ name, value: list })),
    ...mendedProxies(variables, clients),
  ];
  return { changes: changesTo(variables, wanted), dropped };
};

/** What differs, in the order of `wanted`. */
export const changesTo = (
  variables: readonly Variable[],
  wanted: readonly { readonly name: string; readonly value: string | undefined }[],
): readonly VariableChange[] =>
  wanted
    .map(({ name, value }) => ({ name, before: findSet(variables, [name])?.value, after: value }))
    .filter(({ before, after }) => before !== after);

/** The environment with the changes made. */
export const withChanges = (
  variables: readonly Variable[],
  changes: readonly VariableChange[],
): readonly Variable[] => {
  const names = new Set(changes.map(({ name }) => name));
  return [
    ...variables.filter(({ name }) => !names.has(name)),
    ...changes.flatMap(({ name, after }) => (after === undefined ? [] : [{ name, value: after }])),
  ];
};

/** In whatever spelling, and under the prefixes of npm, global-agent and Perl. */
export const namesProxy = (variables: readonly Variable[]): boolean =>
  variables.some(({ name, value }) => value !== '' && PROXY_NAME.test(name));

const PROXY_NAME = /^(?:npm_config_|GLOBAL_AGENT_|CGI_)?(?:https?_|all_|wss?_|socks_)?proxy$/i;

/** Python alone reads `No_Proxy` too, and no longer does once `no_proxy` is set. */
const withOtherSpellings = (
  variables: readonly Variable[],
  kinds: readonly ProgramKind[],
): readonly Variable[] => {
  if (kinds.join() !== 'python') return variables;
  const others = variables.filter(
    ({ name }) => /^no_proxy$/i.test(name) && !/^(?:no_proxy|NO_PROXY)$/.test(name),
  );
  const plain = findSet(variables, ['no_proxy'])?.value ?? '';
  const all = [plain, ...others.map(({ value }) => value)].filter((value) => value !== '').join(',');
  return others.length === 0 ? variables : [{ name: 'no_proxy', value: all }, ...variables];
};

const mendList = (
  list: readonly string[],
  hosts: readonly string[],
  kinds: readonly ProgramKind[],
  clients: readonly Client[],
): { readonly entries: readonly string[]; readonly dropped: readonly string[] } => {
  // wget takes `*` for a name, and then only what is listed beside it counts.
  if (list.join() === '*') return { entries: kinds.join() === 'wget' ? ['*', ...hosts] : list, dropped: [] };
  // Asked once for all: a list that hurts is rare, and each question costs.
  const others = list.filter((entry) => !hosts.includes(entry)).join(',');
  if (others === '' || !clients.some((client) => kills(client, others))) {
    return { entries: [...list, ...bracketed(list, hosts, kinds)], dropped: [] };
  }
  const mended = list.map((entry) => ({
    entry,
    kept: [entry, entry.replace(/^\[(.*)\]$/, '$1')].find(
      (text) => !clients.some((client) => kills(client, text)),
    ),
  }));
  const kept = mended.flatMap((part) => part.kept ?? []);
  return {
    entries: [...new Set([...kept, ...bracketed(kept, hosts, kinds)])],
    dropped: mended.flatMap(({ entry, kept: left }) => (left === undefined ? [entry] : [])),
  };
};

/** Node until 24 and npm compare an IPv6 address with its brackets; httpx ends at them, so where a command may be Python it goes first. */
const bracketed = (
  entries: readonly string[],
  hosts: readonly string[],
  kinds: readonly ProgramKind[],
): readonly string[] => {
  const possible = possibleKinds(kinds);
  if (possible.includes('python') || !(possible.includes('node') || possible.includes('npm'))) return [];
  return entries
    .filter((entry) => entry.includes(':') && hosts.includes(entry))
    .map((entry) => `[${entry}]`)
    .filter((entry) => !entries.includes(entry));
};

const ANY = parseTarget('http://a.test/');
const PROXY = 'http://p.test:3128';

/** Versions in use that read a list otherwise than the newest: httpx2 lives with an IPv6 block. */
const EARLIER: ReadonlyMap<string, readonly string[]> = new Map([['httpx', ['0.23.3', '0.25.2', '0.28.1']]]);

/** Whether a client gives up, whatever it is asked for, because of a list. */
const kills = (client: Client, list: string): boolean => {
  if (!ANY.ok) return false;
  const settings = [
    ...['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].map((name) => ({ name, value: PROXY })),
    ...['no_proxy', 'NO_PROXY'].map((name) => ({ name, value: list })),
    { name: 'NODE_USE_ENV_PROXY', value: '1' },
  ];
  const target = ANY.value;
  const versions = [undefined, ...(EARLIER.get(client.name) ?? [])];
  return versions.some((version) => client.choose(version, settings, target).kind === 'dies');
};

/** `10.0.0.2:3128` is an address to most, and to some the end: with `http://` before it all read the same. */
const mendedProxies = (
  variables: readonly Variable[],
  clients: readonly Client[],
): readonly { readonly name: string; readonly value: string }[] =>
  ['http', 'https'].flatMap((scheme) => {
    const target = parseTarget(`${scheme}://a.test/`);
    if (!target.ok) return [];
    return clients.flatMap((client) => {
      const choice = client.choose(undefined, variables, target.value);
      if (choice.kind !== 'dies' || choice.why !== 'missing-scheme') return [];
      const { name } = choice.variable;
      const value = findSet(variables, [name])?.value ?? '';
      return [{ name, value: `http://${value.trim()}` }];
    });
  });
