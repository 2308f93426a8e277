import type { Survey } from '../../app/survey.ts';
import { examinedIn } from '../../app/survey.ts';
import type { Evidence } from '../../domain/diagnose/finding.ts';
import { targetText } from '../../domain/diagnose/path.ts';
import type { NodeId, Process } from '../../domain/facts/fact.ts';
import { programName } from '../../domain/intents/program-name.ts';
import type { Answering, Entry, Examined, Met, Summary } from '../../domain/survey/summarise.ts';
import { summarise } from '../../domain/survey/summarise.ts';
import { place, programText } from '../../messages/notation.ts';
import { cutTo, labelled, styled, titleLines, widthOf, wrap } from '../screen.ts';
import { commandLines } from './command-lines.ts';
import { namedAlike } from './named-heard.ts';
import { surveyCommand } from './survey-command.ts';
import type { ViewContext } from './view-context.ts';
import { joinClients } from './view-context.ts';

/** What a terminal has where nobody made it larger. */
const LINES_OF_A_SCREEN = 24;
const FEW = 4;
const TITLED = 3;

/** Evidence that a title says already, or that only the whole story needs. */
const TOLD_ELSEWHERE: ReadonlySet<Evidence['kind']> = new Set([
  'not-covered',
  'passed-through',
  'proxy-elsewhere',
  'proxy-is-here',
]);
const MOST_EVIDENCE = 2;

interface Context extends ViewContext {
  /** What declares the services, where somebody named it. */
  readonly file: string | undefined;
}

/** Everything that a person sees of a survey, most important first, on one screen. */
export const surveyView = (
  survey: Survey,
  view: ViewContext,
  elapsed: string | undefined,
  file?: string,
): string => {
  const context: Context = { ...view, file };
  const { screen } = context;
  const summary = summarise(examinedIn(survey));
  const below = [
    ...answeringView(summary.answering, survey.snapshot.consumer.node, context),
    ...unclearView(summary.unclear, context),
    ...wrap(closing(survey, summary, context, elapsed), screen.columns),
    ...unseenView(survey, context),
  ];
  const above = entriesView(summary.entries, LINES_OF_A_SCREEN - below.length, context);
  return [...above, ...below, ''].join('\n');
};

/** The first cause whole, the next ones too while there is room for the others' titles, and the rest by number. */
const entriesView = (entries: readonly Entry[], room: number, context: Context): readonly string[] => {
  const { words, screen } = context;
  const lines: string[] = [];
  let isOpen = true;
  for (const [index, entry] of entries.entries()) {
    const left = entries.length - index;
    const whole = entryView(entry, context);
    const title = titleOf(entry, context);
    isOpen = isOpen && (index === 0 || lines.length + whole.length + 2 * Math.min(left - 1, FEW) < room);
    if (isOpen) {
      lines.push(...whole, '');
      continue;
    }
    // One line for the count of the rest, and one that is empty.
    if (lines.length + title.length + 2 > room) {
      lines.push(styled(screen, 'dim', `  ${words.survey.moreCauses(left)}`));
      break;
    }
    lines.push(...title);
    const more = moreOf(entry.met[0], context);
    const titles = entries.slice(index + 1).flatMap((later) => titleOf(later, context));
    if (lines.length + more.length + titles.length + 1 <= room) lines.push(...more);
  }
  return isOpen ? lines : [...lines, ''];
};

const processOf = ({ diagnosis }: Examined): Process | undefined => {
  const { intent, model } = diagnosis.it;
  return intent.asker.kind === 'consumer'
    ? undefined
    : model.nodes.get(intent.asker.node)?.processes.get(intent.asker.pid);
};

/** Who meets it, each once: processes by name; of the consumer the clients, where not all of them do. */
const whoMeets = ({ finding, met }: Entry, { words, asker }: ViewContext): readonly string[] => {
  const processes = met.flatMap((one) => processOf(one) ?? []);
  if (processes.length === 0) {
    const isAll = finding.clients.length === met[0].inferred.intent.clients.length;
    return [isAll ? asker : joinClients(words, finding.clients)];
  }
  return [...new Set(processes.map((process) => words.survey.who(programName(process), process.pid)))];
};

