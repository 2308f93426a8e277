import { DEFAULT_CLIENTS } from '../clients/registry.ts';
import type { DeclaredTarget } from '../config/resolve-name.ts';
import type { Dossier } from '../diagnose/dossier.ts';
import type { FoundIn, Intent } from '../diagnose/intent.ts';
import type { NodeId, Process } from '../facts/fact.ts';
import { formatTarget, targetAuthority } from '../net/format-target.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Model } from '../trace/model.ts';
import { factState } from '../trace/model.ts';
import type { Candidate } from './candidate-listeners.ts';
import { servicesIn } from './candidate-listeners.ts';
import { declaredIntents } from './declared-intents.ts';
import type { FoundService, Inferred } from './inferred.ts';
import { asIntent } from './inferred.ts';
import { namesModelService } from './names-model-service.ts';
import type { IsWanted, ProcessIntents } from './process-intents.ts';
import { namedBy, processIntents } from './process-intents.ts';
import { clientsOf } from './program-clients.ts';

export interface Inference {
  readonly inferred: readonly Inferred[];
  /** Processes that name a service and ask with a client that is not modelled: nobody can say what they do. */
  readonly notModelled: readonly Process[];
  /** Names in tongtu.yaml that have to be asked one at a time. */
  readonly askedAlone: readonly string[];
  /** Intents beyond the bound, which nobody checks. */
  readonly leftOut: number;
}

/**
 * Whose intents are wanted: everybody's, those that tongtu.yaml declares alone, or the consumer's alone, where it is a process that
 * somebody named.
 */
export interface Wanted {
  readonly declared: readonly DeclaredTarget[];
  readonly scope: 'everybody' | 'declared' | 'consumer';
}

export const EVERYTHING: Wanted = { declared: [], scope: 'everybody' };

const NO_PROCESSES: ProcessIntents = { inferred: [], notModelled: [] };

/** What one asker wants of a URL beyond that it answers: its models are each checked by themselves. */
const wishOf = ({ intent: { asker, url, model, via, keyVariable } }: Inferred): string =>
  JSON.stringify([asker, url, model, via, keyVariable]);

/**
 * The same URL of the same asker is one intent, by what it was found in first; another model there is another. One that wishes for
 * nothing in particular is part of any other.
 */
const distinct = (named: readonly Inferred[]): readonly Inferred[] => {
  const urlOf = ({ intent: { asker, url } }: Inferred): string => JSON.stringify([asker, url]);
  const isPlain = ({ intent: { model, via, keyVariable } }: Inferred): boolean =>
    model === undefined && via === undefined && keyVariable === undefined;
  const wished = new Set(named.filter((one) => !isPlain(one)).map(urlOf));
  const kept = named.filter((one) => !isPlain(one) || !wished.has(urlOf(one)));
  return [...new Map(kept.toReversed().map((one) => [wishOf(one), one])).values()].toReversed();
};

/** Who is asked about at a place: where somebody named a service there, it need not be found once more. */
const placeOf = ({ intent: { asker, target } }: Inferred): string =>
  JSON.stringify([asker, targetAuthority(target)]);

/** A person reads a handful of lines; a machine that has more is asked about by URL. */
const MOST_INTENTS = 256;

/**
 * Everything that somebody on this machine wants to reach: the services that the processes name, in variables and arguments, each
 * asked as that process; and the services that listen here, asked by the consumer where they are on its node, else by themselves.
 */
export const inferIntents = (dossier: Dossier, { declared, scope }: Wanted): Inference => {
  const { model } = dossier;
  const first = declaredIntents(model, declared);
  const services = scope === 'declared' ? [] : servicesIn(dossier);
  const isWanted: IsWanted = (node, found) => namesModelService(found) || isAtOneOf(services, node, found);
  const processes = scope === 'everybody' ? processIntents(model, isWanted) : NO_PROCESSES;
  // Of a process that somebody named, whatever it names is of interest.
  const consumers = scope === 'declared' ? [] : consumerIntents(model, scope === 'consumer' ? all : isWanted);
  const named = distinct([...first.inferred, ...processes.inferred, ...consumers]);
  const places = new Set(named.map(placeOf));
  // A process that names what it wants is not asked about all else that listens.
  const isTold = scope === 'declared' || (scope === 'consumer' && named.length > 0);
  const listening = isTold ? [] : listenerIntents(model, services);
  const found = [...named, ...listening.filter((one) => !places.has(placeOf(one)))];
  const kept = found.slice(0, MOST_INTENTS);
  return {
    inferred: kept,
    notModelled: processes.notModelled,
    askedAlone: first.askedAlone,
    leftOut: found.length - kept.length,
  };
};

const all: IsWanted = () => true;

/** The root of a service that was found by what it answers, on a port of its own choice. */
const isAtOneOf = (
  services: readonly Candidate[],
  node: NodeId,
  { service: { target } }: FoundService,
): boolean =>
  (target.path === '/' || target.path === '') &&
  services.some((one) => one.node === node && one.socket.socket.port === target.port);

const consumerIntents = (model: Model, isWanted: IsWanted): readonly Inferred[] => {
  const { consumer } = model.snapshot;
  const environment = factState(model.facts, consumer.node, 'environment', 'consumer');
  const variables = environment.kind === 'known' ? environment.value.variables : [];
  // The process that runs Tongtu has Tongtu's own command line, and a shell's says nothing.
  const process =
    consumer.how === 'pid' ? model.nodes.get(consumer.node)?.processes.get(consumer.pid) : undefined;
  const known = process === undefined ? [] : clientsOf(process);
  const clients = known.length === 0 ? DEFAULT_CLIENTS : known;
  return namedBy(variables, process?.argv ?? [])
    .filter((found) => isWanted(consumer.node, found))
    .map((found) => ({ intent: asIntent({ kind: 'consumer' }, found, clients), alsoPids: [] }));
};

const listenerIntents = (model: Model, services: readonly Candidate[]): readonly Inferred[] => {
  const { consumer } = model.snapshot;
  return services.flatMap(({ node, socket, origin }): readonly Inferred[] => {
    const target = parseTarget(`${origin}/v1`);
    const pid = socket.socket.pid;
    const isHere = node === consumer.node;
    if (!target.ok || (!isHere && pid === undefined)) return [];
    const service = { url: formatTarget(target.value), target: target.value, meaning: 'url' } as const;
    const foundIn: FoundIn = { kind: 'listener', node, ...(pid === undefined ? {} : { pid }) };
    const asker: Intent['asker'] =
      isHere || pid === undefined ? { kind: 'consumer' } : { kind: 'process', node, pid };
    return [{ intent: asIntent(asker, { service, foundIn }, DEFAULT_CLIENTS), alsoPids: [] }];
  });
};
