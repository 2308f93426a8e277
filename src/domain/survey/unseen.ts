import type { Diagnosis } from '../diagnose/diagnose.ts';
import type { Dossier } from '../diagnose/dossier.ts';
import { targetText } from '../diagnose/path.ts';
import type { Fact } from '../facts/fact.ts';
import type { Answer } from '../facts/observation.ts';
import { candidatesIn, isKnownPort } from '../intents/candidate-listeners.ts';

/** What a survey could not see or did not ask: what it does not name may be there all the same. */
export interface Unseen {
  /** There are processes whose environments this user may not read: what they want nobody knows. */
  readonly isDenied: boolean;
  /** Processes that name a proxy or a service, beyond those whose environments are kept. */
  readonly processes: number;
  /** `127.0.0.1:8000`: ports of known services where somebody accepts and says nothing, so that nobody can tell what it is. */
  readonly silent: readonly string[];
  /** Places that nobody asked: the time was over, or the right was missing. */
  readonly notAsked: readonly string[];
}

/** `scope`: what somebody named is looked at alone, and there only what was not asked is missing. */
export const unseenIn = (
  dossier: Dossier,
  diagnoses: readonly Diagnosis[],
  scope: 'everybody' | 'named',
): Unseen => {
  const notAsked = diagnoses.filter(isNotAsked).map(({ it }) => targetText(it));
  if (scope === 'named') return { isDenied: false, processes: 0, silent: [], notAsked: distinct(notAsked) };
  const { facts } = dossier.model.snapshot;
  const examined = new Set(diagnoses.map(({ it }) => targetText(it)));
  const silent: string[] = [];
  for (const { origin, question, socket } of candidatesIn(dossier.model)) {
    const place = origin.slice('http://'.length);
    const answer = dossier.answerTo(question);
    if (answer === undefined) notAsked.push(place);
    else if (isSilent(answer) && isKnownPort(socket) && !examined.has(place)) silent.push(place);
  }
  return {
    isDenied: facts.some((fact) => isUnread(fact, 'others')),
    processes: facts.reduce((count, fact) => count + (isUnread(fact, 'more') ? countIn(fact) : 0), 0),
    silent: distinct(silent),
    notAsked: distinct(notAsked),
  };
};

const isNotAsked = ({ paths }: Diagnosis): boolean =>
  paths.some(({ path: { way } }) => way.question !== undefined && way.answer === undefined);

const isSilent = (answer: Answer): boolean =>
  answer.kind === 'no-response' && answer.failure.at === 'response' && answer.failure.failure === 'silent';

const isUnread = ({ kind, key, state }: Fact, which: 'others' | 'more'): boolean =>
  kind === 'environment' && key === which && state.kind === 'unknown';

/** The collector writes how many into the detail. */
const countIn = ({ state }: Fact): number => (state.kind === 'unknown' ? Number(state.detail ?? 0) : 0);

const distinct = (places: readonly string[]): readonly string[] => [...new Set(places)];