const titleOf = (entry: Entry, context: ViewContext): readonly string[] => {
  const { screen, words } = context;
  const { finding } = entry;
  const [mark, style] = finding.severity === 'broken' ? (['✗', 'red'] as const) : (['!', 'yellow'] as const);
  const who = whoMeets(entry, context);
  const named = words.survey.also(who.slice(0, TITLED), Math.max(0, who.length - TITLED));
  return titleLines(mark, words.causes[finding.code](finding.params, named), screen.columns).map((line) =>
    styled(screen, style, line),
  );
};

/** The command that tells the rest, under a title that stands alone. */
const moreOf = ({ diagnosis }: Examined, context: Context): readonly string[] => {
  const { words, screen } = context;
  const { more } = words.survey.labels;
  const command = surveyCommand(diagnosis, context.file);
  return labelled(more, command, 2, widthOf(more) + 2, screen.columns).map((line) =>
    styled(screen, 'dim', line),
  );
};

const entryView = (entry: Entry, context: Context): readonly string[] => {
  const { words, screen } = context;
  const { labels } = words.survey;
  const { finding, met } = entry;
  const width =
    Math.max(...[...Object.values(labels), words.words.shownBy, words.words.fix].map(widthOf)) + 2;
  const rows = (label: string, texts: readonly string[]): readonly string[] =>
    texts.flatMap((text, index) => labelled(index === 0 ? label : '', text, 2, width, screen.columns));
  const [fix] = finding.fixes;
  return [
    ...titleOf(entry, context),
    ...rows(
      labels.found,
      met.slice(0, TITLED).map((one) => foundText(one, context)),
    ),
    ...rows(labels.also, alsoTexts(entry, context)),
    ...rows(words.words.shownBy, evidenceTexts(entry, context)),
    ...(fix === undefined
      ? []
      : [
          ...rows(words.words.fix, [words.fixes[fix.kind](fix)]),
          ...fix.paste
            .flatMap((line) => commandLines(line, screen.columns - width - 2))
            .map((line) => `${' '.repeat(width + 2)}${styled(screen, 'green', line)}`),
        ]),
    ...rows(labels.more, [surveyCommand(met[0].diagnosis, context.file)]).map((line) =>
      styled(screen, 'dim', line),
    ),
  ];
};

/** Targets beyond those that are told one by one. */
const alsoTexts = ({ met }: Entry, { words }: ViewContext): readonly string[] => {
  const told = new Set(met.slice(0, TITLED).map(({ diagnosis }) => targetText(diagnosis.it)));
  const others = [...new Set(met.map(({ diagnosis }) => targetText(diagnosis.it)))].filter(
    (target) => !told.has(target),
  );
  return others.length === 0
    ? []
    : [words.survey.also(others.slice(0, FEW), Math.max(0, others.length - FEW))];
};

/**
 * Little of what shows it; where the variable is set is told with it, since that is where a person goes next: of the first alone, and by
 * its name, where it is not so of all.
 */
const evidenceTexts = ({ finding, met }: Entry, { words, nodeName }: ViewContext): readonly string[] => {
  const { evidence } = met[0].finding;
  const process = processOf(met[0]);
  const told = namedAlike(evidence)
    .filter(({ kind }) => !TOLD_ELSEWHERE.has(kind))
    .slice(0, MOST_EVIDENCE);
  const origin = evidence.find(({ kind }) => kind === 'variable-origin');
  const isTold =
    origin === undefined || told.includes(origin) || !told.some(({ kind }) => kind === 'variable');
  return (isTold ? told : [...told, origin]).map((item) => {
    // The table holds, for each kind, a function of exactly that kind.
    const say = words.evidence[item.kind] as (item: Evidence, node: ViewContext['nodeName']) => string;
    const text = say(item, nodeName);
    const isOfOne = process !== undefined && !finding.evidence.includes(item);
    return isOfOne ? words.survey.ofOne(words.survey.who(programName(process), process.pid), text) : text;
  });
};

/** Where an intent was found, who else has the same, and what its process is connected to at this moment. */
const foundText = (met: Met, context: ViewContext): string => {
  const { words } = context;
  const { alsoPids } = met.inferred;
  const pids = alsoPids.slice(0, FEW);
  const { open } = met;
  return [
    sourceText(met, context),
    ...(pids.length === 0 ? [] : [words.survey.sameIn(pids, alsoPids.length - pids.length)]),
    ...(open === undefined
      ? []
      : [words.survey.connected(place(open.to), open.count, open.state !== 'syn-sent')]),
  ].join(' · ');
};

