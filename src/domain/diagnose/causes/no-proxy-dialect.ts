import type { Case, ProxiedPath } from '../case.ts';
import { isProxied } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Finding } from '../finding.ts';
import { cameBack, heardOf } from '../heard.ts';
import { nearlyCovered } from '../nearly-covered.ts';
import { directOnceFix, extendNoProxyFix } from '../no-proxy-fix.ts';
import { clientNames, targetText } from '../path.ts';
import { reachesTarget } from '../untaken-proxy.ts';

/** Meant to be direct by an entry that does not hold it, and asked for in vain through the proxy. */
const isMissed = (it: Case, path: ProxiedPath): boolean =>
  it.place === 'elsewhere' &&
  path.way.answer !== undefined &&
  !reachesTarget(path.way.answer) &&
  nearlyCovered(it, path) !== undefined;

const findIn = (it: Case, path: ProxiedPath): Finding | undefined => {
  const near = isMissed(it, path) ? nearlyCovered(it, path) : undefined;
  const direct = heardOf(path.direct.answer);
  if (near === undefined || direct === undefined || !reachesTarget(path.direct.answer)) return undefined;
  const { name, value } = path.proxy.choice.variable;
  const through = path.proxy.server.text;
  return {
    code: 'no-proxy-dialect',
    severity: 'broken',
    proof: 'control-probe',
    node: it.here.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      proxy: through,
      list: near.name,
      entry: near.entry,
      why: near.why,
    },
    evidence: [
      ...cameBack(path.way.answer, through),
      { kind: 'control-direct', heard: direct },
      { kind: 'variable', name, value, moment: it.moment },
      near,
    ],
    fixes: [extendNoProxyFix(it, it.intent.target.host), directOnceFix(it, path)],
  };
};

/**
 * An exception list has an entry that was meant for this target elsewhere, in a form that this client does not understand; the request goes to
 * a proxy that cannot reach what this machine can. Of a target on this machine `proxy-intercepts-local` tells the same.
 */
export const noProxyDialect: Cause = {
  code: 'no-proxy-dialect',
  asks: (it) =>
    it.paths
      .filter(isProxied)
      .filter((path) => isMissed(it, path))
      .flatMap((path) => path.direct.question ?? []),
  find: (it) => it.paths.filter(isProxied).flatMap((path) => findIn(it, path) ?? []),
};
