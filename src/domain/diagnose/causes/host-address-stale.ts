import type { Question } from '../../facts/observation.ts';
import { formatHostPort } from '../../net/format-address.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding, Fix } from '../finding.ts';
import { heardOf, noAnswerOf } from '../heard.ts';
import { clientNames, targetText } from '../path.ts';
import { socketAt } from '../refusal.ts';
import type { Lost } from '../stale-address.ts';
import { answersHere, lostPaths, presentQuestion, servedHere } from '../stale-address.ts';

/** Ping tells a machine that is gone from one that drops what is sent to a port. */
const pingQuestion = (it: Case, { address }: Lost): Extract<Question, { kind: 'echo' }> => ({
  kind: 'echo',
  from: it.vantage,
  address,
});

const pingEvidence = (it: Case, lost: Lost): readonly Evidence[] => {
  const answer = it.answerTo(pingQuestion(it, lost));
  if (answer?.kind !== 'echoed' && answer?.kind !== 'failed') return [];
  return [{ kind: 'ping', address: lost.address, isAnswered: answer.kind === 'echoed' }];
};

const isThere = (it: Case, lost: Lost): boolean => it.answerTo(pingQuestion(it, lost))?.kind === 'echoed';

const present = (it: Case, lost: Lost): { readonly at: string; readonly evidence: Evidence } | undefined => {
  const served = servedHere(it, lost);
  const question = presentQuestion(it, lost);
  const heard = question === undefined ? undefined : heardOf(it.answerTo(question));
  if (served === undefined || question === undefined || heard === undefined || !answersHere(it, lost))
    return undefined;
  return {
    at: formatHostPort(served.address, it.intent.target.port),
    evidence: {
      kind: 'control-elsewhere',
      url: question.url,
      heard,
      by: socketAt(it.here, served.socket),
    },
  };
};

const fixesOf = (it: Case, { line }: Lost, at: string | undefined): readonly Fix[] => {
  const { target } = it.intent;
  const url = at === undefined ? undefined : `${target.scheme}://${at}${target.path}${target.query}`;
  const host = at?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1') ?? 'ADDRESS';
  return [
    ...(line === undefined ? [] : [{ kind: 'correct-hosts', paste: [`${host} ${line.name}`] } as const]),
    ...(url === undefined ? [] : [{ kind: 'use-url', paste: [url] } as const]),
  ];
};

const findIn = (it: Case, lost: Lost): Finding | undefined => {
  const found = present(it, lost);
  const { line, path } = lost;
  // Of an address that nobody wrote into this machine's files, nothing is known but that it is silent.
  if ((found === undefined && line === undefined) || isThere(it, lost)) return undefined;
  const silent = noAnswerOf(path.way.answer);
  return {
    code: 'host-address-stale',
    severity: 'broken',
    proof: found === undefined ? 'suspicion' : 'control-probe',
    node: it.here.id,
    clients: clientNames(path),
    params: {
      target: targetText(it),
      address: lost.address,
      present: found?.at ?? '',
      line: line === undefined ? '' : String(line.line),
    },
    evidence: [
      ...(silent === undefined ? [] : [silent]),
      ...pingEvidence(it, lost),
      ...(line === undefined ? [] : [{ kind: 'hosts-line', ...line } as const]),
      ...(found === undefined ? [] : [found.evidence]),
    ],
    fixes: fixesOf(it, lost, found?.at),
  };
};

/** The URL, or the name's line in /etc/hosts, holds an address at which nobody is any more; often this machine had it before DHCP moved it. */
export const hostAddressStale: Cause = {
  code: 'host-address-stale',
  asks: (it) =>
    lostPaths(it).flatMap((lost): readonly Question[] => [
      pingQuestion(it, lost),
      ...[presentQuestion(it, lost)].filter((question) => question !== undefined),
    ]),
  find: (it) => lostPaths(it).flatMap((lost) => findIn(it, lost) ?? []),
};
