import type { Question } from '../facts/observation.ts';
import type { Address } from '../net/address.ts';
import { isLoopback, isUnspecified } from '../net/classify-address.ts';
import { formatAddress, formatHostPort } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { containsAddress } from '../net/prefix.ts';
import type { ListeningSocket, NodeModel } from '../trace/model.ts';
import { isOnLink } from '../trace/on-link.ts';
import type { Case, Path } from './case.ts';
import { isOwnAddress } from './case.ts';
import { connectFailureOf, isSuccess } from './heard.ts';
import { isOpenThroughProxy } from './open-through-proxy.ts';
import { reachAt } from './refusal.ts';
import { hostsOf } from './resolver-state.ts';

/** A direct request for an address at which nobody is. */
export interface Lost {
  readonly path: Path;
  readonly address: string;
  readonly failure: string;
  /** The line of /etc/hosts that gives a name this address. */
  readonly line?: { readonly name: string; readonly address: string; readonly line: number };
}

/** ARP without an answer, or silence: of a machine that is there a closed port would be refused. */
const NOBODY: ReadonlySet<string> = new Set(['host-unreachable', 'timed-out']);

const hostsLine = (it: Case, address: string): Lost['line'] => {
  const { host } = it.intent.target;
  if (host.kind !== 'name') return undefined;
  const entry = hostsOf(it).find((one) => one.address === address && one.names.includes(host.name));
  return entry === undefined ? undefined : { name: host.name, address, line: entry.line };
};

/** The paths that end at an address of one of this machine's own networks, or of /etc/hosts, where nobody is. */
export const lostPaths = (it: Case): readonly Lost[] =>
  it.paths.flatMap((path): readonly Lost[] => {
    const failed = path.proxy === undefined ? connectFailureOf(path.way.answer) : undefined;
    const address = failed === undefined ? undefined : parseAddress(failed.to.address);
    if (failed === undefined || address === undefined || !NOBODY.has(failed.failure)) return [];
    const line = hostsLine(it, failed.to.address);
    const isTold = line !== undefined || isOnLink(it.here, address);
    if (!isTold || isOwnAddress(it.here, failed.to.address) || isOpenThroughProxy(it, path)) return [];
    return [
      {
        path,
        address: failed.to.address,
        failure: failed.failure,
        ...(line === undefined ? {} : { line }),
      },
    ];
  });

/** The network that an address belongs to, of those this node is connected to. */
const ownIn = (node: NodeModel, address: Address): Address | undefined => {
  const routes = [...node.routesByTable.values()].flat();
  const network = routes.find(
    ({ route, destination }) =>
      route.routeType === 'unicast' &&
      destination.length > 0 &&
      route.nextHops.some((hop) => hop.gateway === undefined) &&
      containsAddress(destination, address),
  );
  if (network === undefined) return undefined;
  return [...node.addresses.keys()]
    .map(parseAddress)
    .filter((own) => own !== undefined)
    .find((own) => !isLoopback(own) && containsAddress(network.destination, own));
};

/** Where this machine serves the port that was asked for: at its address in the same network, if the socket takes that. */
export const servedHere = (
  it: Case,
  lost: Lost,
): { readonly socket: ListeningSocket; readonly address: Address } | undefined => {
  const sockets = it.here.listenersByPort.get(it.intent.target.port) ?? [];
  const asked = parseAddress(lost.address);
  const socket = sockets.find(({ address }) => isUnspecified(address)) ?? sockets[0];
  if (socket === undefined || asked === undefined) return undefined;
  const own = isUnspecified(socket.address) ? ownIn(it.here, asked) : undefined;
  return { socket, address: own ?? reachAt(socket) };
};

const isLocalName = (it: Case): boolean => {
  const { host } = it.intent.target;
  return host.kind === 'name' && host.name === 'localhost';
};

/** The same request, asked of the address that this machine has now. */
export const presentQuestion = (
  it: Case,
  lost: Lost,
): Extract<Question, { kind: 'http-get' }> | undefined => {
  const served = servedHere(it, lost);
  // Only a client of a service for models tells by its answer that this is what was meant.
  if (served === undefined || (it.request.expects !== 'model-list' && !isLocalName(it))) return undefined;
  const { address } = served;
  const { target } = it.intent;
  return {
    kind: 'http-get',
    from: it.vantage,
    url: `${target.scheme}://${formatHostPort(address, target.port)}${it.request.path}`,
    route: { kind: 'direct' },
    connectTo: [{ address: formatAddress(address), port: target.port }],
  };
};

/** Whether the service that is served here is one that was asked for. */
export const answersHere = (it: Case, lost: Lost): boolean => {
  const question = presentQuestion(it, lost);
  const answer = question === undefined ? undefined : it.answerTo(question);
  if (!isSuccess(answer) || answer?.kind !== 'response') return false;
  return it.request.expects !== 'model-list' || answer.response.models !== undefined;
};
