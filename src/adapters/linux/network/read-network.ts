import type { FactValues, InterfaceAddress } from '../../../domain/facts/fact.ts';
import type { Source, Unknown } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { Command, Outcome, Runner } from '../../exec/command.ts';
import type { Access } from '../access.ts';
import { pidIn, runnerIn } from '../access.ts';
import type { Files } from '../files.ts';
import type { Hiding } from '../options.ts';
import type { Note, Reading } from '../reading.ts';
import { failedCommand, fromCommand, installHint, unreadOutput } from '../unknowns.ts';
import { parseIpAddresses } from './parse-ip-addresses.ts';
import { parseIpLinks } from './parse-ip-links.ts';
import { parseIpNeighbours } from './parse-ip-neighbours.ts';
import { parseIpNetconf } from './parse-ip-netconf.ts';
import { parseIpRoutes } from './parse-ip-routes.ts';
import { parseIpRules } from './parse-ip-rules.ts';
import type { Parsed } from './parsed.ts';
import { NETWORK_KINDS, readWithoutIp } from './read-without-ip.ts';

export interface NetworkInput {
  readonly files: Files;
  readonly access: Access;
  readonly runner: Runner;
  readonly secrets: Hiding;
  readonly ownAddresses: readonly InterfaceAddress[] | undefined;
  /** Whether the batch also asks for the settings that `ip` knows. */
  readonly withSettings: boolean;
  readonly note: Note;
}

const BOUNDS = { timeoutMs: 10_000, maxOutputBytes: 32 * 1024 * 1024 };

/** Without a family `route` gives both, `rule` only IPv4. */
const LINES = ['addr show', 'route show table all', 'rule show', 'neigh show'];
const SETTINGS = 'netconf show';
const batchOf = (lines: readonly string[]): Command => ({
  argv: ['ip', '-json', '-details', '-force', '-batch', '-'],
  stdin: `${lines.join('\n')}\n`,
  ...BOUNDS,
});
const RULES6: Command = { argv: ['ip', '-6', '-json', '-details', 'rule', 'show'], ...BOUNDS };

/**
 * Interfaces, addresses, routes of all tables, rules and neighbours of one namespace, by iproute2 in two calls; where that is
 * missing, may not enter or says what is not understood, what /proc shows, and the rest unknown.
 */
export const readNetwork = async (input: NetworkInput): Promise<readonly Reading[]> => {
  const inside = runnerIn(input.access, input.runner);
  if (inside === undefined) return withoutIp(input, unknown('denied', { kind: 'run-as-root' }));
  const lines = input.withSettings ? [...LINES, SETTINGS] : LINES;
  const command = batchOf(lines);
  const early = input.access.kind === 'own' ? inside.run(RULES6) : undefined;
  const all = await inside.run(command);
  const documents = all.kind === 'exited' ? readDocuments(all.stdout) : undefined;
  if (documents?.length !== lines.length) return withoutIp(input, whyNot(command, all, input.secrets));
  const needsSix = early === undefined && hasGlobalIPv6(documents[0]);
  return readAll(input, documents, await (needsSix ? inside.run(RULES6) : early));
};

/** Without an address that leads anywhere, IPv6 rules decide nothing: with hundreds of containers that saves a program each. */
const hasGlobalIPv6 = (addresses: unknown): boolean =>
  parseIpAddresses(addresses).items.some(({ address, scope }) => scope === 'global' && address.includes(':'));

/** The JSON documents of a batch, one a line. Undefined when one is cut off or is no JSON. */
const readDocuments = (stdout: string): readonly unknown[] | undefined => {
  try {
    return stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  } catch {
    return undefined;
  }
};

/** An `ip` that takes no `-json` is not iproute2's but BusyBox's, or older than 4.14: the package would fill it. */
const whyNot = (command: Command, outcome: Outcome, secrets: Hiding): Unknown => {
  if (outcome.kind !== 'exited') return failedCommand(command, outcome, secrets.scrub);
  const source = fromCommand(command);
  if (outcome.stdout.trim() === '' && outcome.code !== 0)
    return unknown('missing-tool', installHint('ip'), { source });
  return unreadOutput(source, outcome.stderr || outcome.stdout, secrets.scrub);
};

const withoutIp = (input: NetworkInput, why: Unknown): readonly Reading[] => {
  const pid = pidIn(input.access);
  const settings = input.withSettings ? [input.note('sysctls', why)] : [];
  if (pid !== undefined) return [...readWithoutIp({ ...input, pid, why }), ...settings];
  return [...NETWORK_KINDS.map((kind) => input.note(kind, why)), ...settings];
};

const readAll = (
  input: NetworkInput,
  documents: readonly unknown[],
  rules6: Outcome | undefined,
): readonly Reading[] => {
  const [addresses, routes, rules, neighbours, settings] = documents;
  const source = (line: string): Source => ({ via: 'command', what: `ip -json -details ${line}` });
  return [
    ...readingsOf(input, 'interfaces', parseIpLinks(addresses), source('addr show')),
    ...readingsOf(input, 'addresses', parseIpAddresses(addresses), source('addr show')),
    ...readingsOf(input, 'routes', parseIpRoutes(routes), source('route show table all')),
    ...ruleReadings(input, parseIpRules(rules, 4), rules6, source('rule show')),
    ...readingsOf(input, 'neighbours', parseIpNeighbours(neighbours), source('neigh show')),
    ...(input.withSettings ? settingReadings(input.note, settings, source(SETTINGS)) : []),
  ];
};

const settingReadings = (note: Note, json: unknown, source: Source): readonly Reading[] => [
  note('sysctls', known(parseIpNetconf(json), source)),
  note('sysctls', unknown('not-asked', { kind: 'none' }), 'rest'),
];

/** IPv6 rules come by a call of their own; a kernel without IPv6 fails it, and has none. */
const ruleReadings = (
  input: NetworkInput,
  four: Parsed<FactValues['rules'][number]>,
  rules6: Outcome | undefined,
  source: Source,
): readonly Reading[] => {
  if (rules6 === undefined) {
    const notAsked = input.note('rules', unknown('not-asked', { kind: 'none' }), 'ipv6');
    return [...readingsOf(input, 'rules', four, source), notAsked];
  }
  const documents = rules6.kind === 'exited' && rules6.code === 0 ? readDocuments(rules6.stdout) : undefined;
  const hasSix = input.files.status(`/proc/${pidIn(input.access) ?? 'self'}/net/if_inet6`) !== undefined;
  const six = parseIpRules(documents?.[0], 6);
  const both = { items: [...four.items, ...six.items], unread: [...four.unread, ...six.unread] };
  const known4 = readingsOf(input, 'rules', both, source);
  if (documents !== undefined || !hasSix) return known4;
  const why =
    rules6.kind === 'exited' && rules6.code === 0
      ? unreadOutput(fromCommand(RULES6), rules6.stdout, input.secrets.scrub)
      : failedCommand(RULES6, rules6, input.secrets.scrub);
  return [...known4, input.note('rules', why, 'ipv6')];
};

const readingsOf = <Kind extends (typeof NETWORK_KINDS)[number]>(
  { note, secrets }: NetworkInput,
  kind: Kind,
  parsed: Parsed<FactValues[Kind][number]>,
  source: Source,
): readonly Reading[] => {
  const [first] = parsed.unread;
  // One kind's items in one list: the union of lists that TypeScript sees is never mixed.
  const reading = note(kind, known(parsed.items as unknown as FactValues[Kind], source));
  return first === undefined
    ? [reading]
    : [reading, note(kind, unreadOutput(source, first, secrets.scrub), 'unread')];
};
