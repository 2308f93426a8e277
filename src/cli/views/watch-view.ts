import type { Observed } from '../../domain/diagnose/observed.ts';
import type { Change, History } from '../../domain/health/history.ts';
import { summarize, tellingFinding } from '../../domain/health/history.ts';
import type { Headline, Outcome, Round } from '../../domain/health/round.ts';
import { failingPath, mainPath, totalMsOf } from '../../domain/health/round.ts';
import type { Quantiles } from '../../domain/health/summary.ts';
import type { Catalogue } from '../../messages/catalogue.ts';
import type { Screen } from '../screen.ts';
import { cutTo, padTo, styled, widthOf, wrap } from '../screen.ts';
import { sparkline } from './sparkline.ts';
import { joinClients } from './view-context.ts';
import { durationText, percentText, quantilesText, rateText, usageText } from './watch-numbers.ts';

export interface WatchContext {
  readonly words: Catalogue;
  readonly screen: Screen;
  /** A moment as the person's clock shows it: `14:03:10`. */
  readonly clockTime: (iso: string) => string;
}

/** What there is to be drawn. */
export interface WatchState {
  /** As it was typed, secrets replaced. */
  readonly url: string;
  readonly everySeconds: number;
  readonly history: History;
  /** A round that has been under way long enough to be told. */
  readonly waiting?: { readonly round: number; readonly forMs: number };
}

const MARKS = { works: ['✓', 'green'], broken: ['✗', 'red'], unclear: ['?', 'yellow'] } as const;

const marked = (outcome: Outcome, text: string, screen: Screen): string => {
  const [mark, style] = MARKS[outcome];
  return styled(screen, style, `${mark} ${text}`);
};

/** The cause's headline. Who meets it is cut short, so that what it is finds room. */
const findingText = ({ code, params, clients }: Headline, words: Catalogue): string => {
  if (clients.length < 3) return `${code} · ${words.causes[code](params, joinClients(words, clients))}`;
  const who = words.watch.manyClients(joinClients(words, clients.slice(0, 1)), clients.length);
  return `${code} · ${words.causes[code](params, who)}`;
};

const observedText = (observed: Observed, { observed: say }: Catalogue): string =>
  // The table holds, for each kind, a function of exactly that kind.
  (say[observed.kind] as (observed: Observed) => string)(observed);

interface Told {
  readonly finding?: Headline | undefined;
  readonly observed?: Observed | undefined;
  readonly isMomentary: boolean;
}

/** Why it does not work, as doctor heads it; without a cause, what the request met. */
const reasonText = ({ finding, observed, isMomentary }: Told, words: Catalogue): string => {
  if (finding !== undefined) return findingText(finding, words);
  const met = observed === undefined ? words.watch.noCause : observedText(observed, words);
  return isMomentary ? words.watch.momentary(met) : met;
};

const reasonOf = (round: Round): Told => ({
  finding: tellingFinding(round),
  observed: failingPath(round)?.observed,
  isMomentary: round.isMomentary,
});

const changeText = (change: Change, words: Catalogue): string => {
  if (change.to !== 'works') return reasonText(change, words);
  const { afterMs } = change;
  return words.watch.worksAgain(afterMs === undefined ? undefined : durationText(afterMs, words));
};

/** One row of numbers: the label, this round's value, and how the values lie. */
const row = (
  label: string,
  now: number | undefined,
  spread: Quantiles | undefined,
  more: string,
  { words, screen }: WatchContext,
): string => {
  const value = now === undefined ? words.watch.unknown : words.words.milliseconds(now);
  const rest = spread === undefined ? '' : `${quantilesText(spread, words)}${more}`;
  return numberLine(label, `${padTo(value, 10)}${rest}`.trimEnd(), screen);
};

const numberLine = (label: string, text: string, screen: Screen): string =>
  `  ${styled(screen, 'dim', label)}${cutTo(text, screen.columns - widthOf(label) - 2)}`;

const errorText = (history: History, { watch }: Catalogue): string => {
  const { rounds, broken, unclear, errorRate } = summarize(history);
  const rate = errorRate === undefined ? watch.unknown : percentText(errorRate * 100);
  const errors = watch.errorCount(broken, rounds, rate);
  return unclear === 0 ? errors : `${errors} · ${watch.unclearCount(unclear)}`;
};

const processText = ({ usage }: Round, { watch }: Catalogue): string =>
  usage === undefined ? watch.noProcess : watch.served(usage.name, usage.pid, usage.processes);

const numberLines = (history: History, round: Round, context: WatchContext): readonly string[] => {
  const { words, screen } = context;
  const { labels } = words.watch;
  const width = Math.max(...Object.values(labels).map(widthOf)) + 2;
  const label = (text: string): string => padTo(text, width);
  const { firstTokenMs, totalMs, tokensPerSecond } = summarize(history);
  const path = round.outcome === 'works' ? mainPath(round) : undefined;
  const rate =
    tokensPerSecond === undefined ? '' : ` · ${words.watch.tokensPerSecond(rateText(tokensPerSecond))}`;
  const bars = sparkline(history.points, screen.columns - width - 4, screen);
  return [
    ...(firstTokenMs === undefined
      ? []
      : [row(label(labels.firstToken), path?.firstTokenMs, firstTokenMs, '', context)]),
    row(label(labels.total), totalMsOf(path), totalMs, rate, context),
    `  ${' '.repeat(width)}${bars}`,
    numberLine(label(labels.errors), errorText(history, words), screen),
    numberLine(label(labels.process), processText(round, words), screen),
    ...(round.usage === undefined
      ? []
      : [numberLine(label(labels.uses), usageText(round.usage, words), screen)]),
  ];
};

