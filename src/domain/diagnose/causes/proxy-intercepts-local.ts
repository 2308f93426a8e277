import { isPrivate } from '../../net/classify-address.ts';
import { parseAddress } from '../../net/parse-address.ts';
import { passedThrough } from '../../peers/passed-through.ts';
import { proxyError } from '../../peers/proxy-error.ts';
import { recognisePeer } from '../../peers/recognise-peer.ts';
import { isOnLink } from '../../trace/on-link.ts';
import { listenerSteps, outcomesOf, verdictOf } from '../../trace/tree.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isOwnAddress, isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, ProcessAt, Proof } from '../finding.ts';
import { cameBack, connectFailureOf, heardOf, isSuccess, processAt, responseOf } from '../heard.ts';
import { nearlyCovered } from '../nearly-covered.ts';
import { directOnceFix, extendNoProxyFix } from '../no-proxy-fix.ts';
import { differences } from '../other-service.ts';
import { clientNames, directListener, targetText } from '../path.ts';
import { proxyNode } from '../proxy-node.ts';
import { isTargetItself, proxySpeaks } from '../proxy-speaks.ts';
import { runningProcess } from '../running-process.ts';
import { isKeyTakenDirectly } from '../sent-key.ts';
import { reachesTarget } from '../untaken-proxy.ts';

const isProxyHere = (it: Case, path: ProxiedPath): boolean =>
  path.way.trace.connectTo.length > 0 &&
  path.way.trace.connectTo.every(({ address }) => isOwnAddress(it.here, address));

/**
 * `wrong-node`: a loopback address asked of a proxy elsewhere is that machine's own, whatever answers there.
 * `fails`: it does not arrive through the proxy and does without. `by-luck`: it arrives. `detour`: it goes through a proxy on
 * this very machine, and would not arrive without it either. `lan`: the target is a neighbour that this machine reaches and the proxy does not.
 */
type How = 'wrong-node' | 'fails' | 'by-luck' | 'detour' | 'lan';

/** The target itself answered, with whatever status: a proxy that passes on what the service says has arrived. */
const arrives = (path: ProxiedPath): boolean => {
  const response = responseOf(path.way.answer);
  const direct = responseOf(path.direct.answer);
  if (response === undefined) return false;
  const isSame =
    response.status === direct?.status && recognisePeer(response).program === recognisePeer(direct).program;
  return (
    isSame || isKeyTakenDirectly(path) || (proxyError(response) === undefined && isSuccess(path.way.answer))
  );
};

/** What a proxy says, or a gateway, that cannot get to the target itself; not what its rules forbid. */
const isLostBehindProxy = (path: ProxiedPath): boolean => {
  const { answer } = path.way;
  const response = responseOf(answer);
  if (response === undefined) {
    return (
      answer?.kind === 'no-response' &&
      answer.failure.at === 'response' &&
      answer.failure.failure === 'silent'
    );
  }
  const error = proxyError(response);
  if (error === undefined) return response.status >= 502 && response.status <= 504;
  return (
    error.category === 'connect-failed' || error.category === 'dns-failed' || error.category === 'timed-out'
  );
};

/** A private address or one of this machine's own networks: nobody needs a proxy to get there. */
const isNeighbour = (it: Case, path: ProxiedPath): boolean =>
  path.direct.trace.connectTo.some(({ address }) => {
    const parsed = parseAddress(address);
    return parsed !== undefined && (isPrivate(parsed) || isOnLink(it.here, parsed));
  });

const mayBeNeighbourMissed = (it: Case, path: ProxiedPath): boolean =>
  isNeighbour(it, path) &&
  isLostBehindProxy(path) &&
  nearlyCovered(it, path) === undefined &&
  proxySpeaks(it, path) === undefined;

const isNeighbourMissed = (it: Case, path: ProxiedPath): boolean =>
  mayBeNeighbourMissed(it, path) && reachesTarget(path.direct.answer);

/**
 * Of an own address the proxy says that it gets nothing, and somebody here holds the port, for the loopback alone: whoever goes to the
 * loopback next meets the proxy again.
 */
const isHeldElsewhere = (it: Case, path: ProxiedPath): boolean =>
  it.place === 'own-address' &&
  isLostBehindProxy(path) &&
  connectFailureOf(path.direct.answer)?.failure === 'refused' &&
  it.here.listenersByPort.has(it.intent.target.port);

const howIntercepted = (it: Case, path: ProxiedPath): How | undefined => {
  if (isTargetItself(path) && proxySpeaks(it, path) !== undefined) return undefined;
  if (it.place === 'elsewhere') return isNeighbourMissed(it, path) ? 'lan' : undefined;
  const isLoopback = it.place === 'loopback';
  if (isLoopback && !isProxyHere(it, path)) return 'wrong-node';
  if (path.way.answer === undefined) return isLoopback ? 'detour' : undefined;
  if (arrives(path)) return 'by-luck';
  if (path.direct.answer?.kind === 'response' || isHeldElsewhere(it, path)) return 'fails';
  return isLoopback ? 'detour' : undefined;
};

