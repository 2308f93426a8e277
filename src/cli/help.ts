import type { Catalogue } from '../messages/catalogue.ts';
import type { OptionName } from './arguments.ts';
import { COMMON_OPTIONS, OPTIONS } from './arguments.ts';
import type { Command } from './command.ts';
import { labelled, widthOf, wrap } from './screen.ts';

const optionText = (name: OptionName): string => {
  const option = OPTIONS[name];
  const short = 'short' in option ? `-${option.short}, ` : '    ';
  return `${short}--${name}${'value' in option ? ` ${option.value}` : ''}`;
};

const optionMeaning = (name: OptionName, { help, config, run, watch, keys }: Catalogue): string => {
  const meanings: Record<OptionName, string> = {
    as: help.as,
    model: help.model,
    'key-variable': keys.option,
    from: help.fromOption,
    config: config.configOption,
    snapshot: help.readSnapshot,
    output: help.writeSnapshot,
    'no-inference': help.noInference,
    watch: watch.help.watch,
    every: watch.help.every,
    rounds: watch.help.rounds,
    proxy: run.proxyOption,
    show: run.showOption,
    json: help.json,
    lang: help.lang,
    'no-color': help.noColor,
    help: help.showHelp,
    version: help.showVersion,
  };
  return meanings[name];
};

const table = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(...rows.map(([left]) => widthOf(left))) + 2;
  return rows.flatMap(([left, right]) => labelled(left, right, 2, width, 80));
};

/** The help of the whole program. */
export const programHelp = (words: Catalogue): string => {
  const { help } = words;
  const { headings } = help;
  return [
    ...wrap(help.tagline, 80),
    '',
    `${headings.usage}`,
    ...table([
      ['tongtu doctor [URL|FILE]', help.doctor],
      ['tongtu trace FROM URL', help.trace],
      ['tongtu snapshot [URL] -o FILE', help.snapshot],
      ['tongtu run -- COMMAND…', words.run.help],
      ['tongtu explain [FILE | -- COMMAND…]', words.explain.help.explain],
    ]),
    '',
    headings.options,
    ...table(
      [...COMMON_OPTIONS, 'version' as const].map((name) => [optionText(name), optionMeaning(name, words)]),
    ),
    '',
    headings.exitCodes,
    ...table(help.exitCodes.map(([code, meaning]) => [String(code), meaning])),
    '',
  ].join('\n');
};

/** The help of one command. */
export const commandHelp = ({ name, positionals, options }: Command, words: Catalogue): string => {
  const { help, run, explain } = words;
  const argumentMeanings: Readonly<Record<string, string>> = {
    URL: help.url,
    '[URL]': help.url,
    '[URL|FILE]': `${help.url}; ${help.withoutUrl}`,
    FROM: help.from,
    '-- COMMAND…': run.command,
    FILE: explain.help.input,
  };
  const titles = { ...help, run: run.help, explain: explain.help.explain };
  return [
    ...wrap(`tongtu ${[name, ...positionals].join(' ')}: ${titles[name]}`, 80),
    '',
    help.headings.arguments,
    ...table(positionals.map((positional) => [positional, argumentMeanings[positional] ?? ''])),
    '',
    help.headings.options,
    ...table(
      [...options, ...COMMON_OPTIONS].map((option) => [optionText(option), optionMeaning(option, words)]),
    ),
    '',
  ].join('\n');
};
