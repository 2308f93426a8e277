import { withoutPassword } from '../../clients/find-variable.ts';
import type { Question } from '../../facts/observation.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf, noAnswerOf } from '../heard.ts';
import type { Lender, Lent } from '../lent-environment.ts';
import { askerPid, lentEnvironments } from '../lent-environment.ts';
import { targetText } from '../path.ts';
import { reachesTarget } from '../untaken-proxy.ts';

const placeOf = ({ pid, name, path, whose }: Lender) => ({
  whose,
  ...(pid === undefined ? {} : { pid }),
  ...(name === undefined ? {} : { process: name }),
  ...(path === undefined ? {} : { path }),
});

const evidenceOf = (path: Path, { lender, variable, proxy, way }: Lent): readonly Evidence[] => {
  const silent = noAnswerOf(path.way.answer);
  const heard = heardOf(way.answer);
  return [
    silent ?? { kind: 'name-unresolved', name: path.way.trace.flow.target.host.written },
    ...(heard === undefined ? [] : [{ kind: 'control-proxied', heard, proxy } as const]),
    { kind: 'variable-held-by', ...withoutPassword(variable), ...placeOf(lender) },
  ];
};

/** What is hidden in a value has to be put back by hand. */
const typeable = (value: string): string => value.replace(/\*\*\*(?:\d+\*\*\*)?/g, 'PASSWORD');

const finding = (it: Case, path: Path, lent: Lent): Finding => {
  const { lender, variable } = lent;
  return {
    code: 'proxy-env-wrong-level',
    severity: 'broken',
    proof: 'control-probe',
    node: it.here.id,
    clients: lent.clients,
    params: {
      target: targetText(it),
      variable: variable.name,
      process: it.here.processes.get(askerPid(it))?.name ?? '',
      asker:
        it.intent.asker.kind === 'process' || it.model.snapshot.consumer.how === 'pid' ? 'process' : 'shell',
      whose: lender.whose,
      has: lender.path ?? lender.name ?? '',
    },
    evidence: evidenceOf(path, lent),
    fixes: [{ kind: 'start-with-proxy', paste: [`export ${variable.name}="${typeable(variable.value)}"`] }],
  };
};

/**
 * The process that asks was started without the proxy variables that others here have: a daemon does not see what a shell exports, nor a
 * running shell what /etc/environment says now. So it goes direct, where only the proxy gets through.
 */
export const proxyEnvWrongLevel: Cause = {
  code: 'proxy-env-wrong-level',
  asks: (it) =>
    it.paths.flatMap((path): readonly Question[] =>
      lentEnvironments(it, path).flatMap(({ way }) => way.question ?? []),
    ),
  find: (it) =>
    it.paths.flatMap((path) => {
      const lent = lentEnvironments(it, path).find(({ way }) => reachesTarget(way.answer));
      return lent === undefined ? [] : [finding(it, path, lent)];
    }),
};
