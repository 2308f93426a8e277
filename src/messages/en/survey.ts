import type { SurveyWords } from '../survey-words.ts';
import { list } from './phrases.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const andMore = (items: readonly string[], more: number): string =>
  more === 0 ? list(items) : `${items.join(', ')} and ${more} more`;

const HINT = 'To look at one URL: tongtu doctor http://127.0.0.1:8000/v1';

export const survey: SurveyWords = {
  who: (name, pid) => `${name} (pid ${pid})`,
  by: (who, what) => `${who}: ${what}`,
  labels: { found: 'Found in', also: 'Also', more: 'More' },
  foundInArgument: (argument, url) =>
    argument === '' ? url : argument.endsWith('=') ? argument + url : `${argument} ${url}`,
  foundInVariable: (name, url) => `${name}=${url}`,
  foundListening: (url) => `a service listens: ${url}`,
  foundListeningIn: (url, node) => `a service listens in ${node}: ${url}`,
  foundDeclared: (name, url) => `tongtu.yaml: ${name} ${url}`,
  sameIn: (pids, more) => `the same in pid ${andMore(pids.map(String), more)}`,
  also: andMore,
  connected: (to, count, isAnswered) =>
    isAnswered
      ? `${counted(count, 'connection', 'connections')} to ${to} open`
      : `${counted(count, 'connection attempt', 'connection attempts')} to ${to} without an answer`,
  answering: (services, more) =>
    services.length + more === 1 ? `${services.join('')} answers` : `${andMore(services, more)} answer`,
  placeIn: (place, node) => `${place} in ${node}`,
  service: (place, program, models) => {
    const name = program === '' ? place : `${program} ${place}`;
    const [first] = models;
    if (first === undefined) return name;
    return models.length === 1 ? `${name} (${first})` : `${name} (${first} and ${models.length - 1} more)`;
  },
  unclear: (targets, more) => `cannot be told: ${andMore(targets, more)}`,
  unseen: {
    denied: (isRoot) =>
      isRoot
        ? 'what some processes ask for (even root is not allowed to read it)'
        : 'what processes of other users ask for (not allowed to read it: run with sudo)',
    processes: (count) => `what ${count} more processes ask for (only the newest are looked at)`,
    silent: (places, more) => `who accepts and says nothing at ${andMore(places, more)}`,
    notAsked: (places, more) => `${andMore(places, more)} (not asked)`,
  },
  moreCauses: (count) => `${counted(count, 'more cause', 'more causes')}: --json lists all`,
  nothing: `No AI service was found here, and no process that names one. ${HINT}`,
  nothingDeclared: `The file declares no service to reach. ${HINT}`,
  summary: ({
    causes,
    suspected,
    warnings,
    isUnclear,
    services,
    processes,
    notModelled,
    askedAlone,
    leftOut,
    isListOnly,
  }) =>
    [
      causes + suspected + warnings > 0 ? '' : isUnclear ? 'no cause found' : 'nothing in the way',
      causes === 0 ? '' : `${counted(causes, 'cause', 'causes')}, proven`,
      suspected === 0 ? '' : `${suspected} suspected`,
      warnings === 0 ? '' : counted(warnings, 'warning', 'warnings'),
      `looked at ${counted(services, 'service', 'services')} and ${counted(processes, 'process', 'processes')}`,
      notModelled === 0 ? '' : `${notModelled} more with a client that Tongtu does not know`,
      askedAlone.length === 0 ? '' : `to be asked by name: ${list(askedAlone)}`,
      leftOut === 0 ? '' : `${leftOut} intents left out`,
      isListOnly ? 'only model lists were asked for: tongtu doctor URL asks a model for a token, too' : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  ofOne: (who, text) => `${who}: ${text}`,
};
