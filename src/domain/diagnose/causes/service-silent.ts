import type { Answer } from '../../facts/observation.ts';
import type { Case, Path } from '../case.ts';
import type { Cause } from '../cause.ts';
import { chatQuestion } from '../chat-question.ts';
import type { Evidence, Finding } from '../finding.ts';
import { heardOf, noAnswerOf } from '../heard.ts';
import { clientNames, directListener, targetText } from '../path.ts';
import { lastWay } from '../refusal.ts';
import { serviceName } from '../serving-process.ts';
import { speaksTls } from '../speaks-tls.ts';

type How = 'silent' | 'closed' | 'reset';

/** It took the connection and gave no byte, or ended it without one. A head that began is something else. */
const howSilent = (answer: Answer | undefined): How | undefined => {
  if (answer?.kind !== 'no-response' || answer.failure.at !== 'response') return undefined;
  const { failure, firstBytes } = answer.failure;
  if (firstBytes !== '') return undefined;
  return failure === 'silent' || failure === 'closed' || failure === 'reset' ? failure : undefined;
};

interface Silence {
  readonly to: 'list' | 'chat';
  readonly how: How;
  readonly answer: Answer;
}

const silenceOn = (it: Case, path: Path): Silence | undefined => {
  const list = lastWay(it, path)?.answer;
  const question = chatQuestion(it, path);
  const chat = question === undefined ? undefined : it.answerTo(question);
  const found = [
    { to: 'list', answer: list, how: howSilent(list) },
    { to: 'chat', answer: chat, how: howSilent(chat) },
  ] as const;
  return found.flatMap(({ to, answer, how }) =>
    how === undefined || answer === undefined ? [] : [{ to, how, answer }],
  )[0];
};

const findIn = (it: Case, path: Path): Finding | undefined => {
  const silence = silenceOn(it, path);
  if (silence === undefined || speaksTls(it, path)) return undefined;
  const { to, how, answer } = silence;
  const by = directListener(path);
  const silent = noAnswerOf(answer);
  const list = to === 'chat' ? heardOf(path.way.answer) : undefined;
  const evidence: Evidence[] = [];
  if (silent !== undefined) evidence.push(silent);
  if (list !== undefined) evidence.push({ kind: 'answered', heard: list });
  if (by !== undefined) evidence.push({ kind: 'listens', by });
  return {
    code: 'service-silent',
    severity: 'broken',
    // The connection is the control: it was made, and what differs is the service's answer alone.
    proof: 'control-probe',
    node: by?.node ?? it.here.id,
    clients: clientNames(path),
    params: { target: targetText(it), how, to, process: serviceName(it.model, by) },
    evidence,
    fixes: [{ kind: 'look-at-log', paste: [] }],
  };
};

/** The service takes the connection, and says nothing to the request: it is still loading, hangs, or ends what it does not understand. */
export const serviceSilent: Cause = {
  code: 'service-silent',
  find: (it) => it.paths.flatMap((path) => findIn(it, path) ?? []),
};
