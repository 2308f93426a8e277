import type { ProxyServer } from '../../clients/client.ts';
import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix } from '../finding.ts';
import { cameBack, heardOf } from '../heard.ts';
import { clientNames } from '../path.ts';
import { unsetFix, wantsProxy } from '../proxy-fixes.ts';
import { proxyNode } from '../proxy-node.ts';
import { schemeLine, usableScheme } from '../proxy-scheme.ts';
import type { ProxySpeaks } from '../proxy-speaks.ts';
import { isTargetItself, proxySpeaks, proxyTrials } from '../proxy-speaks.ts';
import { reachesTarget } from '../untaken-proxy.ts';

const SCHEMES: Readonly<Record<ProxySpeaks['speaks'], readonly ProxyServer['scheme'][]>> = {
  socks: ['socks5h', 'socks5'],
  http: ['http'],
  https: ['https'],
  service: [],
};

const fixesOf = (it: Case, path: ProxiedPath, { speaks }: ProxySpeaks): readonly Fix[] => {
  const { variable } = path.proxy.choice;
  if (!wantsProxy(it)) return [unsetFix()];
  const scheme = usableScheme(it, path, variable, SCHEMES[speaks]);
  const paste =
    scheme === undefined ? `export ${variable.name}=http://HOST:PORT` : schemeLine(scheme, variable);
  return [{ kind: scheme === undefined ? 'correct-proxy' : 'correct-scheme', paste: [paste] }, unsetFix()];
};

const evidenceOf = (it: Case, path: ProxiedPath, { speaks, answer }: ProxySpeaks): readonly Evidence[] => {
  const { choice, server } = path.proxy;
  const heard = heardOf(answer);
  return [
    ...cameBack(path.way.answer, server.text),
    { kind: 'proxy-speaks', speaks, ...(heard === undefined ? {} : { heard }) },
    { kind: 'variable', name: choice.variable.name, value: choice.variable.value, moment: it.moment },
  ];
};

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const found = proxySpeaks(it, path);
  if (found === undefined) return undefined;
  const { choice, server } = path.proxy;
  const heard = heardOf(found.answer);
  return {
    code: 'proxy-protocol-mismatch',
    severity:
      found.speaks === 'service' && isTargetItself(path) && reachesTarget(path.way.answer)
        ? 'warning'
        : 'broken',
    proof: found.arrives ? 'control-probe' : 'stated-by-peer',
    node: proxyNode(it, path)?.id ?? it.here.id,
    clients: clientNames(path),
    params: {
      proxy: server.text,
      variable: choice.variable.name,
      says: server.scheme,
      speaks: found.speaks,
      program: found.speaks === 'service' ? (heard?.peer.program ?? '') : '',
    },
    evidence: evidenceOf(it, path, found),
    fixes: fixesOf(it, path, found),
  };
};

/**
 * The proxy's port speaks another protocol than the variable says: `ssh -D` is SOCKS and the URL says `http://`, a plain proxy is greeted with
 * TLS, or no proxy is there but the AI service itself.
 */
export const proxyProtocolMismatch: Cause = {
  code: 'proxy-protocol-mismatch',
  asks: (it) => it.paths.filter(isProxied).flatMap((path) => proxyTrials(it, path)),
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
