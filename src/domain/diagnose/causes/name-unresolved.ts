import { proxyError } from '../../peers/proxy-error.ts';
import { verdictOf } from '../../trace/tree.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Proof } from '../finding.ts';
import { heardOf, responseOf } from '../heard.ts';
import { clientNames } from '../path.ts';
import { proxyNode } from '../proxy-node.ts';
import { isOpenThroughProxy, reachesTarget } from '../untaken-proxy.ts';

const finding = (
  it: Case,
  path: Path,
  node: string,
  proof: Proof,
  evidence: readonly Evidence[],
): Finding => ({
  code: 'name-unresolved',
  severity: 'broken',
  proof,
  node,
  clients: clientNames(path),
  params: { name: it.intent.target.host.written },
  evidence,
  fixes: [],
});

const findIn = (it: Case, path: Path): Finding | undefined => {
  if (path.proxy !== undefined) {
    const response = responseOf(path.way.answer);
    const heard = heardOf(path.way.answer);
    if (response === undefined || heard === undefined || proxyError(response)?.category !== 'dns-failed')
      return undefined;
    // This machine gets there by itself: then the proxy need not know the name.
    if (reachesTarget(path.direct.answer)) return undefined;
    const node =
      proxyNode(it, { ...path, proxy: path.proxy })?.id ?? `unknown-node/${path.proxy.server.text}`;
    return finding(it, path, node, 'stated-by-peer', [
      { kind: 'answered', heard, through: path.proxy.server.text },
    ]);
  }
  const verdict = verdictOf(path.way.trace.tree);
  if (verdict.kind !== 'name-not-found' || isOpenThroughProxy(it, path)) return undefined;
  return finding(it, path, it.here.id, 'stated-by-peer', [{ kind: 'name-unresolved', name: verdict.name }]);
};

/** The resolver says that there is no such name: this machine's own, or the one that the proxy asks. */
export const nameUnresolved: Cause = {
  code: 'name-unresolved',
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