/** With a reason of two lines above, there is room for one change less. */
const MOST_CHANGES = { works: 3, broken: 2, unclear: 2 } as const;
const MOST_REASON_LINES = { works: 1, broken: 2, unclear: 2 } as const;

const changeLines = ({ changes }: History, { outcome }: Round, context: WatchContext): readonly string[] =>
  changes.slice(-MOST_CHANGES[outcome]).map((change) => {
    const { words, screen, clockTime } = context;
    const time = `  ${clockTime(change.at)}  `;
    const text = cutTo(changeText(change, words), screen.columns - widthOf(time) - 2);
    return `${styled(screen, 'dim', time)}${marked(change.to, text, screen)}`;
  });

const reasonLines = (round: Round, { words, screen }: WatchContext): readonly string[] => {
  const [warning] = round.findings;
  if (round.outcome === 'works' && warning === undefined) return [];
  const text =
    round.outcome === 'works' && warning !== undefined
      ? `! ${findingText(warning, words)}`
      : reasonText(reasonOf(round), words);
  const lines = wrap(text, screen.columns - 2);
  const shown = lines.slice(0, MOST_REASON_LINES[round.outcome]);
  const last = shown.length - 1;
  return shown.map((line, index) =>
    cutTo(`  ${line}${index === last && lines.length > shown.length ? '…' : ''}`, screen.columns),
  );
};

/** What a person watches: at most 12 lines, none wider than the screen. */
export const watchView = (
  { url, everySeconds, history, waiting }: WatchState,
  context: WatchContext,
): string => {
  const { words, screen } = context;
  const { last, since, points } = history;
  const hangs =
    waiting === undefined ? [] : [words.watch.waiting(waiting.round, durationText(waiting.forMs, words))];
  if (last === undefined || since === undefined) {
    return [words.watch.starting(url), ...hangs, ''].map((line) => cutTo(line, screen.columns)).join('\n');
  }
  const { rounds } = summarize(history);
  const lasting = durationText(last.elapsedMs - since.elapsedMs, words);
  const every = words.watch.duration.seconds(everySeconds);
  const window = points.length === rounds ? undefined : points.length;
  const pace = hangs.length > 0 ? hangs : [words.watch.footer(last.number, every, window)];
  const footer = [...pace, ...(last.outcome === 'works' ? [] : [words.watch.whatToDo])].join(' · ');
  return [
    marked(last.outcome, cutTo(words.watch.state[last.outcome](url, lasting), screen.columns - 2), screen),
    ...reasonLines(last, context),
    ...numberLines(history, last, context),
    ...changeLines(history, last, context),
    styled(screen, 'dim', cutTo(`  ${footer}`, screen.columns)),
    '',
  ].join('\n');
};

/** The same where no terminal is: a line a round, whole. */
export const watchLine = (round: Round, { words, clockTime, screen }: WatchContext): string => {
  const path = mainPath(round);
  const { labels } = words.watch;
  const totalMs = totalMsOf(path);
  const parts =
    round.outcome === 'works'
      ? [
          path?.firstTokenMs === undefined
            ? undefined
            : `${labels.firstToken} ${words.words.milliseconds(path.firstTokenMs)}`,
          totalMs === undefined ? undefined : `${labels.total} ${words.words.milliseconds(totalMs)}`,
          path?.tokensPerSecond === undefined
            ? undefined
            : words.watch.tokensPerSecond(rateText(path.tokensPerSecond)),
          round.usage === undefined ? undefined : usageText(round.usage, words),
        ]
      : [reasonText(reasonOf(round), words)];
  const [mark, style] = MARKS[round.outcome];
  const text = parts.filter((part) => part !== undefined).join('  ');
  return `${clockTime(round.at)}  ${styled(screen, style, mark)}  ${text}\n`;
};

/** The last line of a watch. */
export const watchSummary = (history: History, elapsedMs: number, words: Catalogue): string => {
  const { rounds, broken, unclear, errorRate, firstTokenMs, totalMs } = summarize(history);
  if (rounds === 0) return `${words.watch.noRounds}\n`;
  const { labels } = words.watch;
  return `${[
    words.watch.rounds(rounds, durationText(elapsedMs, words)),
    words.watch.failed(broken, percentText((errorRate ?? 0) * 100)),
    ...(unclear === 0 ? [] : [words.watch.unclearCount(unclear)]),
    ...(firstTokenMs === undefined ? [] : [`${labels.firstToken} ${quantilesText(firstTokenMs, words)}`]),
    ...(totalMs === undefined ? [] : [`${labels.total} ${quantilesText(totalMs, words)}`]),
  ].join(' · ')}\n`;
};
