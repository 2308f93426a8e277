import type { FactId, NodeId } from '../facts/fact.ts';
import { factId } from '../facts/fact.ts';
import type { Hint } from '../facts/known.ts';
import type { Answer, Question } from '../facts/observation.ts';
import { questionKey } from '../facts/observation.ts';
import type { KeyPlace } from '../intents/asker-key.ts';
import { mainSteps, verdictOf } from '../trace/tree.ts';
import type { Verdict } from '../trace/verdict.ts';
import type { Case, Path } from './case.ts';
import { buildCase } from './case.ts';
import type { Cause } from './cause.ts';
import { CAUSE_CODES } from './cause-code.ts';
import { chatQuestion } from './chat-question.ts';
import type { Dossier } from './dossier.ts';
import type { Finding, Gap, Heard } from './finding.ts';
import { heardOf, isSuccess } from './heard.ts';
import type { Intent } from './intent.ts';
import { mergeFindings } from './merge-findings.ts';
import type { Observed } from './observed.ts';
import { observedOn } from './observed.ts';
import { CAUSES } from './registry.ts';
import { hasSentKey, isKeyHeldBack, isKeyTakenDirectly } from './sent-key.ts';
import { pageQuestion } from './stated-by-service.ts';
import { onlyWantsKey } from './wants-key.ts';
import { withOrigins } from './with-origins.ts';

/** One path of the case with what is predicted and what was observed: what the views draw from. */
export interface PathReport {
  readonly path: Path;
  readonly predicted: Verdict;
  readonly observed: Observed;
  /** What is at the root that was typed, where that is a web application's page and no API's. */
  readonly page?: Heard;
  /** Where the key stands that the client sends, and whether the probe sent it, too. */
  readonly key?: { readonly place: KeyPlace; readonly isSent: boolean };
  /** The answer to the chat request, where one was made. */
  readonly chat?: Answer;
  /** It arrives, and the answer is what the URL promises. */
  readonly works: boolean;
}

