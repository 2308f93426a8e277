import type { Survey } from '../../app/survey.ts';
import type { Evidence, Finding } from '../../domain/diagnose/finding.ts';
import { targetText } from '../../domain/diagnose/path.ts';
import { shellWord } from '../../domain/diagnose/shell-word.ts';
import type { Process } from '../../domain/facts/fact.ts';
import { programName } from '../../domain/intents/program-name.ts';
import type { Answering, Entry, Examined, Summary } from '../../domain/survey/summarise.ts';
import { summarise } from '../../domain/survey/summarise.ts';
import { place, programText } from '../../messages/notation.ts';
import { cutTo, labelled, styled, titleLines, widthOf, wrap } from '../screen.ts';
import type { ViewContext } from './view-context.ts';
import { joinClients } from './view-context.ts';

/** One screen: the first causes whole, the next by their titles, the rest by number. */
const WHOLE = 3;
const TITLES = 6;
const FEW = 4;

/** Evidence that a title says already, or that only the whole story needs. */
const TOLD_ELSEWHERE: ReadonlySet<Evidence['kind']> = new Set([
  'not-covered',
  'passed-through',
  'proxy-elsewhere',
  'proxy-is-here',
]);
const MOST_EVIDENCE = 2;

/** Everything that a person sees of a survey, most important first. */
export const surveyView = (survey: Survey, context: ViewContext, elapsed: string | undefined): string => {
  const { words, screen } = context;
  const summary = summariseSurvey(survey);
  const { entries } = summary;
  const left = entries.length - WHOLE - TITLES;
  return [
    ...entries.slice(0, WHOLE).map((entry) => entryView(entry, context)),
    ...entries.slice(WHOLE, WHOLE + TITLES).flatMap((entry) => titleOf(entry, context)),
    ...(left > 0 ? [styled(screen, 'dim', `  ${words.survey.moreCauses(left)}`)] : []),
    ...(entries.length > WHOLE ? [''] : []),
    ...answeringView(summary.answering, context),
    ...unclearView(summary.unclear, context),
    ...wrap(closing(survey, summary, context, elapsed), screen.columns),
    '',
  ].join('\n');
};

/** The value that both faces of a survey are drawn from. */
export const summariseSurvey = ({ inference, diagnoses }: Survey): Summary => {
  const inferred = new Map(inference.inferred.map((one) => [one.intent, one]));
  return summarise(
    diagnoses.flatMap((diagnosis): Examined[] => {
      const one = inferred.get(diagnosis.it.intent);
      return one === undefined ? [] : [{ inferred: one, diagnosis }];
    }),
  );
};

const askerOf = ({ diagnosis }: Examined): Process | undefined => {
  const { intent, model } = diagnosis.it;
  return intent.asker.kind === 'consumer'
    ? undefined
    : model.nodes.get(intent.asker.node)?.processes.get(intent.asker.pid);
};

const titleText = ({ finding, met }: Entry, { words }: ViewContext): string => {
  const [first] = met;
  const process = first === undefined ? undefined : askerOf(first);
  const who =
    process === undefined
      ? joinClients(words, finding.clients)
      : words.survey.who(programName(process), process.pid);
  return words.causes[finding.code](finding.params, who);
};

const titleOf = (entry: Entry, context: ViewContext): readonly string[] => {
  const { screen } = context;
  const [mark, style] =
    entry.finding.severity === 'broken' ? (['✗', 'red'] as const) : (['!', 'yellow'] as const);
  return titleLines(mark, titleText(entry, context), screen.columns).map((line) =>
    styled(screen, style, line),
  );
};

