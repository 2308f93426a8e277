import { parseArgs } from 'node:util';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Complaint } from '../messages/catalogue.ts';

/** Every option of every command. A command names those it takes. */
export const OPTIONS = {
  as: { type: 'string', value: 'CLIENT' },
  model: { type: 'string', value: 'ID' },
  'key-variable': { type: 'string', value: 'NAME' },
  from: { type: 'string', value: 'FROM' },
  config: { type: 'string', value: 'FILE' },
  snapshot: { type: 'string', value: 'FILE' },
  output: { type: 'string', short: 'o', value: 'FILE' },
  'no-inference': { type: 'boolean' },
  watch: { type: 'boolean' },
  every: { type: 'string', value: 'SECONDS' },
  rounds: { type: 'string', value: 'N' },
  proxy: { type: 'string', value: 'URL' },
  show: { type: 'boolean' },
  json: { type: 'boolean' },
  lang: { type: 'string', value: 'LANG' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

export type OptionName = keyof typeof OPTIONS;

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionName[] = ['json', 'lang', 'no-color', 'help'];

export interface Arguments {
  readonly positionals: readonly string[];
  readonly text: Readonly<Partial<Record<OptionName, string>>>;
  readonly flags: ReadonlySet<OptionName>;
  /** A command line that stands behind Tongtu's own, and where it starts. */
  readonly command?: ForeignCommand;
}

export interface ForeignCommand {
  readonly argv: readonly string[];
  readonly startsAt: number;
}

const isOption = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name);

const tokensOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true, tokens: true })
    .tokens;

/** Whoever calls `tongtu run` looks for the command's own exit code, however Tongtu fails. */
export const isRun = (args: readonly string[]): boolean => {
  const [name] = tokensOf(args).filter(({ kind }) => kind !== 'option');
  return name?.kind === 'positional' && name.value === 'run';
};

/**
 * What belongs to Tongtu, and behind `run` the command that follows: from the first word that is no option, or from after `--`. Behind
 * `explain` only from after `--`, since a word alone is a file.
 */
export const splitCommand = (
  args: readonly string[],
): { readonly own: readonly string[]; readonly command?: ForeignCommand } => {
  const words = tokensOf(args).filter(({ kind }) => kind !== 'option');
  const [name, start] = words;
  if (name?.kind !== 'positional' || start === undefined) return { own: args };
  if (name.value === 'explain' ? start.kind !== 'option-terminator' : name.value !== 'run')
    return { own: args };
  const startsAt = start.index + (start.kind === 'option-terminator' ? 1 : 0);
  const argv = args.slice(startsAt);
  return {
    own: args.slice(0, start.index),
    ...(argv.length === 0 && name.value === 'run' ? {} : { command: { argv, startsAt } }),
  };
};

/** Reads a command line without knowing the command; unknown options are named, and a value is never taken from the next option. */
export const readArguments = (args: readonly string[]): Result<Arguments, Complaint> => {
  const positionals: string[] = [];
  const text: Partial<Record<OptionName, string>> = {};
  const flags = new Set<OptionName>();
  for (const token of tokensOf(args)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (!isOption(token.name)) return fail({ kind: 'unknown-option', option: token.rawName });
    if (OPTIONS[token.name].type === 'boolean') {
      if (token.value !== undefined) return fail({ kind: 'no-value-wanted', option: token.rawName });
      flags.add(token.name);
    } else if (
      token.value === undefined ||
      token.value === '' ||
      (token.value.startsWith('-') && token.inlineValue === false)
    ) {
      return fail({ kind: 'value-wanted', option: token.rawName });
    } else {
      text[token.name] = token.value;
    }
  }
  return succeed({ positionals, text, flags });
};
