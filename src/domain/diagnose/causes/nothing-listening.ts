import { proxyError } from '../../peers/proxy-error.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Proof } from '../finding.ts';
import { heardOf, responseOf } from '../heard.ts';
import { answeringServices } from '../likely-service.ts';
import { isOpenThroughProxy } from '../open-through-proxy.ts';
import { clientNames, targetText } from '../path.ts';
import type { Refusal } from '../refusal.ts';
import { loopbackSockets, otherFamilySockets, refusalEvidence, refusals } from '../refusal.ts';
import { reachesTarget } from '../untaken-proxy.ts';

const finding = (
  it: Case,
  clients: readonly string[],
  rest: { readonly proof: Proof; readonly node: string; readonly evidence: readonly Evidence[] },
): Finding => ({
  code: 'nothing-listening',
  severity: 'broken',
  clients,
  params: {
    target: targetText(it),
    port: String(it.intent.target.port),
    seen: rest.proof === 'suspicion' ? 'refusal-only' : 'all',
  },
  fixes: [{ kind: 'start-service', paste: [] }],
  ...rest,
});

/** Another cause tells it better: the port is held for other addresses, or the service is on another port. */
const isToldElsewhere = (it: Case, refusal: Refusal): boolean =>
  otherFamilySockets(refusal).length > 0 ||
  loopbackSockets(refusal).length > 0 ||
  answeringServices(it, refusal).length > 0;

const findIn = (it: Case, refusal: Refusal): Finding | undefined => {
  const { node, path, endpoints } = refusal;
  if (isToldElsewhere(it, refusal) || isOpenThroughProxy(it, path)) return undefined;
  const evidence = refusalEvidence(refusal);
  if (node === undefined) {
    // A rule that rejects looks the same from here.
    const nodeId = `unknown-node/${endpoints[0]?.address ?? ''}`;
    return finding(it, clientNames(path), { proof: 'suspicion', node: nodeId, evidence });
  }
  return finding(it, clientNames(path), {
    proof: 'model',
    node: node.id,
    evidence: [...evidence, { kind: 'nothing-listens', node: node.id, port: it.intent.target.port }],
  });
};

/** The proxy says that the target refused its connection. Of a local target that says nothing: it asked its own machine. */
const statedByProxy = (it: Case, path: ProxiedPath): Finding | undefined => {
  const response = responseOf(path.way.answer);
  const heard = heardOf(path.way.answer);
  if (it.place !== 'elsewhere' || response === undefined || heard === undefined) return undefined;
  const error = proxyError(response);
  if (error?.category !== 'connect-failed' || error.isRefused !== true) return undefined;
  // Without the proxy somebody listens.
  if (reachesTarget(path.direct.answer)) return undefined;
  return finding(it, clientNames(path), {
    proof: 'stated-by-peer',
    node: `unknown-node/${it.intent.target.host.written}`,
    evidence: [{ kind: 'answered', heard, through: path.proxy.server.text }],
  });
};

/** Nobody holds the port at all: the service is not running, or not where the URL says. */
export const nothingListening: Cause = {
  code: 'nothing-listening',
  find: (it) => [
    ...refusals(it).flatMap((refusal) => findIn(it, refusal) ?? []),
    ...it.paths.filter(isProxied).flatMap((path) => statedByProxy(it, path) ?? []),
  ],
};
