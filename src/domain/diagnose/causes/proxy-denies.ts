import { proxyError } from '../../peers/proxy-error.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Finding } from '../finding.ts';
import { heardOf, responseOf } from '../heard.ts';
import { clientNames, targetText } from '../path.ts';
import { unsetFix, wantsProxy } from '../proxy-fixes.ts';
import { proxyNode } from '../proxy-node.ts';

const isDenied = (path: ProxiedPath): boolean => {
  const { answer } = path.way;
  const response = responseOf(answer);
  if (response === undefined) return false;
  if (proxyError(response)?.category === 'access-denied') return true;
  // A refused tunnel is the proxy's own word: nobody else has been asked yet.
  return answer?.kind === 'no-response' && response.status === 403;
};

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const heard = heardOf(path.way.answer);
  if (heard === undefined || !isDenied(path)) return undefined;
  const { choice, server } = path.proxy;
  return {
    code: 'proxy-denies',
    severity: 'broken',
    proof: 'stated-by-peer',
    node: proxyNode(it, path)?.id ?? it.here.id,
    clients: clientNames(path),
    params: { proxy: server.text, target: targetText(it) },
    evidence: [
      { kind: 'answered', heard, through: server.text },
      { kind: 'variable', name: choice.variable.name, value: choice.variable.value, moment: it.moment },
    ],
    fixes: wantsProxy(it) ? [{ kind: 'ask-proxy-owner', paste: [] }, unsetFix()] : [],
  };
};

/** The proxy's own rules refuse this target: its 403, not the service's. */
export const proxyDenies: Cause = {
  code: 'proxy-denies',
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
