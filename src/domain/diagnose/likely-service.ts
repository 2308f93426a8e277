import type { Answer } from '../facts/observation.ts';
import { isLoopback, isUnspecified } from '../net/classify-address.ts';
import { equalAddress } from '../net/compare-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import type { ListeningSocket } from '../trace/model.ts';
import type { Case } from './case.ts';
import type { Refusal } from './refusal.ts';
import { askSocket, loopbackSockets, otherFamilySockets } from './refusal.ts';

/**
 * Default ports of servers that speak the OpenAI API: vLLM and MS-Swift 8000, llama.cpp and LocalAI 8080, Ollama 11434, LMDeploy 23333,
 * SGLang 30000, LM Studio 1234, Xinference 9997, TGI 3000, text-generation-webui 5000, LiteLLM 4000, Triton 9000.
 */
const LIKELY_PORTS = [8000, 8001, 8080, 11434, 23333, 30000, 1234, 9997, 3000, 5000, 4000, 8888, 9000, 7860];

/** Programs that serve models, by the kernel's name of the process. */
const LIKELY_NAMES =
  /vllm|ollama|llama|sglang|lmdeploy|swift|xinference|uvicorn|gunicorn|python|text-gen|tgi|litellm|localai/i;

/** Asking is cheap, but every question is a request in somebody's log. */
const MAX_CANDIDATES = 6;

/** Whether a port, or the kernel's name of the process behind it, is that of a server for models. */
export const isLikelyService = (name: string | undefined, port: number): boolean =>
  Number.isFinite(rank(name, port));

const rank = (name: string | undefined, port: number): number => {
  const known = LIKELY_PORTS.indexOf(port);
  if (known !== -1) return known;
  return name !== undefined && LIKELY_NAMES.test(name) ? LIKELY_PORTS.length : Number.POSITIVE_INFINITY;
};

const isReachable = (it: Case, refusal: Refusal, { address }: ListeningSocket): boolean => {
  if (isUnspecified(address)) return true;
  if (refusal.node?.id === it.here.id && isLoopback(address)) return true;
  return refusal.endpoints.some((endpoint) => {
    const asked = parseAddress(endpoint.address);
    return asked !== undefined && equalAddress(asked, address);
  });
};

/**
 * Sockets of the same machine on other ports that could be the service that was meant, likeliest first. None where the
 * port itself is held for another address: then the port is right.
 */
export const likelyServices = (it: Case, refusal: Refusal): readonly ListeningSocket[] => {
  const { node } = refusal;
  if (node === undefined || node.id !== it.here.id) return [];
  if (otherFamilySockets(refusal).length > 0 || loopbackSockets(refusal).length > 0) return [];
  const nameOf = ({ socket }: ListeningSocket): string | undefined =>
    socket.pid === undefined ? undefined : node.processes.get(socket.pid)?.name;
  const perPort = new Map<number, ListeningSocket>();
  for (const [port, sockets] of node.listenersByPort) {
    const socket = sockets.find((candidate) => isReachable(it, refusal, candidate));
    if (socket !== undefined && port !== it.intent.target.port) perPort.set(port, socket);
  }
  return [...perPort.values()]
    .map((socket) => ({ socket, order: rank(nameOf(socket), socket.socket.port) }))
    .filter(({ order }) => Number.isFinite(order))
    .sort((a, b) => a.order - b.order || a.socket.socket.port - b.socket.socket.port)
    .slice(0, MAX_CANDIDATES)
    .map(({ socket }) => socket);
};

/** The candidates that list models when asked. */
export const answeringServices = (
  it: Case,
  refusal: Refusal,
): readonly { readonly socket: ListeningSocket; readonly answer: Answer }[] =>
  likelyServices(it, refusal).flatMap((socket) => {
    const answer = it.answerTo(askSocket(it, socket));
    return answer?.kind === 'response' && answer.response.models !== undefined ? [{ socket, answer }] : [];
  });
