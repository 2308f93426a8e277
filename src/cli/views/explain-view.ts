import type { TextExplained } from '../../app/explain.ts';
import type { Next, Reading } from '../../domain/explain/reading.ts';
import type { ExplainWords } from '../../messages/explain-words.ts';
import type { Screen } from '../screen.ts';
import { padTo, styled, titleLines, widthOf, wrap } from '../screen.ts';
import { concludeExplained } from './explain-json.ts';

interface Context {
  readonly words: ExplainWords;
  readonly screen: Screen;
}

/** Told whole; the others in a line each, since they mostly follow from these. */
const TOLD_WHOLE = 2;
const TOLD_AT_ALL = 12;

const INDENT = 2;

const labelWidth = ({ labels }: ExplainWords): number =>
  Math.max(...Object.values(labels).map((label) => widthOf(label))) + 2;

/** `1.2 MB`; nothing for what fits a screen. */
const sizeOf = (bytes: number): string => (bytes < 100_000 ? '' : ` (${(bytes / 1_000_000).toFixed(1)} MB)`);

/** A word that fits no line by far. */
const UNBROKEN = /(\S{50})\S{10,}/g;

const titleOf = ({ code, by, params }: Reading, words: ExplainWords): string =>
  words.said(words.speakers[by], words.headlines[code](params));

const whereOf = ({ at, by, params, count }: Reading, words: ExplainWords): string =>
  at.line === 0
    ? words.exitCode(words.speakers[by], params.exit ?? '')
    : `${at.excerpt.replace(UNBROKEN, '$1…')}${words.place(at.line, count)}`;

/** Sentences under one label; of several each has a point before it. */
const block = (
  label: string,
  sentences: readonly string[],
  { words, screen }: Context,
): readonly string[] => {
  const width = labelWidth(words);
  const point = sentences.length > 1 ? '· ' : '';
  const room = Math.max(20, screen.columns - INDENT - width - point.length);
  const lines = sentences.flatMap((sentence) =>
    wrap(sentence, room).map((line, index) => (index === 0 ? point : ' '.repeat(point.length)) + line),
  );
  return lines.map((line, index) => ' '.repeat(INDENT) + padTo(index === 0 ? label : '', width) + line);
};

/** What is to be pasted stays on one line however long it is. */
const nextLines = (next: readonly Next[], context: Context): readonly string[] => {
  const { words, screen } = context;
  const left = ' '.repeat(INDENT + labelWidth(words) + 2);
  return next.flatMap(({ why, command }, index) => [
    ...block(index === 0 ? words.labels.next : '', [words.next[why]], context),
    `${left}${styled(screen, 'green', command)}`,
  ]);
};

const readingLines = (reading: Reading, context: Context, isTold: boolean): readonly string[] => {
  const { words, screen } = context;
  const { labels, shows, doesNotShow } = words;
  const [mark, style] = reading.severity === 'broken' ? (['✗', 'red'] as const) : (['✓', 'green'] as const);
  const { params, couldBe } = reading;
  return [
    ...titleLines(mark, titleOf(reading, words), screen.columns).map((line) => styled(screen, style, line)),
    '',
    ...block(labels.says, [whereOf(reading, words)], context).map((line) => styled(screen, 'dim', line)),
    ...(isTold
      ? block(labels.shows, [words.asAbove], context)
      : [
          ...block(
            labels.shows,
            reading.shows.map((one) => shows[one](params)),
            context,
          ),
          ...block(
            labels.doesNotShow,
            reading.doesNotShow.map((one) => doesNotShow[one](params)),
            context,
          ),
        ]),
    ...(couldBe.length === 0
      ? []
      : block(labels.couldBe, [words.list(couldBe)], context).map((line) => styled(screen, 'dim', line))),
    ...nextLines(reading.next, context),
    '',
  ];
};

const shortLine = (reading: Reading, { words, screen }: Context): readonly string[] => {
  const where = reading.at.line === 0 ? '' : words.place(reading.at.line, reading.count);
  return wrap(`${titleOf(reading, words)}${where}`, screen.columns - 4).map((line, index) =>
    index === 0 ? `  ${line}` : `    ${line}`,
  );
};

const othersLines = (others: readonly Reading[], context: Context): readonly string[] => {
  if (others.length === 0) return [];
  const { words } = context;
  const told = others.slice(0, TOLD_AT_ALL);
  return [
    words.alsoSaid,
    ...told.flatMap((reading) => shortLine(reading, context)),
    ...(others.length > told.length ? [`  ${words.more(others.length - told.length)}`] : []),
    '',
  ];
};

const endingOf = ({ command }: TextExplained, words: ExplainWords): readonly string[] => {
  if (command === undefined) return [];
  const name = command.argv[0] ?? '';
  return [
    command.end.kind === 'exited'
      ? words.ended(name, command.end.code)
      : words.endedBySignal(name, command.end.signal),
  ];
};

const notesOf = ({ encoding, undecoded }: TextExplained, words: ExplainWords): readonly string[] => [
  ...(encoding === 'utf-8' ? [] : [words.encodings[encoding]]),
  ...(undecoded === 0 ? [] : [words.undecoded(undecoded)]),
];

/** Nothing recognised: said plainly, with what to run instead. */
const nothing = (told: TextExplained, context: Context): readonly string[] => {
  const { words } = context;
  const { lines } = told.explanation;
  const said =
    told.bytes === 0 && told.command === undefined
      ? words.empty
      : words.nothingKnown(lines, sizeOf(told.bytes));
  return [
    ...wrap(said, context.screen.columns),
    '',
    ...nextLines([{ why: 'ask-without-url', command: 'tongtu doctor URL' }], context),
    '',
  ];
};

/** Everything a person sees of an explained text. */
export const explainView = (told: TextExplained, context: Context): string => {
  const { words, screen } = context;
  const { readings, lines } = told.explanation;
  const whole = readings.slice(0, TOLD_WHOLE);
  const notes = [...endingOf(told, words), ...notesOf(told, words)];
  const works = readings.length === 0 && concludeExplained(told) === 'works';
  const summary = works
    ? words.works
    : words.summary(readings.length, told.explanation.hasMore, lines, sizeOf(told.bytes));
  return [
    // Apart from what the command itself wrote.
    ...(told.command === undefined ? [] : ['']),
    ...(readings.length === 0 && !works ? nothing(told, context) : []),
    ...whole.flatMap((reading, index) =>
      readingLines(
        reading,
        context,
        whole.slice(0, index).some(({ code }) => code === reading.code),
      ),
    ),
    ...othersLines(readings.slice(TOLD_WHOLE), context),
    ...(readings.length > 0 || works || notes.length > 0
      ? wrap([...(readings.length > 0 || works ? [summary] : []), ...notes].join(' · '), screen.columns)
      : []),
    '',
  ].join('\n');
};
