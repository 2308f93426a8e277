import type { Answer, Endpoint, Question } from '../facts/observation.ts';
import type { Address } from '../net/address.ts';
import { isLoopback, isUnspecified } from '../net/classify-address.ts';
import { formatAddress, formatHostPort } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { listenerAt } from '../trace/leg.ts';
import type { ListeningSocket, NodeModel } from '../trace/model.ts';
import { outcomesOf } from '../trace/tree.ts';
import type { Case, Path, Way } from './case.ts';
import type { Evidence, ProcessAt } from './finding.ts';
import { connectFailureOf, processAt } from './heard.ts';

/** The last leg of a request ends at a port that nobody holds for that address. */
export interface Refusal {
  readonly path: Path;
  readonly way: Way;
  /** The machine that has the address; absent where its facts are not here. */
  readonly node?: NodeModel;
  /** The addresses tried, none of which has a listener on the port. */
  readonly endpoints: readonly Endpoint[];
  /** Sockets on that very port, bound to something else. */
  readonly onPort: readonly ListeningSocket[];
}

/** The way that ends at the target itself: the direct one, unless only the proxy can tell. */
export const lastWay = (it: Case, path: Path): Way | undefined => {
  if (path.proxy === undefined) return path.way;
  return it.place === 'elsewhere' ? undefined : path.direct;
};

/** The machine that refuses, by the model; absent where its facts are not here. */
const refusingNode = (it: Case, way: Way): NodeModel | undefined => {
  const refused = outcomesOf(way.trace.tree).flatMap(({ verdict }) =>
    verdict.kind === 'refused' ? [verdict.at] : [],
  );
  const [at] = refused;
  return at === undefined ? undefined : it.model.nodes.get(at);
};

/** The model knows who answers there, so a refusal is no matter of a missing listener. */
const isKnownOtherwise = (way: Way): boolean =>
  outcomesOf(way.trace.tree).every(({ verdict }) => verdict.kind !== 'unknown' && verdict.kind !== 'refused');

const isRefused = (answer: Answer): boolean => connectFailureOf(answer)?.failure === 'refused';

/** Every path whose last leg is refused for want of a listener: by the model, and by the probe where it was made. */
export const refusals = (it: Case): readonly Refusal[] =>
  it.paths.flatMap((path): Refusal[] => {
    const way = lastWay(it, path);
    const [first] = way?.trace.connectTo ?? [];
    if (way === undefined || first === undefined) return [];
    if (way.answer !== undefined && !isRefused(way.answer)) return [];
    const endpoints = way.trace.connectTo;
    const node = refusingNode(it, way);
    if (node !== undefined) {
      return [{ path, way, node, endpoints, onPort: node.listenersByPort.get(it.intent.target.port) ?? [] }];
    }
    return way.answer === undefined || isKnownOtherwise(way) ? [] : [{ path, way, endpoints, onPort: [] }];
  });

/** A socket, as evidence names it. */
export const socketAt = (node: NodeModel, socket: ListeningSocket): ProcessAt =>
  processAt(listenerAt(node, socket));

/** A refused connection and the sockets that hold the port elsewhere, as evidence. */
export const refusalEvidence = (refusal: Refusal): readonly Evidence[] => {
  const failed = connectFailureOf(refusal.way.answer);
  const { node } = refusal;
  const found: Evidence[] = [];
  if (failed !== undefined)
    found.push({ kind: 'no-answer', at: failed.to, failure: failed.failure, tookMs: failed.tookMs });
  if (node !== undefined)
    for (const socket of refusal.onPort) found.push({ kind: 'listens', by: socketAt(node, socket) });
  return found;
};

/** What a socket is reached by from its own node: its address, or the loopback of its family for a wildcard. */
export const reachAt = ({ address }: ListeningSocket): Address => {
  if (!isUnspecified(address)) return address;
  return address.family === 4
    ? { family: 4, words: [0x7f000001] }
    : { family: 6, words: [0, 0, 0, 1], zone: '' };
};

/** The URL that was asked for, with a socket's own address and port in it. */
export const socketUrl = ({ intent }: Case, socket: ListeningSocket, path = intent.target.path): string =>
  `${intent.target.scheme}://${formatHostPort(reachAt(socket), socket.socket.port)}${path}`;

/** The same request, asked of one socket instead. */
export const askSocket = (it: Case, socket: ListeningSocket): Extract<Question, { kind: 'http-get' }> => ({
  kind: 'http-get',
  from: it.vantage,
  url: socketUrl(it, socket, it.request.path),
  route: { kind: 'direct' },
  connectTo: [{ address: formatAddress(reachAt(socket)), port: socket.socket.port }],
});

const family = (endpoint: Endpoint): 4 | 6 | undefined => parseAddress(endpoint.address)?.family;

/** Sockets on the same port that only the other address family reaches, at an address of the same kind. */
export const otherFamilySockets = (refusal: Refusal): readonly ListeningSocket[] => {
  const families = new Set(refusal.endpoints.map(family));
  const wantsLoopback = refusal.endpoints.every(({ address }) => {
    const parsed = parseAddress(address);
    return parsed !== undefined && (isLoopback(parsed) || isUnspecified(parsed));
  });
  return refusal.onPort.filter(
    ({ address }) =>
      !families.has(address.family) && (isUnspecified(address) || isLoopback(address) === wantsLoopback),
  );
};

/** Sockets on the same port that only the machine itself reaches, when another of its addresses was asked. */
export const loopbackSockets = (refusal: Refusal): readonly ListeningSocket[] => {
  const asksLoopback = refusal.endpoints.some(({ address }) => {
    const parsed = parseAddress(address);
    return parsed === undefined || isLoopback(parsed) || isUnspecified(parsed);
  });
  return asksLoopback ? [] : refusal.onPort.filter(({ address }) => isLoopback(address));
};
