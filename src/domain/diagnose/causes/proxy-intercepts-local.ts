import { extendNoProxy } from '../../clients/extend-no-proxy.ts';
import { localNames } from '../../clients/local-names.ts';
import { formatTarget } from '../../net/format-target.ts';
import { passedThrough } from '../../peers/passed-through.ts';
import { listenerSteps, outcomesOf } from '../../trace/tree.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isOwnAddress, isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix, ProcessAt, Proof } from '../finding.ts';
import { connectFailureOf, heardOf, isSuccess, noAnswerOf, processAt, responseOf } from '../heard.ts';
import { differences } from '../other-service.ts';
import { clientNames, directListener } from '../path.ts';
import { shellWord } from '../shell-word.ts';

const isProxyHere = (it: Case, path: ProxiedPath): boolean =>
  path.way.trace.connectTo.length > 0 &&
  path.way.trace.connectTo.every(({ address }) => isOwnAddress(it.here, address));

/**
 * `wrong-node`: a loopback address asked of a proxy elsewhere is that machine's own, whatever answers there.
 * `fails`: it does not arrive through the proxy and does without. `by-luck`: it arrives.
 */
type How = 'wrong-node' | 'fails' | 'by-luck';

const howIntercepted = (it: Case, path: ProxiedPath): How | undefined => {
  if (it.place === 'elsewhere') return undefined;
  if (it.place === 'loopback' && !isProxyHere(it, path)) return 'wrong-node';
  if (path.way.answer === undefined) return it.place === 'loopback' ? 'by-luck' : undefined;
  if (!isSuccess(path.way.answer) && isSuccess(path.direct.answer)) return 'fails';
  return 'by-luck';
};

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

const evidenceOf = (it: Case, path: ProxiedPath): readonly Evidence[] => {
  const { choice, server } = path.proxy;
  const heard = heardOf(path.way.answer);
  const silent = noAnswerOf(path.way.answer, server.text);
  const proxyNode = it.model.owners.get(path.way.trace.connectTo[0]?.address ?? '')?.[0];
  const { exceptions } = choice;
  const found: Evidence[] = [];
  if (heard !== undefined) found.push({ kind: 'answered', heard, through: server.text });
  else if (silent !== undefined) found.push(silent);
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
  found.push(
    isProxyHere(it, path)
      ? { kind: 'proxy-is-here', proxy: server.text, ...proxyProcess(path) }
      : {
          kind: 'proxy-elsewhere',
          proxy: server.text,
          ...(proxyNode === undefined ? {} : { node: proxyNode }),
        },
  );
  return found;
};

const fixesOf = (it: Case, path: ProxiedPath): readonly Fix[] => {
  const { target } = it.intent;
  const lists = extendNoProxy(it.variables, localNames(target.host));
  const url = shellWord(formatTarget(target, it.request.path));
  const assignments = lists.map(({ name, value }) => `${name}=${shellWord(value)}`);
  const usesCurl = path.clients.some(({ client }) => client.name === 'curl');
  return [
    { kind: 'extend-no-proxy', paste: assignments.map((assignment) => `export ${assignment}`) },
    {
      kind: 'one-command-direct',
      paste: [usesCurl ? `curl --noproxy '*' ${url}` : `env ${assignments.join(' ')} COMMAND`],
    },
  ];
};

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const how = howIntercepted(it, path);
  if (how === undefined) return undefined;
  const isAnswered = heardOf(path.way.answer) !== undefined;
  return {
    code: 'proxy-intercepts-local',
    severity: how === 'by-luck' ? 'warning' : 'broken',
    proof: proofOf(it, path),
    node: it.here.id,
    clients: clientNames(path),
    params: {
      target: `${it.intent.target.host.written}:${it.intent.target.port}`,
      proxy: path.proxy.server.text,
      how,
      answered: isAnswered ? 'by-proxy' : 'no',
    },
    evidence: evidenceOf(it, path),
    fixes: fixesOf(it, path),
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
      isProxied(path) && howIntercepted(it, path) !== undefined && path.direct.question !== undefined
        ? [path.direct.question]
        : [],
    ),
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
