import type { Answer } from '../../facts/observation.ts';
import { isPage } from '../../peers/page-text.ts';
import { proxyError } from '../../peers/proxy-error.ts';
import { sameLine } from '../../serve-commands/serve-line.ts';
import { factState } from '../../trace/model.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix, ProcessAt, Proof } from '../finding.ts';
import { heardOf, isSuccess, noAnswerOf } from '../heard.ts';
import type { Instance } from '../other-instances.ts';
import { instanceEvidence, instanceUrl, listingInstances, otherInstances } from '../other-instances.ts';
import { protocolOf } from '../other-protocol.ts';
import { clientNames, directListener, targetText } from '../path.ts';
import { lastWay } from '../refusal.ts';
import { rightBase } from '../right-base.ts';
import { serviceName, servingAt } from '../serving-process.ts';
import { speaksTls } from '../speaks-tls.ts';

/** `protocol`: no HTTP. `page`: HTTP, and a page where an API was asked for. `instance`: an API, and another program has the port too. */
type Kind = 'protocol' | 'page' | 'instance';

const isOtherProtocol = (answer: Answer | undefined): boolean =>
  answer?.kind === 'no-response' &&
  answer.failure.at === 'response' &&
  answer.failure.failure === 'not-http' &&
  answer.failure.firstBytes !== '';

/** A page instead of the API's own JSON: of a web server, not of a model service. */
const isOtherPage = (it: Case, answer: Answer | undefined): boolean =>
  answer?.kind === 'response' &&
  it.request.expects === 'model-list' &&
  answer.response.models === undefined &&
  answer.response.status < 500 &&
  isPage(answer.response.bodyStart) &&
  proxyError(answer.response) === undefined;

/** Programs of the same network stack that hold the same port for other addresses. */
const onSamePort = (it: Case, path: Path): readonly Instance[] =>
  otherInstances(it, path).filter(
    ({ node, socket }) => node.id === it.here.id && socket.socket.port === it.intent.target.port,
  );

const kindOf = (it: Case, path: Path): Kind | undefined => {
  const answer = lastWay(it, path)?.answer;
  if (isOtherProtocol(answer)) return speaksTls(it, path) ? undefined : 'protocol';
  if (isOtherPage(it, answer)) return rightBase(it, path) === undefined ? 'page' : undefined;
  return isSuccess(answer) && onSamePort(it, path).length > 0 ? 'instance' : undefined;
};

const modelsOf = (answer: Answer | undefined): string =>
  answer?.kind === 'response' ? (answer.response.models?.ids.join('\n') ?? '') : '';

const speaksOf = (answer: Answer | undefined): string =>
  answer?.kind === 'no-response' && answer.failure.at === 'response'
    ? protocolOf(answer.failure.firstBytes)
    : 'HTTP';

/** What came, and what it shows. */
const metEvidence = (answer: Answer | undefined, by: ProcessAt | undefined): readonly Evidence[] => {
  const heard = heardOf(answer);
  const silent = noAnswerOf(answer);
  const found: Evidence[] = [];
  if (heard !== undefined) found.push({ kind: 'answered', heard });
  if (silent !== undefined) found.push(silent);
  if (answer?.kind === 'no-response' && answer.failure.at === 'response')
    found.push({ kind: 'first-bytes', bytes: answer.failure.firstBytes, speaks: speaksOf(answer) });
  if (by !== undefined) found.push({ kind: 'listens', by });
  return found;
};

/** Which of those that list models could be the one that was meant. */
const alternatives = (it: Case, path: Path, kind: Kind, met: Answer | undefined) => {
  const listing = listingInstances(it, path);
  if (kind !== 'instance') return listing.filter(({ node }) => node.id === it.here.id);
  const same = new Set(onSamePort(it, path).map(({ question }) => question.url));
  return listing.filter(
    ({ question, answer }) => same.has(question.url) && modelsOf(answer) !== modelsOf(met),
  );
};

const proofOf = (kind: Kind, isElsewhere: boolean): Proof => {
  if (isElsewhere) return 'control-probe';
  return kind === 'protocol' ? 'stated-by-peer' : 'suspicion';
};

/** vLLM takes VLLM_PORT for sockets of its own: given to the API as well, the two meet. */
const ownPort = (it: Case, by: ProcessAt | undefined): readonly Evidence[] => {
  if (by?.pid === undefined) return [];
  const state = factState(it.model.facts, by.node, 'environment', String(by.pid));
  const own = state.kind === 'known' ? state.value.variables : [];
  return own
    .filter(({ name, value }) => name === 'VLLM_PORT' && value === String(by.listen.port))
    .map(({ name, value }) => ({ kind: 'started-with', name, value, by }));
};

const startWithout = (it: Case, by: ProcessAt | undefined): Fix => {
  const node = by === undefined ? undefined : it.model.nodes.get(by.node);
  const serving = servingAt(node, by?.pid, it.intent.target.port);
  const line = serving === undefined ? 'COMMAND' : sameLine(serving);
  return { kind: 'start-without-variable', paste: [`env -u VLLM_PORT ${line}`] };
};

const findIn = (it: Case, path: Path): Finding | undefined => {
  const kind = kindOf(it, path);
  if (kind === undefined) return undefined;
  const met = lastWay(it, path)?.answer;
  const others = alternatives(it, path, kind, met);
  // Of a root nobody knows whether a page was not what was meant; the API elsewhere on this machine tells.
  const isOpen = kind === 'page' && it.intent.target.path === '/' && it.intent.meaning === 'url';
  if ((kind === 'instance' || isOpen) && others.length === 0) return undefined;
  const by = directListener(path);
  const own = kind === 'protocol' ? ownPort(it, by) : [];
  const urls = others.flatMap((instance) => instanceUrl(it, instance) ?? []);
  const [first] = others;
  const fixes: readonly Fix[] = [
    ...(urls.length === 0 ? [] : [{ kind: 'use-url', paste: urls } as const]),
    ...(own.length > 0 ? [startWithout(it, by)] : []),
    ...(kind === 'instance' || own.length > 0 ? [] : [{ kind: 'start-service', paste: [] } as const]),
  ];
  return {
    code: 'port-conflict',
    severity: kind === 'instance' ? 'warning' : 'broken',
    proof: proofOf(kind, first !== undefined),
    node: by?.node ?? it.here.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      kind,
      process: serviceName(it.model, by),
      speaks: speaksOf(met),
      other: first === undefined ? '' : first.question.url.replace(/\/v1\/models$/, ''),
    },
    evidence: [
      ...metEvidence(met, by),
      ...own,
      ...others.flatMap((instance) => instanceEvidence(instance, instance.answer)),
    ],
    fixes,
  };
};

/** The port is held by another program than the one that was meant: it speaks another protocol, or is another web server, or another instance. */
export const portConflict: Cause = {
  code: 'port-conflict',
  asks: (it) =>
    it.paths.flatMap((path) => {
      const kind = kindOf(it, path);
      if (kind === undefined) return [];
      return (kind === 'instance' ? onSamePort(it, path) : otherInstances(it, path)).map(
        ({ question }) => question,
      );
    }),
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
