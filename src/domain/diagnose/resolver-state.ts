import type { HostsEntry, Resolver } from '../facts/fact.ts';
import type { Question } from '../facts/observation.ts';
import { isUnspecified } from '../net/classify-address.ts';
import { equalAddress } from '../net/compare-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { factState } from '../trace/model.ts';
import { editDistance } from '../words/edit-distance.ts';
import type { Case } from './case.ts';
import { isOwnAddress } from './case.ts';
import { isContainerName } from './container-name.ts';
import type { Evidence } from './finding.ts';

/** Why a name is not found, as far as it shows: the words and the way out differ. */
export type UnresolvedWhy = 'localhost' | 'container-name' | 'mdns' | 'no-server' | 'misspelt' | 'unknown';

const DNS_PORT = 53;

const resolverOf = (it: Case): Resolver | undefined => {
  const state = factState(it.model.facts, it.here.id, 'resolver');
  return state.kind === 'known' ? state.value : undefined;
};

/** The lines of /etc/hosts of the consumer's machine. */
export const hostsOf = (it: Case): readonly HostsEntry[] => {
  const state = factState(it.model.facts, it.here.id, 'hosts-file');
  return state.kind === 'known' ? state.value : [];
};

/** Whether a UDP socket of this node takes queries for one of its own addresses. */
const isServed = (it: Case, server: string): boolean => {
  const asked = parseAddress(server);
  const sockets = factState(it.model.facts, it.here.id, 'listeners');
  if (asked === undefined || sockets.kind === 'unknown') return true;
  return sockets.value.some(({ protocol, port, address }) => {
    const bound = parseAddress(address);
    return (
      protocol === 'udp' &&
      port === DNS_PORT &&
      bound !== undefined &&
      (isUnspecified(bound) || equalAddress(bound, asked))
    );
  });
};

const asksDns = ({ nsswitchHosts }: Resolver): boolean =>
  nsswitchHosts.some((source) => source === 'dns' || source === 'resolve');

/** A connection to a name server elsewhere: none of it means that no query gets there either. */
const serverQuestion = (it: Case, server: string): Extract<Question, { kind: 'tcp' }> => ({
  kind: 'tcp',
  from: it.vantage,
  to: { address: server, port: DNS_PORT },
});

const remoteServers = (it: Case, { nameservers }: Resolver): readonly string[] =>
  nameservers.filter((server) => !isOwnAddress(it.here, server));

/** What would tell whether the name servers can be reached at all. */
export const serverQuestions = (it: Case): readonly Question[] => {
  const resolver = resolverOf(it);
  if (resolver === undefined || !asksDns(resolver)) return [];
  return remoteServers(it, resolver).map((server) => serverQuestion(it, server));
};

/** A name server that nobody answers at: no socket on this machine, or no connection. */
export const deadServer = (it: Case): Extract<Evidence, { kind: 'name-server-dead' }> | undefined => {
  const resolver = resolverOf(it);
  if (resolver === undefined || !asksDns(resolver)) return undefined;
  const own = resolver.nameservers.find((server) => isOwnAddress(it.here, server) && !isServed(it, server));
  if (own !== undefined) return { kind: 'name-server-dead', server: own, failure: 'nothing-listens' };
  for (const server of remoteServers(it, resolver)) {
    const answer = it.answerTo(serverQuestion(it, server));
    if (answer?.kind === 'failed' && answer.failure !== 'refused')
      return { kind: 'name-server-dead', server, failure: answer.failure };
  }
  return undefined;
};

/** Who was asked for names, and in which order. */
export const askedEvidence = (it: Case): readonly Evidence[] => {
  const resolver = resolverOf(it);
  if (resolver === undefined) return [];
  const { nameservers, nsswitchHosts, search } = resolver;
  return [{ kind: 'resolver-asked', nameservers, sources: nsswitchHosts, search }];
};

/** The entry of /etc/hosts whose name is one slip away from the one that was asked. */
export const nearHost = (it: Case, asked: string): Extract<Evidence, { kind: 'hosts-line' }> | undefined => {
  for (const { address, names, line } of hostsOf(it)) {
    const name = names.find((known) => known.length > 3 && editDistance(known.toLowerCase(), asked) === 1);
    if (name !== undefined) return { kind: 'hosts-line', name, address, line };
  }
  return undefined;
};

/** What keeps a name from being found. */
export const unresolvedWhy = (it: Case, name: string): UnresolvedWhy => {
  if (name === 'localhost') return 'localhost';
  if (isContainerName(it, name)) return 'container-name';
  const sources = resolverOf(it)?.nsswitchHosts ?? [];
  if (name.endsWith('.local') && sources.length > 0 && !sources.some((source) => source.startsWith('mdns')))
    return 'mdns';
  if (nearHost(it, name) !== undefined) return 'misspelt';
  return deadServer(it) === undefined ? 'unknown' : 'no-server';
};
