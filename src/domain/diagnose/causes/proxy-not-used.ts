import type { Question } from '../../facts/observation.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix } from '../finding.ts';
import { heardOf, noAnswerOf } from '../heard.ts';
import { targetText } from '../path.ts';
import type { UntakenProxy } from '../untaken-proxy.ts';
import { reachesTarget, untakenProxies } from '../untaken-proxy.ts';

const failureEvidence = (path: Path): readonly Evidence[] => {
  const silent = noAnswerOf(path.way.answer);
  if (silent !== undefined) return [silent];
  return [{ kind: 'name-unresolved', name: path.way.trace.flow.target.host.written }];
};

const evidenceOf = (
  it: Case,
  path: Path,
  { variable, server, covering, way }: UntakenProxy,
): readonly Evidence[] => {
  const heard = heardOf(way.answer);
  return [
    ...failureEvidence(path),
    ...(heard === undefined ? [] : [{ kind: 'control-proxied', heard, proxy: server.text } as const]),
    { kind: 'variable', ...variable, moment: it.moment },
    ...(covering === undefined
      ? []
      : [
          {
            kind: 'covered-by',
            name: covering.variable.name,
            value: covering.variable.value,
            entry: covering.entry,
          } as const,
        ]),
  ];
};

const fixOf = ({ why, paste }: UntakenProxy): Fix => ({
  kind: paste.length === 0 ? 'proxy-in-program' : why === 'covered' ? 'shorten-no-proxy' : 'use-proxy',
  paste,
});

const finding = (it: Case, path: Path, client: string, untaken: UntakenProxy): Finding => ({
  code: 'proxy-not-used',
  severity: 'broken',
  proof: 'control-probe',
  node: it.here.id,
  clients: [client],
  params: {
    target: targetText(it),
    scheme: it.intent.target.scheme,
    variable: untaken.variable.name,
    why: untaken.why,
    list: untaken.covering?.variable.name ?? '',
    entry: untaken.covering?.entry ?? '',
  },
  evidence: evidenceOf(it, path, untaken),
  fixes: [fixOf(untaken)],
});

/**
 * The target is elsewhere and cannot be reached directly; a proxy that leads there is named in the environment, in a way that this client
 * does not read, or an exception list sends the request past it.
 */
export const proxyNotUsed: Cause = {
  code: 'proxy-not-used',
  asks: (it) =>
    it.paths.flatMap((path): readonly Question[] =>
      untakenProxies(it, path).flatMap(({ untaken }) => untaken.way.question ?? []),
    ),
  find: (it) =>
    it.paths.flatMap((path) =>
      untakenProxies(it, path)
        .filter(({ untaken }) => reachesTarget(untaken.way.answer))
        .map(({ client, untaken }) => finding(it, path, client, untaken)),
    ),
};