const sourceText = (met: Met, { words, nodeName }: ViewContext): string => {
  const { url, foundIn } = met.inferred.intent;
  const process = processOf(met);
  const say = words.survey;
  const told = (what: string): string =>
    process === undefined ? what : say.by(say.who(programName(process), process.pid), what);
  switch (foundIn.kind) {
    case 'typed':
      return told(url);
    case 'argument':
      return told(say.foundInArgument(foundIn.argument, url));
    case 'variable':
      return told(say.foundInVariable(foundIn.name, url));
    case 'listener':
      return met.inferred.intent.asker.kind === 'consumer'
        ? say.foundListening(url)
        : say.foundListeningIn(url, nodeName(foundIn.node));
    case 'declared':
      return told(say.foundDeclared(foundIn.name, url));
  }
};

const answeringView = (
  answering: readonly Answering[],
  here: NodeId,
  { words, screen, nodeName }: ViewContext,
): readonly string[] => {
  if (answering.length === 0) return [];
  const texts = answering.slice(0, FEW).map(({ node, place, program, models, wantsKey }) => {
    const where = node === here ? place : words.survey.placeIn(place, nodeName(node));
    const shown = wantsKey ? [words.keys.wanted] : models;
    return cutTo(words.survey.service(where, programText(program), shown), screen.columns - 8);
  });
  const title = words.survey.answering(texts, answering.length - texts.length);
  return [...titleLines('✓', title, screen.columns).map((line) => styled(screen, 'green', line)), ''];
};

const unclearView = (unclear: readonly Examined[], context: Context): readonly string[] => {
  const { words, screen } = context;
  const [first] = unclear;
  if (first === undefined) return [];
  const texts = [...new Set(unclear.map(({ diagnosis }) => targetText(diagnosis.it)))];
  const title = words.survey.unclear(texts.slice(0, FEW), Math.max(0, texts.length - FEW));
  return [
    ...titleLines('?', title, screen.columns).map((line) => styled(screen, 'yellow', line)),
    ...moreOf(first, context),
    '',
  ];
};

/** One paragraph, as `doctor URL` tells its unknowns. */
const unseenView = ({ unseen, snapshot }: Survey, { words, screen }: ViewContext): readonly string[] => {
  const say = words.survey.unseen;
  const few = (places: readonly string[], tell: typeof say.silent): readonly string[] =>
    places.length === 0 ? [] : [tell(places.slice(0, FEW), Math.max(0, places.length - FEW))];
  const parts = [
    ...few(unseen.notAsked, say.notAsked),
    ...few(unseen.silent, say.silent),
    ...(unseen.isDenied ? [say.denied(snapshot.asRoot)] : []),
    ...(unseen.processes === 0 ? [] : [say.processes(unseen.processes)]),
  ];
  if (parts.length === 0) return [];
  const text = `${words.words.unknowns}  ${parts.join(' · ')}`;
  return wrap(text, screen.columns - 2).map((line, index) =>
    styled(screen, 'dim', (index === 0 ? '' : '  ') + line),
  );
};

const closing = (
  { scope, inference, diagnoses }: Survey,
  { entries, answering, unclear }: Summary,
  { words }: ViewContext,
  elapsed: string | undefined,
): string => {
  if (diagnoses.length === 0 && inference.askedAlone.length === 0) {
    const { nothing, nothingDeclared } = words.survey;
    return scope === 'declared' ? nothingDeclared : nothing;
  }
  const broken = entries.filter(({ finding }) => finding.severity === 'broken');
  const suspected = broken.filter(({ finding }) => finding.proof === 'suspicion').length;
  const askers = inference.inferred.filter(({ intent }) => intent.asker.kind === 'process');
  const summary = words.survey.summary({
    causes: broken.length - suspected,
    suspected,
    warnings: entries.length - broken.length,
    services: new Set(diagnoses.map(({ it }) => targetText(it))).size,
    processes: askers.reduce((count, { alsoPids }) => count + 1 + alsoPids.length, 0),
    notModelled: inference.notModelled.length,
    askedAlone: inference.askedAlone,
    leftOut: inference.leftOut,
    isUnclear: unclear.length > 0,
    isListOnly: answering.some(({ wantsKey }) => !wantsKey),
  });
  return elapsed === undefined ? summary : `${summary} · ${elapsed}`;
};
