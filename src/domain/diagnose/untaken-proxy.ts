import type { Client, ProxyChoice, ProxyServer } from '../clients/client.ts';
import { parseCurlProxy } from '../clients/curl-proxy-url.ts';
import { withoutPassword } from '../clients/find-variable.ts';
import { through } from '../clients/proxy-choice.ts';
import type { Variable } from '../facts/fact.ts';
import type { Answer } from '../facts/observation.ts';
import { proxyError } from '../peers/proxy-error.ts';
import { meantVariable } from '../settings/meant-variable.ts';
import type { Flow } from '../trace/trace-flow.ts';
import { traceFlow } from '../trace/trace-flow.ts';
import { verdictOf } from '../trace/tree.ts';
import type { Case, Path, Way } from './case.ts';
import { wayOf } from './case.ts';
import { isContainerName } from './container-name.ts';
import { isSuccess } from './heard.ts';
import { shellWord } from './shell-word.ts';

/** Why a client goes past a proxy that its environment names: it does not read that name, nobody does, it reads none, or a list says so. */
type UntakenWhy = 'unread' | 'misspelt' | 'ignored' | 'covered';

/** A proxy that is named where a client does not look, what would make the client take it, and the request through it. */
export interface UntakenProxy {
  readonly why: UntakenWhy;
  /** Names the proxy. */
  readonly variable: Variable;
  readonly server: ProxyServer;
  /** The exception list and its entry that sends the request past the proxy. */
  readonly covering?: { readonly variable: Variable; readonly entry: string };
  /** What makes this client take it, one line each: `export http_proxy="$HTTP_PROXY"`. */
  readonly paste: readonly string[];
  readonly way: Way;
}

const PROXY_NAME = /^(https?|all|socks)_proxy$/i;

/** The variable that a name stands for, in lower case: its own, or the one that it is a slip of. */
const meaningOf = (name: string): string | undefined => {
  if (PROXY_NAME.test(name)) return name.toLowerCase();
  const meant = meantVariable(name)?.toLowerCase();
  return meant === undefined || meant === 'no_proxy' ? undefined : meant;
};

/** Variables that name a proxy, those for the URL's own scheme first, then those for all, then the rest. */
export const namedProxies = (variables: readonly Variable[], scheme: string): readonly Variable[] => {
  const order = [`${scheme}_proxy`, 'all_proxy', 'http_proxy', 'https_proxy', 'socks_proxy'];
  const rank = ({ name }: Variable): number => order.indexOf(meaningOf(name) ?? '');
  return variables
    .filter(({ name, value }) => value.trim() !== '' && meaningOf(name) !== undefined)
    .sort((a, b) => rank(a) - rank(b));
};

const withVariable = (variables: readonly Variable[], name: string, value: string): readonly Variable[] => [
  ...variables.filter((variable) => variable.name !== name),
  { name, value },
];

/** A changed environment, and the lines that change it. */
interface Edited {
  readonly variables: readonly Variable[];
  readonly paste: readonly string[];
}

const NO_PROXY_NAMES = ['no_proxy', 'NO_PROXY'] as const;

/** Both spellings of the list without an entry; what else stands there stays. */
const withoutEntry = ({ variables, paste }: Edited, entry: string): Edited => {
  const lists = NO_PROXY_NAMES.flatMap((name) => variables.find((variable) => variable.name === name) ?? []);
  const dropped = lists.map(({ name, value }) => {
    const kept = value.split(/[,\s]+/).filter((part) => part !== '' && part !== entry);
    return { name, value: kept.join(',') };
  });
  return {
    variables: dropped.reduce((all, { name, value }) => withVariable(all, name, value), variables),
    paste: [...paste, ...dropped.map(({ name, value }) => `export ${name}=${shellWord(value)}`)],
  };
};

const SETTING = /^([A-Z_]+)=(\S+)$/;

/** The next change that this choice asks for; `undefined` where the environment can do no more. */
const editFor = (
  edited: Edited,
  choice: ProxyChoice,
  named: Variable,
  scheme: string,
): Edited | undefined => {
  if (choice.kind !== 'direct') return undefined;
  const { because } = choice;
  if (because.kind === 'covered') return withoutEntry(edited, because.entry);
  const [, setting, value] =
    because.kind === 'ignores-environment' ? (SETTING.exec(because.wouldNeed ?? '') ?? []) : [];
  if (setting !== undefined && value !== undefined) {
    return {
      variables: withVariable(edited.variables, setting, value),
      paste: [...edited.paste, `export ${setting}=${value}`],
    };
  }
  const name = `${scheme}_proxy`;
  const isSet = edited.variables.some((variable) => variable.name === name && variable.value === named.value);
  if (isSet) return undefined;
  return {
    variables: withVariable(edited.variables, name, named.value),
    paste: [...edited.paste, `export ${name}="$${named.name}"`],
  };
};

