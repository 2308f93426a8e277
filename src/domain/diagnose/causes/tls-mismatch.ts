import { formatTarget } from '../../net/format-target.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf, noAnswerOf } from '../heard.ts';
import { clientNames, targetText } from '../path.ts';
import { plainAnswer, plainQuestion } from '../speaks-plain-http.ts';
import { speaksTls, tlsQuestion } from '../speaks-tls.ts';

/** An https request was answered in plain HTTP: the handshake itself shows it. */
const answersPlainHttp = ({ way }: Path): boolean =>
  way.answer?.kind === 'no-response' &&
  way.answer.failure.at === 'tls' &&
  way.answer.failure.detail === 'plain-http' &&
  way.answer.failure.peer !== 'proxy';

const findIn = (it: Case, path: Path): Finding | undefined => {
  const heard = heardOf(plainAnswer(it, path));
  const isPlain = heard !== undefined || answersPlainHttp(path);
  const speaks = isPlain ? 'http' : speaksTls(it, path) ? 'https' : undefined;
  if (speaks === undefined) return undefined;
  const silent = noAnswerOf(path.way.answer);
  const url = plainQuestion(it, path)?.url;
  const control: readonly Evidence[] =
    heard === undefined || url === undefined ? [] : [{ kind: 'control-elsewhere', url, heard }];
  return {
    code: 'tls-mismatch',
    severity: 'broken',
    proof: 'control-probe',
    node: it.here.id,
    clients: clientNames(path),
    params: { target: targetText(it), speaks },
    evidence: [...(silent === undefined ? [] : [silent]), ...control],
    fixes: [{ kind: 'use-url', paste: [formatTarget({ ...it.intent.target, scheme: speaks })] }],
  };
};

/** The URL says https and the port speaks plain HTTP, or the reverse. */
export const tlsMismatch: Cause = {
  code: 'tls-mismatch',
  asks: (it) => it.paths.flatMap((path) => tlsQuestion(it, path) ?? plainQuestion(it, path) ?? []),
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
