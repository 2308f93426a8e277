import type { ProxyServer } from '../clients/client.ts';
import type { Answer, Endpoint, Question } from '../facts/observation.ts';
import { formatHostPort } from '../net/format-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { passedThrough } from '../peers/passed-through.ts';
import { recognisePeer } from '../peers/recognise-peer.ts';
import { listenerSteps } from '../trace/tree.ts';
import type { Case, ProxiedPath } from './case.ts';
import { responseOf } from './heard.ts';
import { isProxyName } from './known-proxies.ts';
import { reachesTarget } from './untaken-proxy.ts';

type HttpQuestion = Extract<Question, { kind: 'http-get' }>;

/** What a proxy's port was found to speak: another protocol than the variable says, or that of a service, which is no proxy at all. */
export interface ProxySpeaks {
  readonly speaks: 'socks' | 'http' | 'https' | 'service';
  /** The experiment that shows it. */
  readonly answer: Answer;
  /** The target itself answered to it. */
  readonly arrives: boolean;
}

type Scheme = ProxyServer['scheme'];

const isSocks = (scheme: Scheme): boolean => scheme.startsWith('socks');

/** Bytes that are no HTTP, an end without an answer, or a handshake that the proxy itself does not understand. */
const isMisunderstood = ({ way, proxy }: ProxiedPath): boolean => {
  const { answer } = way;
  if (answer?.kind !== 'no-response') return false;
  const { failure } = answer;
  if (failure.at === 'tls') return failure.peer === 'proxy' && answer.proxyTlsProblem === undefined;
  return failure.at === 'response' && (failure.failure !== 'silent' || isSocks(proxy.server.scheme));
};

/** What else a port that was taken for this kind of proxy may speak, the likeliest first. */
const othersThan = (scheme: Scheme): readonly Scheme[] => {
  if (isSocks(scheme)) return ['http'];
  return scheme === 'https' ? ['http', 'socks5h'] : ['socks5h', 'https'];
};

/** The path's own request, with the proxy taken for another kind. */
const askAs = (question: HttpQuestion, scheme: Scheme): HttpQuestion | undefined => {
  const { route } = question;
  if (route.kind !== 'proxy') return undefined;
  const form = question.url.startsWith('https:') ? 'connect' : 'absolute';
  const proxyUrl = route.proxyUrl.replace(/^[a-z0-9+.-]+:/i, `${scheme}:`);
  return { ...question, route: { kind: 'proxy', proxyUrl, form } };
};

/** SOCKS answers begin with its version: `05 00` takes the greeting, `05 05` refuses the target (RFC 1928, 3 and 6). */
const speaksSocks = (answer: Answer): boolean =>
  answer.kind === 'no-response' &&
  answer.failure.at === 'response' &&
  answer.failure.firstBytes.startsWith('\\x05');

/** A proxy's own words, be they an error, or the marks that it leaves on what it passes on. */
const speaksAsProxy = (answer: Answer): boolean => {
  const response = responseOf(answer);
  if (response === undefined) return false;
  return recognisePeer(response).role === 'proxy' || passedThrough(response).length > 0;
};

const understood = (scheme: Scheme, answer: Answer): boolean =>
  reachesTarget(answer) || (isSocks(scheme) ? speaksSocks(answer) : speaksAsProxy(answer));

const plainly = ({ address, port }: Endpoint): string => {
  const parsed = parseAddress(address);
  return parsed === undefined ? `${address}:${port}` : formatHostPort(parsed, port);
};

/** The proxy's own port, asked as if it were a service. */
const askAsService = (it: Case, { way }: ProxiedPath): HttpQuestion | undefined => {
  const [endpoint] = way.trace.connectTo;
  if (endpoint === undefined) return undefined;
  return {
    kind: 'http-get',
    from: it.vantage,
    url: `http://${plainly(endpoint)}/v1/models`,
    route: { kind: 'direct' },
    connectTo: [endpoint],
  };
};

/** What came back bears a service's marks and nothing of a proxy, or nothing came: perhaps there is no proxy. */
const mayBeService = (path: ProxiedPath): boolean => {
  const { answer } = path.way;
  if (path.proxy.server.scheme !== 'http' || answer === undefined) return false;
  if (listenerSteps(path.way.trace.tree).some(({ process }) => isProxyName(process))) return false;
  const response = responseOf(answer);
  if (response === undefined) return isMisunderstood(path);
  if (response.status >= 500) return false;
  return recognisePeer(response).role !== 'proxy' && passedThrough(response).length === 0;
};

/** A service that was taken for a proxy answers with what it has itself, or not at all. */
const saysTheSame = (path: ProxiedPath, answer: Answer): boolean => {
  const proxied = path.way.answer?.kind === 'response' ? path.way.answer.response.models : undefined;
  if (proxied === undefined) return true;
  return answer.kind === 'response' && answer.response.models?.ids.join() === proxied.ids.join();
};

const isService = (answer: Answer): boolean =>
  answer.kind === 'response' &&
  (answer.response.models !== undefined || recognisePeer(answer.response).role === 'service');

/** The experiments that tell what the proxy's port speaks; none where it does what it should. */
export const proxyTrials = (it: Case, path: ProxiedPath): readonly Question[] => {
  const { question } = path.way;
  if (question === undefined) return [];
  const others = isMisunderstood(path) ? othersThan(path.proxy.server.scheme) : [];
  const service = mayBeService(path) ? askAsService(it, path) : undefined;
  return [...others.map((scheme) => askAs(question, scheme)), service].filter((one) => one !== undefined);
};

const nameOf = (scheme: Scheme): ProxySpeaks['speaks'] =>
  scheme === 'http' || scheme === 'https' ? scheme : 'socks';

/** What the proxy's port speaks, where that is not what the variable says. */
export const proxySpeaks = (it: Case, path: ProxiedPath): ProxySpeaks | undefined => {
  const { question } = path.way;
  if (question === undefined) return undefined;
  for (const scheme of isMisunderstood(path) ? othersThan(path.proxy.server.scheme) : []) {
    const trial = askAs(question, scheme);
    const answer = trial === undefined ? undefined : it.answerTo(trial);
    if (answer !== undefined && understood(scheme, answer))
      return { speaks: nameOf(scheme), answer, arrives: reachesTarget(answer) };
  }
  const service = mayBeService(path) ? askAsService(it, path) : undefined;
  const answer = service === undefined ? undefined : it.answerTo(service);
  return answer !== undefined && isService(answer) && saysTheSame(path, answer)
    ? { speaks: 'service', answer, arrives: false }
    : undefined;
};

/** The proxy's port is the very one that is asked for: the request arrives, and no proxy takes part. */
export const isTargetItself = ({ way, direct }: ProxiedPath): boolean => {
  const text = (endpoints: readonly Endpoint[]): string => JSON.stringify(endpoints);
  return way.trace.connectTo.length > 0 && text(way.trace.connectTo) === text(direct.trace.connectTo);
};