/** More changes than a client can ask for: a list, a switch and a variable. */
const MOST_EDITS = 4;

/** Changes the environment step by step until the client takes the proxy. */
const untilTaken = (client: Client, flow: Flow, named: Variable): Edited | undefined => {
  let edited: Edited = { variables: flow.variables, paste: [] };
  for (let step = 0; step < MOST_EDITS; step += 1) {
    const choice = client.choose(flow.version, edited.variables, flow.target);
    if (choice.kind === 'proxy') return edited;
    const next = editFor(edited, choice, named, flow.target.scheme);
    if (next === undefined) return undefined;
    edited = next;
  }
  return undefined;
};

/** What a client would do that reads no variable at all, once it is told in its own way. */
const asTold = (flow: Flow, named: Variable): ProxyChoice | undefined => {
  const server = parseCurlProxy(undefined, named.value);
  const form = flow.target.scheme === 'https' ? 'connect' : 'absolute';
  return server.ok ? through(server.value, form, named, undefined) : undefined;
};

const whyUntaken = (choice: Extract<ProxyChoice, { kind: 'direct' }>, named: Variable): UntakenWhy => {
  if (choice.because.kind === 'covered') return 'covered';
  if (choice.because.kind === 'ignores-environment') return 'ignored';
  return PROXY_NAME.test(named.name) ? 'unread' : 'misspelt';
};

const untakenOf = (it: Case, flow: Flow, named: Variable): UntakenProxy | undefined => {
  const choice = flow.client.choose(flow.version, flow.variables, flow.target);
  if (choice.kind !== 'direct') return undefined;
  const { because } = choice;
  const edited = untilTaken(flow.client, flow, named);
  const wouldNeed = because.kind === 'ignores-environment' ? because.wouldNeed : undefined;
  const suppose =
    edited === undefined && because.kind === 'ignores-environment' ? asTold(flow, named) : undefined;
  if (edited === undefined && suppose === undefined) return undefined;
  const variables = edited?.variables ?? flow.variables;
  const trace = traceFlow(it.model, { ...flow, variables }, suppose);
  if (trace.choice.kind !== 'proxy') return undefined;
  return {
    why: whyUntaken(choice, named),
    variable: withoutPassword(named),
    server: trace.choice.proxy,
    ...(because.kind === 'covered' ? { covering: because } : {}),
    paste: edited?.paste ?? (wouldNeed === undefined ? [] : [wouldNeed]),
    way: wayOf(trace, it.request, it.vantage, it.answerTo, it.key),
  };
};

/** A direct request that met nobody: no connection, no name, or a connection that something in the network cut off. */
const meetsNobody = ({ way }: Path): boolean => {
  const { answer, trace } = way;
  if (answer === undefined) return verdictOf(trace.tree).kind === 'name-not-found';
  if (answer.kind !== 'no-response') return false;
  const { failure } = answer;
  if (failure.at === 'tls') return failure.detail === 'closed' || failure.detail === 'silent';
  return (
    failure.at === 'connect' || (failure.at === 'response' && /silent|closed|reset/.test(failure.failure))
  );
};

/** Whether a path is one that may lack a proxy: direct, to another machine, and in vain. */
export const isLostDirect = (it: Case, path: Path): boolean =>
  it.place === 'elsewhere' &&
  path.way.trace.choice.kind === 'direct' &&
  meetsNobody(path) &&
  // That name means this machine: nobody needs a proxy, and a silent one would be waited for.
  !isContainerName(it, it.intent.target.host.written);

/** For every client of such a path, the proxy that its environment names first. */
export const untakenProxies = (
  it: Case,
  path: Path,
): readonly { readonly client: string; readonly untaken: UntakenProxy }[] => {
  if (!isLostDirect(it, path)) return [];
  const { flow } = path.way.trace;
  const [named] = namedProxies(flow.variables, flow.target.scheme);
  if (named === undefined) return [];
  return path.clients.flatMap(({ client, version }) => {
    const own: Flow = {
      from: flow.from,
      uid: flow.uid,
      variables: flow.variables,
      target: flow.target,
      client,
      ...(version === undefined ? {} : { version }),
    };
    const untaken = untakenOf(it, own, named);
    return untaken === undefined ? [] : [{ client: client.name, untaken }];
  });
};

/** Whether the target itself answered: not a proxy with an error of its own, and no gateway's status that nobody signs. */
export const reachesTarget = (answer: Answer | undefined): boolean =>
  answer?.kind === 'response' &&
  proxyError(answer.response) === undefined &&
  (isSuccess(answer) || answer.response.status < 500);