export interface Diagnosis {
  readonly it: Case;
  readonly paths: readonly PathReport[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/** A token came, or a whole answer where the service does not stream; an error in a stream of status 200 is neither. */
const givesToken = (chat: Answer): boolean =>
  chat.kind === 'response' &&
  isSuccess(chat) &&
  ((chat.stream?.tokens ?? 0) > 0 || /"choices"\s*:/.test(chat.response.bodyStart));

/** The page of a web application: no API under its root, which it says in JSON, and a page there. */
const pageOn = (it: Case, path: Path): Heard | undefined => {
  const { answer } = path.way;
  const question = pageQuestion(it, path);
  const says = answer?.kind === 'response' && answer.response.bodyStart.startsWith('{');
  const page = question === undefined ? undefined : it.answerTo(question);
  return says && isSuccess(page) ? heardOf(page) : undefined;
};

const reportOn = (it: Case, path: Path): PathReport => {
  const { answer } = path.way;
  const observed = observedOn(it, path);
  const question = chatQuestion(it, path);
  const chat = question === undefined ? undefined : it.answerTo(question);
  const page = pageOn(it, path);
  const isKeyAllThatLacks = onlyWantsKey(it, path) || isKeyTakenDirectly(path);
  const listWorks =
    observed.kind === 'answered' && (isSuccess(answer) || page !== undefined || isKeyAllThatLacks);
  // The probe goes on to learn who answers; the clients do not.
  const isUntrusted = answer?.kind === 'response' && answer.tlsProblem !== undefined;
  return {
    path,
    predicted: verdictOf(path.way.trace.tree),
    observed,
    ...(it.key?.kind === 'held' ? { key: { place: it.key.place, isSent: hasSentKey(path.way) } } : {}),
    ...(chat === undefined ? {} : { chat }),
    ...(page === undefined ? {} : { page }),
    works: listWorks && !isUntrusted && (chat === undefined || givesToken(chat)),
  };
};

const nodesOn = (it: Case): ReadonlySet<NodeId> => {
  const steps = it.paths.flatMap(({ way, direct }) => [
    ...mainSteps(way.trace.tree),
    ...mainSteps(direct.trace.tree),
  ]);
  return new Set([
    it.here.id,
    ...steps.flatMap((step) => ('node' in step && step.node !== undefined ? [step.node] : [])),
  ]);
};

/** Facts that are not known, of the nodes that the paths touch. */
const gapsIn = (it: Case): readonly Gap[] => {
  const touched = nodesOn(it);
  const gaps = new Map<FactId, Gap>();
  const { asRoot } = it.model.snapshot;
  for (const fact of it.model.snapshot.facts) {
    const { state } = fact;
    // What nobody asked is a gap only where a verdict rests on it.
    if (state.kind === 'unknown' && state.why !== 'not-asked' && touched.has(fact.node)) {
      const id = factId(fact);
      gaps.set(id, { fact: id, why: state.why, hint: state.hint });
    }
  }
  for (const path of it.paths) {
    const verdict = verdictOf(path.way.trace.tree);
    const missing = verdict.kind === 'unknown' ? verdict.missing : [];
    for (const id of missing) {
      if (!gaps.has(id)) gaps.set(id, gapFor(id, asRoot));
    }
    const { question, answer } = path.way;
    if (question !== undefined && isUntried(path)) {
      const id = `probe/${question.url}`;
      gaps.set(id, { fact: id, why: 'not-asked', hint: { kind: 'none' } });
    }
    if (answer?.kind === 'not-askable') {
      const id = `probe/${question?.url ?? ''}`;
      const why = answer.why === 'unsupported' ? 'not-modelled' : answer.why;
      gaps.set(id, {
        fact: id,
        why,
        hint: why === 'denied' && !asRoot ? { kind: 'run-as-root' } : { kind: 'none' },
      });
    }
  }
  return [...gaps.values()].sort((a, b) => (a.fact < b.fact ? -1 : 1));
};

/** Nobody asked; or nobody could with the key, that the proxy must not see. */
const isUntried = (path: Path): boolean =>
  path.way.answer === undefined || (isKeyHeldBack(path) && path.direct.answer?.kind !== 'response');

const UNKNOWN_NODE = 'unknown-node/';

const gapFor = (id: FactId, asRoot: boolean): Gap => {
  if (id.startsWith(UNKNOWN_NODE)) {
    return { fact: id, why: 'not-asked', hint: { kind: 'run-on', node: id.slice(UNKNOWN_NODE.length) } };
  }
  const command = `${asRoot ? '' : 'sudo '}nft list ruleset`;
  const hint: Hint = id.endsWith('/firewall') ? { kind: 'look-at', command } : { kind: 'none' };
  return { fact: id, why: 'not-modelled', hint };
};

const byCode = (a: Finding, b: Finding): number =>
  (a.severity === b.severity ? 0 : a.severity === 'broken' ? -1 : 1) ||
  CAUSE_CODES.indexOf(a.code) - CAUSE_CODES.indexOf(b.code) ||
  (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/**
 * Everything that is wrong with one intent, proven where it can be, from a snapshot alone. `undefined`: who asks is not in the
 * snapshot. Pure: the same snapshot gives the same diagnosis.
 */
export const diagnose = (
  dossier: Dossier,
  intent: Intent,
  causes: readonly Cause[] = CAUSES,
): Diagnosis | undefined => {
  const it = buildCase(dossier, intent);
  if (it === undefined) return undefined;
  return {
    it,
    paths: it.paths.map((path) => reportOn(it, path)),
    findings: withOrigins(it, mergeFindings(causes.flatMap((cause) => cause.find(it))).sort(byCode)),
    gaps: gapsIn(it),
  };
};

/** The questions whose answers would tell more, and which nobody has answered yet; empty when there is nothing left to ask. */
export const openQuestions = (
  dossier: Dossier,
  intent: Intent,
  causes: readonly Cause[] = CAUSES,
): readonly Question[] => {
  const it = buildCase(dossier, intent);
  if (it === undefined) return [];
  const wanted: Question[] = it.paths.flatMap((path) => {
    const questions = [
      path.way.question,
      it.place === 'elsewhere' ? undefined : path.direct.question,
      chatQuestion(it, path),
    ];
    return questions.filter((question) => question !== undefined);
  });
  wanted.push(...causes.flatMap((cause) => cause.asks?.(it) ?? []));
  const open = new Map<string, Question>();
  for (const question of wanted) {
    if (it.answerTo(question) === undefined) open.set(questionKey(question), question);
  }
  return [...open.values()].sort((a, b) => (questionKey(a) < questionKey(b) ? -1 : 1));
};
