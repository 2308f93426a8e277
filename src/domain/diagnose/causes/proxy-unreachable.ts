import type { Question } from '../../facts/observation.ts';
import { verdictOf } from '../../trace/tree.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix, Proof } from '../finding.ts';
import { connectFailureOf, isSuccess, noAnswerOf } from '../heard.ts';
import { isLikelyProxy } from '../known-proxies.ts';
import { clientNames } from '../path.ts';
import { unsetFix, wantsProxy } from '../proxy-fixes.ts';
import { proxyNode } from '../proxy-node.ts';
import { proxySpeaks } from '../proxy-speaks.ts';
import { socketAt } from '../refusal.ts';

/** No connection to the proxy, or what listens there does not speak HTTP. */
const isUnreachable = (path: ProxiedPath): boolean => {
  const { answer, trace } = path.way;
  if (answer === undefined) {
    const verdict = verdictOf(trace.tree);
    return verdict.kind === 'name-not-found' || verdict.kind === 'refused' || verdict.kind === 'unreachable';
  }
  if (answer.kind !== 'no-response') return false;
  return (
    answer.failure.at === 'connect' ||
    (answer.failure.at === 'response' && answer.failure.failure === 'not-http')
  );
};

const proofOf = (path: ProxiedPath): Proof => {
  const verdict = verdictOf(path.way.trace.tree);
  if (verdict.kind === 'name-not-found') return 'stated-by-peer';
  if (isSuccess(path.direct.answer)) return 'control-probe';
  if (verdict.kind === 'refused' || verdict.kind === 'unreachable') return 'model';
  const { answer } = path.way;
  const refused = answer?.kind === 'no-response' && answer.failedAttempts.at(-1)?.failure === 'refused';
  return refused ? 'stated-by-peer' : 'suspicion';
};

/** Proxies that listen on the same machine, so that a wrong port is seen at a glance. */
const nearby = (it: Case, path: ProxiedPath): readonly Evidence[] => {
  const node = proxyNode(it, path);
  if (node === undefined) return [];
  const likely = [...node.listenersByPort.values()].flat().map((socket) => socketAt(node, socket));
  return [
    { kind: 'nothing-listens', node: node.id, port: path.proxy.server.port },
    ...likely
      .filter(({ name, listen }) => isLikelyProxy(name, listen.port))
      .slice(0, MAX_NEARBY)
      .map((by): Evidence => ({ kind: 'listens', by })),
  ];
};

const MAX_NEARBY = 4;

/** Worth asking only where silence could mean that the whole machine is gone. */
const pingQuestion = (it: Case, path: ProxiedPath): Question | undefined => {
  const failed = connectFailureOf(path.way.answer);
  if (failed?.failure !== 'timed-out' && failed?.failure !== 'host-unreachable') return undefined;
  return { kind: 'echo', from: it.vantage, address: failed.to.address };
};

const pingEvidence = (it: Case, path: ProxiedPath): readonly Evidence[] => {
  const question = pingQuestion(it, path);
  const answer = question === undefined ? undefined : it.answerTo(question);
  if (question?.kind !== 'echo' || (answer?.kind !== 'echoed' && answer?.kind !== 'failed')) return [];
  return [{ kind: 'ping', address: question.address, isAnswered: answer.kind === 'echoed' }];
};

const findIn = (it: Case, path: ProxiedPath): Finding => {
  const { choice, server } = path.proxy;
  const name = server.host.kind === 'name' ? server.host.name : undefined;
  const evidence: Evidence[] = [];
  const silent = noAnswerOf(path.way.answer);
  if (silent !== undefined) evidence.push(silent);
  else if (name !== undefined && path.way.trace.connectTo.length === 0)
    evidence.push({ kind: 'name-unresolved', name });
  evidence.push(...pingEvidence(it, path));
  evidence.push({
    kind: 'variable',
    name: choice.variable.name,
    value: choice.variable.value,
    moment: it.moment,
  });
  if (silent?.kind !== 'no-answer' || silent.failure === 'refused') evidence.push(...nearby(it, path));
  const correct: Fix = {
    kind: 'correct-proxy',
    paste: [`export ${choice.variable.name}=http://HOST:PORT`],
  };
  return {
    code: 'proxy-unreachable',
    severity: 'broken',
    proof: proofOf(path),
    node: proxyNode(it, path)?.id ?? it.here.id,
    clients: clientNames(path),
    params: { proxy: server.text, variable: choice.variable.name },
    evidence,
    // What is on this very machine needs no proxy: mending it would help other requests only.
    fixes: wantsProxy(it) ? [correct, unsetFix()] : [unsetFix(), correct],
  };
};

/** The variable names a proxy that cannot be talked to: wrong name, wrong port, not running. */
export const proxyUnreachable: Cause = {
  code: 'proxy-unreachable',
  asks: (it) =>
    it.paths
      .filter(isProxied)
      .filter(isUnreachable)
      .flatMap((path) =>
        [path.direct.question, pingQuestion(it, path)].filter((question) => question !== undefined),
      ),
  find: (it) =>
    it.paths
      .filter(isProxied)
      .filter(isUnreachable)
      .filter((path) => proxySpeaks(it, path) === undefined)
      .map((path) => findIn(it, path)),
};
