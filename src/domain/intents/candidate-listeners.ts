import type { Dossier } from '../diagnose/dossier.ts';
import { isLikelyService } from '../diagnose/likely-service.ts';
import { reachAt } from '../diagnose/refusal.ts';
import type { NodeId, Process } from '../facts/fact.ts';
import type { Answer, Question } from '../facts/observation.ts';
import type { Address } from '../net/address.ts';
import { isLinkLocal, isUnspecified } from '../net/classify-address.ts';
import { formatAddress, formatHostPort } from '../net/format-address.ts';
import { recognisePeer } from '../peers/recognise-peer.ts';
import type { ListeningSocket, Model, NodeModel } from '../trace/model.ts';

/** A socket that could be that of a service for models, and the question that tells. */
export interface Candidate {
  readonly node: NodeId;
  readonly socket: ListeningSocket;
  /** `http://127.0.0.1:8000`. */
  readonly origin: string;
  readonly question: Extract<Question, { kind: 'http-get' }>;
}

/** Asking is a request in somebody's log; a machine with more is asked about by URL. */
const MOST_CANDIDATES = 128;

/** The sockets whose port or process is that of a known server, each port of a node once, asked from the node that they are on. */
export const candidatesIn = (model: Model): readonly Candidate[] =>
  [...model.nodes.values()].flatMap((node) => candidatesOn(model, node)).slice(0, MOST_CANDIDATES);

const candidatesOn = (model: Model, node: NodeModel): readonly Candidate[] => {
  const { consumer } = model.snapshot;
  return [...node.listenersByPort]
    .sort(([a], [b]) => a - b)
    .flatMap(([port, sockets]) => {
      const [socket] = sockets;
      const pid = sockets.find((one) => one.socket.pid !== undefined)?.socket.pid;
      const process = pid === undefined ? undefined : node.processes.get(pid);
      if (socket === undefined || !(isLikelyService(process?.name, port) || hasServerWords(process)))
        return [];
      const uid = node.id === consumer.node ? consumer.uid : socket.socket.uid;
      const address = usualAddress(socket);
      // Where it is on a link says its zone, which the kernel's table of sockets does not hold.
      if (isLinkLocal(address)) return [];
      const origin = `http://${formatHostPort(address, port)}`;
      const question = {
        kind: 'http-get',
        from: { node: node.id, uid },
        url: `${origin}/v1/models`,
        route: { kind: 'direct' },
        connectTo: [{ address: formatAddress(address), port }],
      } as const;
      return [{ node: node.id, socket, origin, question }];
    });
};

/** `127.0.0.1` also for a `::` socket that takes IPv4: that is what people write. */
const usualAddress = (socket: ListeningSocket): Address =>
  isUnspecified(socket.address) && socket.socket.v6Only === false
    ? { family: 4, words: [0x7f000001] }
    : reachAt(socket);

/** Whether what came back is a service for models: it lists some, or the program is known. */
const isModelService = (answer: Answer | undefined): boolean =>
  answer?.kind === 'response' &&
  (answer.response.models !== undefined || MODEL_SERVERS.has(recognisePeer(answer.response).program));

/** Programs that serve models and nothing else; a bare uvicorn may be anything. */
const MODEL_SERVERS: ReadonlySet<string> = new Set([
  'vllm',
  'ollama',
  'llama.cpp',
  'lmdeploy',
  'sglang',
  'xinference',
]);

const FIRST_WORDS = 8;

const hasServerWords = (process: Process | undefined): boolean =>
  process !== undefined &&
  SERVER_WORDS.test([process.name, ...(process.argv ?? []).slice(0, FIRST_WORDS)].join(' '));

/** Words in a command line that only a server for models has. */
const SERVER_WORDS =
  /vllm|sglang|lmdeploy|xinference|ollama|llama-server|swift[ /]deploy|text-generation-launcher|lmstudio/i;

/** By a port that has no other use than this: a Python program on a port of its own choice is most likely none of this. */
export const isKnownPort = ({ socket }: ListeningSocket): boolean => isLikelyService(undefined, socket.port);

/** Whoever listens wants a key before telling what it is, or nothing comes through to a socket that listens: both are worth a word. */
const isClosed = (answer: Answer | undefined): boolean =>
  answer?.kind === 'response'
    ? answer.response.status === 401
    : answer?.kind === 'no-response' && answer.failure.at === 'connect';

/**
 * The candidates that are services: by what they answer; on a port that servers for models have, also by asking for a key or being walled
 * in; or, where they do not answer as they should, by the command line of the process. The rest are other programs, and nobody's business.
 */
export const servicesIn = ({ model, answerTo }: Dossier): readonly Candidate[] =>
  candidatesIn(model).filter(({ node, socket, question }) => {
    const answer = answerTo(question);
    if (isModelService(answer) || (isKnownPort(socket) && isClosed(answer))) return true;
    const pid = socket.socket.pid;
    const process = pid === undefined ? undefined : model.nodes.get(node)?.processes.get(pid);
    return hasServerWords(process);
  });