const isWorthAsking = (it: Case, path: ProxiedPath): boolean =>
  it.place === 'elsewhere' ? mayBeNeighbourMissed(it, path) : howIntercepted(it, path) !== undefined;

/** Past the proxy the model's flow reaches this node itself, whatever waits there. */
const modelGetsPast = (it: Case, path: ProxiedPath): boolean =>
  outcomesOf(path.direct.trace.tree).some(
    ({ verdict }) =>
      (verdict.kind === 'answered' && verdict.by.node === it.here.id) ||
      (verdict.kind === 'refused' && verdict.at === it.here.id),
  );

const proofOf = (it: Case, path: ProxiedPath): Proof => {
  if (isSuccess(path.direct.answer)) return 'control-probe';
  return modelGetsPast(it, path) ? 'model' : 'suspicion';
};

const controlEvidence = (path: ProxiedPath): readonly Evidence[] => {
  const heard = heardOf(path.direct.answer);
  const by = directListener(path);
  if (heard !== undefined) return [{ kind: 'control-direct', heard, ...(by === undefined ? {} : { by }) }];
  const failed = connectFailureOf(path.direct.answer);
  return failed === undefined
    ? []
    : [{ kind: 'control-direct-failed', at: failed.to, failure: failed.failure }];
};

/** The marks that a proxy left on the answer it passed on. */
const passedMarks = (path: ProxiedPath): readonly Evidence[] => {
  const response = responseOf(path.way.answer);
  const marks = response === undefined ? [] : passedThrough(response).flatMap((peer) => peer.marks);
  return marks.length === 0 ? [] : [{ kind: 'passed-through', marks: [...new Set(marks)] }];
};

/** What holds the proxy's port, where that can be seen. */
const proxyProcess = (path: ProxiedPath): { readonly by?: ProcessAt } => {
  const [listener] = listenerSteps(path.way.trace.tree);
  return listener === undefined ? {} : { by: processAt(listener) };
};

/** Nobody takes the connection to the proxy: then it runs nowhere, as far as can be seen. */
const isProxyGone = ({ way }: ProxiedPath): boolean =>
  connectFailureOf(way.answer) !== undefined || verdictOf(way.trace.tree).kind === 'refused';

/** Where the proxy runs, which is what makes a loopback address another machine's; nothing of a name that has no address. */
const placeOfProxy = (it: Case, path: ProxiedPath): readonly Evidence[] => {
  const proxy = path.proxy.server.text;
  if (isProxyHere(it, path)) {
    return isProxyGone(path) ? [] : [{ kind: 'proxy-is-here', proxy, ...proxyProcess(path) }];
  }
  const { connectTo } = path.way.trace;
  if (it.place !== 'loopback' || connectTo.length === 0 || isProxyGone(path)) return [];
  const node = proxyNode(it, path)?.id;
  if (node !== undefined) return [{ kind: 'proxy-elsewhere', proxy, node }];
  const isOneHere = connectTo.some(({ address }) => isOwnAddress(it.here, address));
  return isOneHere ? [] : [{ kind: 'proxy-elsewhere', proxy }];
};

const evidenceOf = (it: Case, path: ProxiedPath): readonly Evidence[] => {
  const { choice, server } = path.proxy;
  const { exceptions } = choice;
  const found: Evidence[] = [...cameBack(path.way.answer, server.text)];
  found.push(...passedMarks(path), ...differences(path), ...controlEvidence(path));
  found.push({
    kind: 'variable',
    name: choice.variable.name,
    value: choice.variable.value,
    moment: it.moment,
  });
  const target = it.intent.target.host.written;
  found.push(
    exceptions === undefined
      ? { kind: 'not-covered', target }
      : { kind: 'not-covered', name: exceptions.name, value: exceptions.value, target },
  );
  const near = nearlyCovered(it, path);
  if (near !== undefined) found.push(near);
  found.push(...placeOfProxy(it, path));
  return found;
};

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const how = howIntercepted(it, path);
  if (how === undefined) return undefined;
  const isAnswered = heardOf(path.way.answer) !== undefined;
  return {
    code: 'proxy-intercepts-local',
    severity: how === 'by-luck' || how === 'detour' ? 'warning' : 'broken',
    proof: proofOf(it, path),
    node: it.here.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      proxy: path.proxy.server.text,
      how,
      answered: isAnswered ? 'by-proxy' : 'no',
    },
    evidence: evidenceOf(it, path),
    fixes:
      runningProcess(it) !== undefined
        ? [extendNoProxyFix(it, it.intent.target.host)]
        : [extendNoProxyFix(it, it.intent.target.host), directOnceFix(it, path)],
  };
};

/**
 * The target is this node's own, and a variable sends the request to a proxy: asked of a proxy elsewhere, `127.0.0.1` is
 * that machine's. An answer of 200 proves nothing then; another service may give it.
 */
export const proxyInterceptsLocal: Cause = {
  code: 'proxy-intercepts-local',
  asks: (it) =>
    it.paths.flatMap((path) =>
      isProxied(path) && isWorthAsking(it, path) && path.direct.question !== undefined
        ? [path.direct.question]
        : [],
    ),
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
