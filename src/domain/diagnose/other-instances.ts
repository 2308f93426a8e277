import type { Answer, Question } from '../facts/observation.ts';
import { formatAddress, formatHostPort } from '../net/format-address.ts';
import type { ListeningSocket, NodeModel } from '../trace/model.ts';
import type { Case, Path } from './case.ts';
import type { Evidence } from './finding.ts';
import { heardOf } from './heard.ts';
import { isLikelyService } from './likely-service.ts';
import { directListener } from './path.ts';
import { reachAt, socketAt } from './refusal.ts';

/** Another service of this machine, in this network stack or in a container's. */
export interface Instance {
  readonly node: NodeModel;
  readonly socket: ListeningSocket;
  readonly question: Extract<Question, { kind: 'http-get' }>;
}

/** Asking is cheap, but every question is a request in somebody's log. */
const MAX_INSTANCES = 5;

const nameAt = (node: NodeModel, { socket }: ListeningSocket): string | undefined =>
  socket.pid === undefined ? undefined : node.processes.get(socket.pid)?.name;

const askInstance = (it: Case, node: NodeModel, socket: ListeningSocket): Instance['question'] => {
  const at = { address: formatAddress(reachAt(socket)), port: socket.socket.port };
  return {
    kind: 'http-get',
    from: { ...it.vantage, node: node.id },
    url: `http://${formatHostPort(reachAt(socket), at.port)}/v1/models`,
    route: { kind: 'direct' },
    connectTo: [at],
  };
};

/**
 * What else could be the service that was meant, where the target is on this machine: other programs on the same port, in any
 * network stack that was read, then model services on other ports of this one.
 */
export const otherInstances = (it: Case, path: Path): readonly Instance[] => {
  if (it.place === 'elsewhere') return [];
  const asked = directListener(path);
  const { port } = it.intent.target;
  const found = [...it.model.nodes.values()].flatMap((node) =>
    [...node.listenersByPort.values()].flat().flatMap((socket) => {
      const isAsked = node.id === asked?.node && socket.socket.pid === asked.pid;
      const isSamePort = socket.socket.port === port;
      const isWanted = isSamePort || node.id === it.here.id;
      return !isAsked && isWanted && (isSamePort || isLikelyService(nameAt(node, socket), socket.socket.port))
        ? [{ node, socket, isSamePort, question: askInstance(it, node, socket) }]
        : [];
    }),
  );
  const distinct = new Map(
    found
      .toReversed()
      .map((item) => [`${item.node.id} ${item.socket.socket.pid} ${item.socket.socket.port}`, item]),
  );
  return [...distinct.values()]
    .sort(
      (a, b) =>
        Number(b.isSamePort) - Number(a.isSamePort) ||
        a.socket.socket.port - b.socket.socket.port ||
        (a.question.url < b.question.url ? -1 : 1),
    )
    .slice(0, MAX_INSTANCES);
};

/** The instances that list models, with their lists. */
export const listingInstances = (
  it: Case,
  path: Path,
): readonly (Instance & { readonly answer: Extract<Answer, { kind: 'response' }> })[] =>
  otherInstances(it, path).flatMap((instance) => {
    const answer = it.answerTo(instance.question);
    return answer?.kind === 'response' && answer.response.models !== undefined
      ? [{ ...instance, answer }]
      : [];
  });

/** What an instance answered, as a control. */
export const instanceEvidence = (instance: Instance, answer: Answer): readonly Evidence[] => {
  const heard = heardOf(answer);
  const by = socketAt(instance.node, instance.socket);
  return heard === undefined ? [] : [{ kind: 'control-elsewhere', url: instance.question.url, heard, by }];
};

/** The base URL of an instance, where this machine's own stack reaches it. */
export const instanceUrl = (it: Case, { node, question }: Instance): string | undefined =>
  node.id === it.here.id ? question.url.replace(/\/models$/, '') : undefined;