const entryView = (entry: Entry, context: ViewContext): string => {
  const { words, screen } = context;
  const { labels } = words.survey;
  const { finding, met, open } = entry;
  const width =
    Math.max(...[...Object.values(labels), words.words.shownBy, words.words.fix].map(widthOf)) + 2;
  const row = (label: string, text: string | undefined): readonly string[] =>
    text === undefined ? [] : labelled(label, text, 2, width, screen.columns);
  const others = met.slice(1).map(({ diagnosis }) => targetText(diagnosis.it));
  const [fix] = finding.fixes;
  return [
    ...titleOf(entry, context),
    ...row(labels.found, foundText(met[0], context)),
    ...row(labels.now, open && words.survey.connected(place(open.to), open.count, open.state !== 'syn-sent')),
    ...row(
      labels.also,
      others.length === 0
        ? undefined
        : words.survey.also(others.slice(0, FEW), Math.max(0, others.length - FEW)),
    ),
    ...evidenceTexts(finding, context).flatMap((text, index) =>
      row(index === 0 ? words.words.shownBy : '', text),
    ),
    ...(fix === undefined
      ? []
      : [
          ...row(words.words.fix, words.fixes[fix.kind](fix)),
          ...fix.paste.map((line) => `${' '.repeat(width + 2)}${styled(screen, 'green', line)}`),
        ]),
    ...row(labels.more, met[0] && commandFor(met[0])).map((line) => styled(screen, 'dim', line)),
    '',
  ].join('\n');
};

const evidenceTexts = ({ evidence }: Finding, { words, nodeName }: ViewContext): readonly string[] =>
  evidence
    .filter(({ kind }) => !TOLD_ELSEWHERE.has(kind))
    .slice(0, MOST_EVIDENCE)
    .map((item) => {
      // The table holds, for each kind, a function of exactly that kind.
      const say = words.evidence[item.kind] as (item: Evidence, node: ViewContext['nodeName']) => string;
      return say(item, nodeName);
    });

const foundText = (examined: Examined | undefined, { words }: ViewContext): string | undefined => {
  if (examined === undefined) return undefined;
  const { intent, alsoPids } = examined.inferred;
  const { url, foundIn } = intent;
  const say = words.survey;
  const pids = alsoPids.slice(0, FEW);
  const same = pids.length === 0 ? '' : `; ${say.sameIn(pids, alsoPids.length - pids.length)}`;
  switch (foundIn.kind) {
    case 'typed':
      return undefined;
    case 'argument':
      return say.foundInArgument(foundIn.argument, url) + same;
    case 'variable':
      return say.foundInVariable(foundIn.name, url) + same;
    case 'listener':
      return say.foundListening(url) + same;
    case 'declared':
      return say.foundDeclared(foundIn.name, url) + same;
  }
};

/** The command that tells the whole story of one intent. */
const commandFor = ({ diagnosis }: Examined): string => {
  const { url, asker } = diagnosis.it.intent;
  const from = asker.kind === 'consumer' ? '' : ` --from pid:${asker.pid}`;
  return `tongtu doctor ${shellWord(url)}${from}`;
};

const answeringView = (
  answering: readonly Answering[],
  { words, screen }: ViewContext,
): readonly string[] => {
  if (answering.length === 0) return [];
  const texts = answering
    .slice(0, FEW)
    .map((one) =>
      cutTo(words.survey.service(one.place, programText(one.program), one.models), screen.columns - 8),
    );
  const title = words.survey.answering(texts, answering.length - texts.length);
  return [...titleLines('✓', title, screen.columns).map((line) => styled(screen, 'green', line)), ''];
};

const unclearView = (unclear: readonly Examined[], { words, screen }: ViewContext): readonly string[] => {
  if (unclear.length === 0) return [];
  const texts = [...new Set(unclear.map(({ diagnosis }) => targetText(diagnosis.it)))];
  const title = words.survey.unclear(texts.slice(0, FEW), Math.max(0, texts.length - FEW));
  return [...titleLines('?', title, screen.columns).map((line) => styled(screen, 'yellow', line)), ''];
};

const closing = (
  { inference, diagnoses }: Survey,
  { entries }: Summary,
  { words }: ViewContext,
  elapsed: string | undefined,
): string => {
  if (diagnoses.length === 0) return `${words.survey.nothing} ${words.survey.nothingHint}`;
  const broken = entries.filter(({ finding }) => finding.severity === 'broken');
  const suspected = broken.filter(({ finding }) => finding.proof === 'suspicion').length;
  const askers = inference.inferred.filter(({ intent }) => intent.asker.kind === 'process');
  const summary = words.survey.summary({
    causes: broken.length - suspected,
    suspected,
    warnings: entries.length - broken.length,
    services: new Set(diagnoses.map(({ it }) => targetText(it))).size,
    processes: askers.reduce((count, { alsoPids }) => count + 1 + alsoPids.length, 0),
    leftOut: inference.leftOut,
  });
  return elapsed === undefined ? summary : `${summary} · ${elapsed}`;
};
