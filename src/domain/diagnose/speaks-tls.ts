import type { Question } from '../facts/observation.ts';
import type { Case, Path } from './case.ts';

/** A plain request connected and met no HTTP: perhaps the port wants TLS first. Only asked without a proxy between. */
export const tlsQuestion = (it: Case, { way, proxy }: Path): Question | undefined => {
  const { answer } = way;
  if (it.intent.target.scheme !== 'http' || proxy !== undefined) return undefined;
  if (answer?.kind !== 'no-response' || answer.failure.at !== 'response' || answer.connectedTo === undefined)
    return undefined;
  // A TLS port closes or answers with an alert; one that says nothing would say nothing again.
  if (answer.failure.failure === 'silent') return undefined;
  const { host } = it.intent.target;
  const serverName = host.kind === 'name' ? host.name : '';
  return { kind: 'tls', from: it.vantage, to: answer.connectedTo, serverName };
};

/** Whether the control says that it does. */
export const speaksTls = (it: Case, path: Path): boolean => {
  const question = tlsQuestion(it, path);
  const answer = question === undefined ? undefined : it.answerTo(question);
  return answer?.kind === 'tls' && answer.protocol !== '';
};
