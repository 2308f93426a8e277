import type { Client, ProxyChoice, ProxyServer } from '../clients/client.ts';
import type { Variable } from '../facts/fact.ts';
import type { Answer, ProbeRoute, Question, Vantage } from '../facts/observation.ts';
import type { AskerKey } from '../intents/asker-key.ts';
import { isLoopback, isUnspecified } from '../net/classify-address.ts';
import { formatTarget } from '../net/format-target.ts';
import { parseAddress } from '../net/parse-address.ts';
import type { Model, NodeModel } from '../trace/model.ts';
import { addressKey } from '../trace/model.ts';
import type { Trace } from '../trace/trace-flow.ts';
import { traceFlow } from '../trace/trace-flow.ts';
import { verdictOf } from '../trace/tree.ts';
import { verdictKey } from '../trace/verdict.ts';
import { bearerFor } from './bearer-for.ts';
import type { Dossier } from './dossier.ts';
import type { Intent, Request } from './intent.ts';
import { requestFor } from './intent.ts';
import { keyOf } from './key-of.ts';
import { flowOf, standpointOf } from './standpoint.ts';

/** One way of making the request: its trace, the question that tries it for real, and what came back. */
export interface Way {
  readonly trace: Trace;
  /** Absent where nothing can be tried: the client dies first, or a name has no address. */
  readonly question?: Extract<Question, { kind: 'http-get' }>;
  /** Absent where nobody asked. */
  readonly answer?: Answer;
}

export interface ClientVersion {
  readonly client: Client;
  readonly version?: string;
}

/** Clients that do exactly the same with this request, what they do, and the same request without a proxy. */
export interface Path {
  readonly clients: readonly ClientVersion[];
  readonly way: Way;
  /** The control: equal to `way` where the clients go direct anyway. */
  readonly direct: Way;
  /** The proxy chosen, and the variable that names it. */
  readonly proxy?: { readonly server: ProxyServer; readonly choice: Extract<ProxyChoice, { kind: 'proxy' }> };
}

/** A path that goes through a proxy. */
export type ProxiedPath = Path & { readonly proxy: NonNullable<Path['proxy']> };

export const isProxied = (path: Path): path is ProxiedPath => path.proxy !== undefined;

/** Where the target is, seen from the consumer: its own loopback, another of its own addresses, or elsewhere. */
export type TargetPlace = 'loopback' | 'own-address' | 'elsewhere';

/** Everything a cause may look at: one intent, the model, and what was observed. */
export interface Case {
  readonly model: Model;
  readonly intent: Intent;
  readonly request: Request;
  readonly vantage: Vantage;
  readonly here: NodeModel;
  readonly variables: readonly Variable[];
  readonly moment: 'now' | 'as-started';
  /** The key that the asker has for the target; absent where none is seen. */
  readonly key?: AskerKey;
  readonly place: TargetPlace;
  readonly paths: readonly Path[];
  readonly answerTo: (question: Question) => Answer | undefined;
}

/** Whether an address text is one of this node's own: loopback, unspecified or on an interface. */
export const isOwnAddress = (node: NodeModel, text: string): boolean => {
  const address = parseAddress(text);
  return (
    address !== undefined &&
    (isLoopback(address) || isUnspecified(address) || node.addresses.has(addressKey(address)))
  );
};

const isLoopbackText = (text: string): boolean => {
  const address = parseAddress(text);
  return address !== undefined && (isLoopback(address) || isUnspecified(address));
};

const placeOf = (here: NodeModel, direct: Trace): TargetPlace => {
  const addresses = direct.connectTo.map(({ address }) => address);
  if (addresses.length === 0) return 'elsewhere';
  if (addresses.every(isLoopbackText)) return 'loopback';
  return addresses.every((address) => isOwnAddress(here, address)) ? 'own-address' : 'elsewhere';
};

/** The URL of a proxy as the prober needs it: with its scheme, and with what the collector put in the password's place. */
const proxyUrl = (
  { proxy, variable }: Extract<ProxyChoice, { kind: 'proxy' }>,
  variables: readonly Variable[],
): string => {
  const value = (variables.find(({ name }) => name === variable.name) ?? variable).value.trim();
  const rest = value.includes('://') ? value.slice(value.indexOf('://') + 3) : value;
  return `${proxy.scheme}://${rest}`;
};

const routeOf = (choice: ProxyChoice, variables: readonly Variable[]): ProbeRoute | undefined => {
  switch (choice.kind) {
    case 'direct':
      return { kind: 'direct' };
    case 'proxy':
      return {
        kind: 'proxy',
        proxyUrl: proxyUrl(choice, variables),
        form: choice.form === 'absolute' ? 'absolute' : 'connect',
      };
    case 'dies':
      return undefined;
  }
};

/** The question that tries a trace for real, with the asker's key where the way may carry it, and its answer. */
export const wayOf = (
  trace: Trace,
  request: Request,
  from: Vantage,
  answerTo: Case['answerTo'],
  key?: AskerKey,
): Way => {
  const route = routeOf(trace.choice, trace.flow.variables);
  if (route === undefined || trace.connectTo.length === 0) return { trace };
  const url = formatTarget(trace.flow.target, request.path);
  const bearer = bearerFor(key, route, trace.flow.target);
  const question = { kind: 'http-get', from, url, route, connectTo: trace.connectTo, ...bearer } as const;
  const answer = answerTo(question);
  return answer === undefined ? { trace, question } : { trace, question, answer };
};

const pathKey = (trace: Trace, direct: Trace): string =>
  JSON.stringify([trace.choice, trace.connectTo, direct.connectTo, verdictKey(verdictOf(trace.tree))]);

/** What the control experiment takes instead of the client's own choice. */
export const DIRECT: ProxyChoice = { kind: 'direct', because: { kind: 'no-variable' } };

/** Puts one intent and what is known together. `undefined`: who asks, or its environment, is not known. */
export const buildCase = (dossier: Dossier, intent: Intent): Case | undefined => {
  const { model, answerTo } = dossier;
  const place = standpointOf(model, intent.asker);
  if (place === undefined) return undefined;
  const { vantage, here, environment } = place;
  const request = requestFor(intent.target, intent.meaning);
  const askerKey = keyOf(model, intent, place);
  const paths = new Map<string, Path>();
  let targetPlace: TargetPlace = 'elsewhere';
  for (const name of intent.clients) {
    const flow = flowOf(model, place, name, intent.target);
    if (flow === undefined) continue;
    const trace = traceFlow(model, flow);
    const direct = trace.choice.kind === 'direct' ? trace : traceFlow(model, flow, DIRECT);
    targetPlace = placeOf(here, direct);
    const { client, version } = flow;
    const found: ClientVersion = version === undefined ? { client } : { client, version };
    const key = pathKey(trace, direct);
    const known = paths.get(key);
    if (known !== undefined) {
      paths.set(key, { ...known, clients: [...known.clients, found] });
      continue;
    }
    const way = wayOf(trace, request, vantage, answerTo, askerKey);
    paths.set(key, {
      clients: [found],
      way,
      direct: trace === direct ? way : wayOf(direct, request, vantage, answerTo, askerKey),
      ...(trace.choice.kind === 'proxy'
        ? { proxy: { server: trace.choice.proxy, choice: trace.choice } }
        : {}),
    });
  }
  const { variables, moment } = environment;
  const listed = [...paths.values()];
  return {
    model,
    intent,
    request,
    vantage,
    here,
    variables,
    moment,
    ...(askerKey === undefined ? {} : { key: askerKey }),
    place: targetPlace,
    paths: listed,
    answerTo,
  };
};
