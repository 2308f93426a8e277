import type { Environment, NodeId, Process, Variable } from '../facts/fact.ts';
import { factState } from '../trace/model.ts';
import type { Flow } from '../trace/trace-flow.ts';
import { traceFlow } from '../trace/trace-flow.ts';
import type { Case, Path, Way } from './case.ts';
import { wayOf } from './case.ts';
import { isLostDirect, namedProxies } from './untaken-proxy.ts';

/** Who has proxy variables that the asker lacks: the shell for which this is asked, a process above the asker, another process, or a file. */
export interface Lender {
  readonly whose: 'shell' | 'parent' | 'process' | 'file';
  readonly node: NodeId;
  readonly pid?: number;
  readonly name?: string;
  /** `/etc/environment`, which whoever was started before the last edit, or not by a log-in, does not have. */
  readonly path?: string;
  readonly variables: readonly Variable[];
}

/** A request as it would be made with somebody else's proxy variables. */
export interface Lent {
  readonly lender: Lender;
  readonly variable: Variable;
  readonly proxy: string;
  readonly clients: readonly string[];
  readonly way: Way;
}

const MATTERS = /^(?:(?:https?|all|no)_proxy|NODE_USE_ENV_PROXY)$/i;

/** The process that asks. */
export const askerPid = ({ intent, model }: Case): number =>
  intent.asker.kind === 'process' ? intent.asker.pid : model.snapshot.consumer.pid;

const ancestorsOf = (processes: ReadonlyMap<number, Process>, pid: number): readonly number[] => {
  const found: number[] = [];
  let next = processes.get(pid)?.parentPid;
  while (next !== undefined && next > 0 && !found.includes(next)) {
    found.push(next);
    next = processes.get(next)?.parentPid;
  }
  return found;
};

/** The shell in which this is asked, where another process asks. */
const shellOf = (it: Case): readonly Lender[] => {
  const { consumer } = it.model.snapshot;
  const key = it.intent.asker.kind === 'consumer' ? 'caller' : 'consumer';
  const state = factState(it.model.facts, consumer.node, 'environment', key);
  if (state.kind === 'unknown') return [];
  const { pid, variables } = state.value;
  return [{ whose: 'shell', node: consumer.node, pid, variables }];
};

const environmentsAt = (it: Case): readonly Environment[] =>
  it.model.snapshot.facts.flatMap((fact) =>
    fact.kind === 'environment' &&
    fact.node === it.here.id &&
    fact.state.kind === 'known' &&
    /^\d+$/.test(fact.key)
      ? [fact.state.value]
      : [],
  );

const RANKS = { parent: 0, 'same-user': 1, other: 2 } as const;

/** Other processes of this node: those above the asker first, then those of its user. */
const processesWith = (it: Case): readonly Lender[] => {
  const own = askerPid(it);
  const above = ancestorsOf(it.here.processes, own);
  const rank = (pid: number): keyof typeof RANKS => {
    if (above.includes(pid)) return 'parent';
    return it.here.processes.get(pid)?.uid === it.vantage.uid ? 'same-user' : 'other';
  };
  return environmentsAt(it)
    .filter(({ pid }) => pid !== own)
    .sort((a, b) => RANKS[rank(a.pid)] - RANKS[rank(b.pid)] || a.pid - b.pid)
    .map(({ pid, variables }) => {
      const name = it.here.processes.get(pid)?.name;
      return {
        whose: rank(pid) === 'parent' ? 'parent' : 'process',
        node: it.here.id,
        pid,
        ...(name === undefined ? {} : { name }),
        variables,
      };
    });
};

/** What /etc/environment gives whoever logs in. */
const filesWith = (it: Case): readonly Lender[] => {
  const settings = factState(it.model.facts, it.here.id, 'settings');
  if (settings.kind === 'unknown') return [];
  return settings.value.files
    .filter(({ reader }) => reader === 'environment')
    .map(({ path, statements }) => ({
      whose: 'file',
      node: it.here.id,
      path,
      variables: statements.flatMap((one) =>
        one.kind === 'set' && one.isLiteral ? [{ name: one.name, value: one.value }] : [],
      ),
    }));
};

/** More would be asked for in vain: one machine rarely has more proxies than that. */
const MOST_LENDERS = 3;

const differing = (lenders: readonly Lender[]): readonly Lender[] =>
  [
    ...new Map(
      lenders
        .toReversed()
        .map((lender) => [JSON.stringify(lender.variables.filter(({ name }) => MATTERS.test(name))), lender]),
    ).values(),
  ].toReversed();

const lendersFor = (it: Case): readonly Lender[] =>
  differing(
    [...shellOf(it), ...processesWith(it), ...filesWith(it)].filter(
      ({ variables }) => namedProxies(variables, it.intent.target.scheme).length > 0,
    ),
  ).slice(0, MOST_LENDERS);

const lentBy = (it: Case, path: Path, lender: Lender): Lent | undefined => {
  const { flow } = path.way.trace;
  const variables = [
    ...flow.variables.filter(({ name }) => !MATTERS.test(name)),
    ...lender.variables.filter(({ name }) => MATTERS.test(name)),
  ];
  const traces = path.clients.flatMap(({ client, version }) => {
    const own: Flow = {
      from: flow.from,
      uid: flow.uid,
      variables,
      target: flow.target,
      client,
      ...(version === undefined ? {} : { version }),
    };
    const trace = traceFlow(it.model, own);
    return trace.choice.kind === 'proxy' ? [{ client: client.name, trace, choice: trace.choice }] : [];
  });
  const [first] = traces;
  if (first === undefined) return undefined;
  return {
    lender,
    variable: first.choice.variable,
    proxy: first.choice.proxy.text,
    clients: traces.map(({ client }) => client),
    way: wayOf(first.trace, it.request, it.vantage, it.answerTo, it.key),
  };
};

/** A lost direct request of an asker whose own environment names no proxy, with the variables of others who have them. */
export const lentEnvironments = (it: Case, path: Path): readonly Lent[] => {
  if (!isLostDirect(it, path) || namedProxies(it.variables, it.intent.target.scheme).length > 0) return [];
  return lendersFor(it).flatMap((lender) => lentBy(it, path, lender) ?? []);
};
