import { extendNoProxy } from '../../clients/extend-no-proxy.ts';
import { localNames } from '../../clients/local-names.ts';
import type { Environment, Variable } from '../../facts/fact.ts';
import { parseTarget } from '../../net/parse-target.ts';
import type { Host, Target } from '../../net/target.ts';
import { serveProgram } from '../../serve-commands/registry.ts';
import { sameLine } from '../../serve-commands/serve-line.ts';
import type { ServeProgram, Serving } from '../../serve-commands/serve-program.ts';
import { factState } from '../../trace/model.ts';
import { traceFlow } from '../../trace/trace-flow.ts';
import type { Case, Way } from '../case.ts';
import { DIRECT, wayOf } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, ProcessAt, Proof } from '../finding.ts';
import { cameBack, heardOf } from '../heard.ts';
import { directListener } from '../path.ts';
import { servingAt } from '../serving-process.ts';
import { shellWord } from '../shell-word.ts';
import { flowOf } from '../standpoint.ts';

/** A service whose own request to itself goes to a proxy, both ways as they would be made. */
interface SelfCheck {
  readonly by: ProcessAt;
  readonly serving: Serving;
  readonly program: ServeProgram;
  readonly client: string;
  readonly environment: Environment;
  readonly target: Target;
  readonly proxied: Way;
  readonly direct: Way;
}

/** The services of these paths that check themselves, through a proxy variable that they were started with. */
const selfChecks = (it: Case): readonly SelfCheck[] => {
  const processes = new Map(
    it.paths.flatMap((path) => {
      const by = directListener(path);
      return by?.pid === undefined ? [] : [[`${by.node} ${by.pid}`, by] as const];
    }),
  );
  return [...processes.values()].flatMap((by) => selfCheckAt(it, by) ?? []);
};

const selfCheckAt = (it: Case, by: ProcessAt): SelfCheck | undefined => {
  const { facts, nodes } = it.model;
  const here = nodes.get(by.node);
  const serving = servingAt(here, by.pid, by.listen.port);
  const program = serving === undefined ? undefined : serveProgram(serving);
  const check = program?.selfCheck;
  const state = factState(facts, by.node, 'environment', String(by.pid ?? ''));
  const uid = by.pid === undefined ? undefined : here?.processes.get(by.pid)?.uid;
  const url = parseTarget(check?.url(by.listen.port) ?? '');
  if (here === undefined || serving === undefined || program === undefined || check === undefined)
    return undefined;
  if (state.kind !== 'known' || uid === undefined || !url.ok) return undefined;
  const vantage = { node: by.node, uid };
  const standpoint = { vantage, here, environment: state.value };
  const flow = flowOf(it.model, standpoint, check.client, url.value);
  if (flow === undefined) return undefined;
  const trace = traceFlow(it.model, flow);
  if (trace.choice.kind !== 'proxy') return undefined;
  const request = { path: url.value.path, expects: 'any' } as const;
  return {
    by,
    serving,
    program,
    client: check.client,
    environment: state.value,
    target: url.value,
    proxied: wayOf(trace, request, vantage, it.answerTo),
    direct: wayOf(traceFlow(it.model, flow, DIRECT), request, vantage, it.answerTo),
  };
};

/** Without the proxy the same request of the same user gets to the service; whatever it says there. */
const proofOf = ({ proxied, direct }: SelfCheck): Proof => {
  const [through, without] = [heardOf(proxied.answer), heardOf(direct.answer)];
  return without !== undefined && through?.status !== without.status ? 'control-probe' : 'model';
};

const evidenceOf = ({ by, proxied, direct }: SelfCheck): readonly Evidence[] => {
  const { choice } = proxied.trace;
  if (choice.kind !== 'proxy') return [];
  const through = choice.proxy.text;
  const control = heardOf(direct.answer);
  const { variable, exceptions } = choice;
  const startedWith = ({ name, value }: Variable): Evidence => ({ kind: 'started-with', name, value, by });
  const found: Evidence[] = [...cameBack(proxied.answer, through)];
  if (control !== undefined) found.push({ kind: 'control-direct', heard: control, by });
  found.push(startedWith(variable));
  if (exceptions !== undefined) found.push(startedWith(exceptions));
  return found;
};

/** Its own names, and the one that it checks itself by: `0.0.0.0` is covered by no other entry. */
const startLine = ({ environment, target, serving }: SelfCheck): string => {
  const loopback: Host = {
    kind: 'address',
    address: { family: 4, words: [0x7f000001] },
    written: '127.0.0.1',
  };
  const names = [...localNames(loopback), ...localNames(target.host)];
  const variables = extendNoProxy(environment.variables, names).map(
    ({ name, value }) => `${name}=${shellWord(value)}`,
  );
  return [...variables, sameLine(serving)].join(' ');
};

const findingOf = (check: SelfCheck): Finding => {
  const { by, program, client, proxied } = check;
  const { choice } = proxied.trace;
  return {
    code: 'proxy-intercepts-local',
    severity: 'warning',
    proof: proofOf(check),
    node: by.node,
    clients: [client],
    params: {
      target: `${check.target.host.written}:${check.target.port}`,
      proxy: choice.kind === 'proxy' ? choice.proxy.text : '',
      how: 'self-check',
      answered: 'no',
      program: program.title,
    },
    evidence: evidenceOf(check),
    fixes: [{ kind: 'start-without-proxy', paste: [startLine(check)] }],
  };
};

/**
 * The service asks itself something when it starts or serves, and was started with a proxy variable that takes this request away:
 * Gradio then says that “localhost is not accessible”, SGLang ends itself, Xinference's page shows a 503.
 */
export const serverSelfCheck: Cause = {
  code: 'proxy-intercepts-local',
  asks: (it) =>
    selfChecks(it).flatMap(({ proxied, direct }) =>
      [proxied.question, direct.question].filter((question) => question !== undefined),
    ),
  find: (it) => selfChecks(it).map(findingOf),
};
