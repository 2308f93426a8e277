import { verdictOf } from '../../trace/tree.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Proof } from '../finding.ts';
import { isSuccess, noAnswerOf, processAt } from '../heard.ts';
import { clientNames } from '../path.ts';
import { unsetFix } from '../proxy-fixes.ts';
import { proxyNode } from '../proxy-node.ts';

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

/** What listens on the proxy's own machine, so that a wrong port is seen at a glance. */
const nearby = (it: Case, path: ProxiedPath): readonly Evidence[] => {
  const node = proxyNode(it, path);
  if (node === undefined) return [];
  const sockets = [...node.listenersByPort.values()].flat();
  const evidence = sockets.slice(0, 6).map(({ socket }): Evidence => {
    const process = socket.pid === undefined ? undefined : node.processes.get(socket.pid)?.name;
    return {
      kind: 'listens',
      by: processAt({ node: node.id, listener: socket, ...(process === undefined ? {} : { process }) }),
    };
  });
  return [{ kind: 'nothing-listens', node: node.id, port: path.proxy.server.port }, ...evidence];
};

const findIn = (it: Case, path: ProxiedPath): Finding => {
  const { choice, server } = path.proxy;
  const name = server.host.kind === 'name' ? server.host.name : undefined;
  const evidence: Evidence[] = [];
  const silent = noAnswerOf(path.way.answer);
  if (silent !== undefined) evidence.push(silent);
  else if (name !== undefined && path.way.trace.connectTo.length === 0)
    evidence.push({ kind: 'name-unresolved', name });
  evidence.push({
    kind: 'variable',
    name: choice.variable.name,
    value: choice.variable.value,
    moment: it.moment,
  });
  if (silent?.kind !== 'no-answer' || silent.failure === 'refused') evidence.push(...nearby(it, path));
  return {
    code: 'proxy-unreachable',
    severity: 'broken',
    proof: proofOf(path),
    node: proxyNode(it, path)?.id ?? it.here.id,
    clients: clientNames(path),
    params: { proxy: server.text, variable: choice.variable.name },
    evidence,
    fixes: [
      { kind: 'correct-proxy', paste: [`export ${choice.variable.name}=http://HOST:PORT`] },
      unsetFix(),
    ],
  };
};

/** The variable names a proxy that cannot be talked to: wrong name, wrong port, not running. */
export const proxyUnreachable: Cause = {
  code: 'proxy-unreachable',
  asks: (it) =>
    it.paths.flatMap((path) =>
      isProxied(path) && isUnreachable(path) && path.direct.question !== undefined
        ? [path.direct.question]
        : [],
    ),
  find: (it) =>
    it.paths
      .filter(isProxied)
      .filter(isUnreachable)
      .map((path) => findIn(it, path)),
};
