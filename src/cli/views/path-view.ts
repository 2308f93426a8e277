import type { PathReport } from '../../domain/diagnose/diagnose.ts';
import { targetAuthority } from '../../domain/net/format-target.ts';
import { listenerSteps } from '../../domain/trace/tree.ts';
import type { Catalogue } from '../../messages/catalogue.ts';
import { diesFor, place, setting } from '../../messages/notation.ts';
import { labelled, styled, titleLines, widthOf } from '../screen.ts';
import { namedBy } from './named-heard.ts';
import type { ViewContext } from './view-context.ts';
import { joinVersions } from './view-context.ts';

const routeText = ({ path }: PathReport, { words, dies }: Catalogue): string => {
  const { choice } = path.way.trace;
  if (choice.kind === 'proxy') return words.goesThrough(choice.proxy.text, choice.variable.name);
  if (choice.kind === 'dies') return dies[choice.why](setting(choice.variable), diesFor(choice));
  switch (choice.because.kind) {
    case 'no-variable':
      return words.goesDirect;
    case 'ignores-environment':
      return words.ignoresVariables;
    case 'covered':
      return words.goesDirectCovered(choice.because.variable.name, choice.because.entry);
  }
};

/** Who holds the port that was reached; behind a proxy nobody that is seen. */
const holderOf = ({
  way,
  proxy,
}: PathReport['path']): ReturnType<typeof listenerSteps>[number] | undefined =>
  proxy === undefined ? listenerSteps(way.trace.tree).at(-1) : undefined;

const connectText = ({ path }: PathReport, { words }: Catalogue): string | undefined => {
  const { answer } = path.way;
  if (answer?.kind !== 'response') return undefined;
  const by = holderOf(path);
  const process = by?.process === undefined ? '' : `  ${words.processPid(by.process, by.listener.pid)}`;
  return `${place(answer.connectedTo)}  ${words.milliseconds(answer.timing.connectMs)}${process}`;
};

const chatText = (
  { chat, observed }: PathReport,
  { words, observed: say }: Catalogue,
): string | undefined => {
  if (chat === undefined) return undefined;
  if (chat.kind !== 'response')
    return observed.kind === 'answered' ? words.noToken : say['not-asked']({ kind: 'not-asked' });
  if (chat.stream === undefined) return `${chat.response.status} · ${words.noToken}`;
  return words.firstToken(
    words.milliseconds(chat.stream.firstTokenMs),
    words.milliseconds(chat.timing.totalMs),
  );
};

/** With which key it was asked; nothing where nothing answered, or there is none. */
const keyText = ({ key, path: { way } }: PathReport, keys: Catalogue['keys']): string | undefined => {
  if (key === undefined || way.answer?.kind !== 'response') return undefined;
  if (key.isSent) return keys.sent(key.place);
  return way.question?.route.kind === 'proxy' ? keys.heldBack(key.place) : undefined;
};

/** One line a check: the way, the connection, the answer, the first token. Calm where all is well. */
export const pathView = (report: PathReport, { words, screen }: ViewContext): string => {
  const { keys } = words;
  const clients = joinVersions(words, report.path.clients);
  const { flow } = report.path.way.trace;
  const target = targetAuthority(flow.target);
  const title = report.works ? words.words.arrives(target, clients) : words.words.unclear(target, clients);
  const [mark, style] = report.works ? (['✓', 'green'] as const) : (['?', 'yellow'] as const);
  const { checks } = words.words;
  // The page at the root that was typed tells more than the API that is not there.
  const observed: PathReport['observed'] =
    report.page === undefined ? report.observed : { kind: 'answered', heard: report.page };
  const shown =
    'heard' in observed
      ? { ...observed, heard: namedBy(observed.heard, holderOf(report.path)?.process) }
      : observed;
  const observedText = (words.observed[shown.kind] as (it: PathReport['observed']) => string)(shown);
  const isList = report.observed.kind === 'answered' && report.observed.heard.models.length > 0;
  // A service root was asked for its API: the person sees under which path.
  const { question } = report.path.way;
  const asked =
    question === undefined || report.page !== undefined ? undefined : new URL(question.url).pathname;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [checks.route, routeText(report, words)],
    [checks.connect, connectText(report, words)],
    [
      isList ? checks.models : checks.answer,
      [asked === undefined ? observedText : `${asked}  ${observedText}`, keyText(report, keys)]
        .filter((part) => part !== undefined)
        .join(' · '),
    ],
    [checks.chat, chatText(report, words)],
  ];
  const labelWidth = Math.max(...Object.values(checks).map(widthOf)) + 3;
  return [
    ...titleLines(mark, title, screen.columns).map((line) => styled(screen, style, line)),
    ...rows.flatMap(([label, text]) =>
      text === undefined ? [] : labelled(label, text, 2, labelWidth, screen.columns),
    ),
    '',
  ].join('\n');
};
