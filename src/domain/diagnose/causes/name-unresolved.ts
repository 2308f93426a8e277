import type { Question } from '../../facts/observation.ts';
import { formatTarget } from '../../net/format-target.ts';
import { parseTarget } from '../../net/parse-target.ts';
import { proxyError } from '../../peers/proxy-error.ts';
import { factState } from '../../trace/model.ts';
import { verdictOf } from '../../trace/tree.ts';
import type { Case, Path, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import { isContainerName } from '../container-name.ts';
import type { Evidence, Finding, Fix, Proof } from '../finding.ts';
import { heardOf, noAnswerOf, responseOf } from '../heard.ts';
import { isOpenThroughProxy } from '../open-through-proxy.ts';
import { clientNames } from '../path.ts';
import { proxyNode } from '../proxy-node.ts';
import type { UnresolvedWhy } from '../resolver-state.ts';
import { askedEvidence, deadServer, nearHost, serverQuestions, unresolvedWhy } from '../resolver-state.ts';
import { reachesTarget } from '../untaken-proxy.ts';

const atProxy = (it: Case, path: ProxiedPath): Finding | undefined => {
  const response = responseOf(path.way.answer);
  const heard = heardOf(path.way.answer);
  if (response === undefined || heard === undefined || proxyError(response)?.category !== 'dns-failed')
    return undefined;
  // This machine gets there by itself: then the proxy need not know the name.
  if (reachesTarget(path.direct.answer)) return undefined;
  const name = it.intent.target.host.written;
  return {
    code: 'name-unresolved',
    severity: 'broken',
    proof: 'stated-by-peer',
    node: proxyNode(it, path)?.id ?? `unknown-node/${path.proxy.server.text}`,
    clients: clientNames(path),
    params: { name, why: 'at-proxy' },
    evidence: [{ kind: 'answered', heard, through: path.proxy.server.text }],
    fixes: [],
  };
};

/** A proxy in a container may know a name that only containers are told; of one that gets nothing from there it is no use either. */
const forContainers = (it: Case, path: ProxiedPath): Finding | undefined => {
  const name = it.intent.target.host.written;
  const { answer } = path.way;
  if (!isContainerName(it, name) || answer === undefined || reachesTarget(answer)) return undefined;
  if (verdictOf(path.direct.trace.tree).kind !== 'name-not-found') return undefined;
  const through = path.proxy.server.text;
  const heard = heardOf(answer);
  const met =
    heard === undefined ? noAnswerOf(answer, through) : ({ kind: 'answered', heard, through } as const);
  return {
    code: 'name-unresolved',
    severity: 'broken',
    proof: 'stated-by-peer',
    node: it.here.id,
    clients: clientNames(path),
    params: { name, why: 'container-name' },
    evidence: [...(met === undefined ? [] : [met]), { kind: 'name-unresolved', name }],
    fixes: fixesOf(it, name, 'container-name'),
  };
};

/** `none`: the resolver says so; `silent`: it said nothing in time. */
type Missing = { readonly name: string; readonly how: 'none' | 'silent' };

const missingOn = (it: Case, path: Path): Missing | undefined => {
  const verdict = verdictOf(path.way.trace.tree);
  if (verdict.kind === 'name-not-found') return { name: verdict.name, how: 'none' };
  const { host } = it.intent.target;
  if (host.kind !== 'name' || path.way.trace.connectTo.length > 0) return undefined;
  const looked = factState(it.model.facts, it.here.id, 'name', host.name);
  const isSilent = looked.kind === 'unknown' && looked.detail === 'timed-out';
  return isSilent ? { name: host.name, how: 'silent' } : undefined;
};

const withHost = (it: Case, name: string): string => {
  const { target } = it.intent;
  const parsed = parseTarget(`${target.scheme}://${name}:${target.port}${target.path}${target.query}`);
  return parsed.ok ? formatTarget(parsed.value) : name;
};

const fixesOf = (it: Case, name: string, why: UnresolvedWhy): readonly Fix[] => {
  switch (why) {
    case 'localhost':
      return [{ kind: 'correct-hosts', paste: ['127.0.0.1 localhost', '::1 localhost'] }];
    case 'misspelt': {
      const near = nearHost(it, name);
      return near === undefined ? [] : [{ kind: 'use-url', paste: [withHost(it, near.name)] }];
    }
    case 'container-name':
      return [{ kind: 'use-url', paste: [withHost(it, '127.0.0.1')] }];
    case 'mdns':
      return [{ kind: 'resolve-local-names', paste: ['apt-get install avahi-daemon libnss-mdns'] }];
    case 'no-server':
      return [{ kind: 'mend-resolver', paste: [] }];
    case 'unknown':
      return [{ kind: 'correct-hosts', paste: [`ADDRESS ${name}`] }];
  }
};

const proofOf = ({ how }: Missing, isDead: boolean): Proof =>
  how === 'none' ? 'stated-by-peer' : isDead ? 'model' : 'suspicion';

const atHome = (it: Case, path: Path): Finding | undefined => {
  const missing = missingOn(it, path);
  if (missing === undefined || isOpenThroughProxy(it, path)) return undefined;
  const { name } = missing;
  const why = unresolvedWhy(it, name);
  const dead = deadServer(it);
  const near = why === 'misspelt' ? nearHost(it, name) : undefined;
  const evidence: readonly (Evidence | undefined)[] = [
    { kind: 'name-unresolved', name },
    near,
    dead,
    ...askedEvidence(it),
  ];
  return {
    code: 'name-unresolved',
    severity: 'broken',
    proof: proofOf(missing, dead !== undefined),
    node: it.here.id,
    clients: clientNames(path),
    params: { name, why },
    evidence: evidence.filter((one) => one !== undefined),
    fixes: fixesOf(it, name, why),
  };
};

const isDirectInVain = (it: Case, path: Path): boolean =>
  path.proxy === undefined && missingOn(it, path) !== undefined;

const found = (it: Case, path: Path): Finding | undefined =>
  isProxied(path) ? (forContainers(it, path) ?? atProxy(it, path)) : atHome(it, path);

/** The resolver says that there is no such name, or says nothing: this machine's own, or the one that the proxy asks. */
export const nameUnresolved: Cause = {
  code: 'name-unresolved',
  asks: (it): readonly Question[] =>
    it.paths.some((path) => isDirectInVain(it, path)) ? serverQuestions(it) : [],
  find: (it) => it.paths.flatMap((path) => found(it, path) ?? []),
};
