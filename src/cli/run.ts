import { setMaxListeners } from 'node:events';
import { createSecrets } from '../app/world.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Complaint } from '../messages/catalogue.ts';
import type { Arguments, ForeignCommand } from './arguments.ts';
import { COMMON_OPTIONS, isRun, readArguments, splitCommand } from './arguments.ts';
import type { Command, Invocation } from './command.ts';
import { COMMAND_NAMES, COMMANDS, isCommand } from './commands/registry.ts';
import type { ExitCode } from './exit-code.ts';
import { EXIT, exitCodeForComplaint } from './exit-code.ts';
import type { Language } from './language.ts';
import { LANGUAGES, languageOf, loadCatalogue } from './language.ts';
import type { Terminal } from './terminal.ts';
import { processTerminal } from './terminal.ts';
import { asJson } from './views/as-json.ts';
import { REPORT_SCHEMA_VERSION } from './views/doctor-json.ts';

const readLanguage = (args: readonly string[], env: Terminal['env']): Result<Language, Complaint> => {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const arg = args[at];
  if (arg === undefined) return succeed(languageOf(env));
  const text = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[at + 1] ?? '');
  const language = LANGUAGES.find((known) => text.toLowerCase().startsWith(known));
  return language === undefined ? fail({ kind: 'unknown-language', text }) : succeed(language);
};

const findCommand = async (args: Arguments): Promise<Result<Command | undefined, Complaint>> => {
  const [name] = args.positionals;
  if (name === undefined || name === 'help') return succeed(undefined);
  if (!isCommand(name)) return fail({ kind: 'unknown-command', text: name, known: COMMAND_NAMES });
  return succeed(await COMMANDS[name]());
};

const checkArguments = (command: Command, { positionals, text, flags }: Arguments): Complaint | undefined => {
  const allowed = new Set<string>([...command.options, ...COMMON_OPTIONS]);
  const foreign = [...Object.keys(text), ...flags].find((option) => !allowed.has(option));
  if (foreign !== undefined)
    return { kind: 'option-elsewhere', option: `--${foreign}`, command: command.name };
  const extra = positionals[command.positionals.length + 1];
  return extra === undefined ? undefined : { kind: 'too-many', text: extra };
};

const dispatch = async (
  raw: readonly string[],
  foreign: ForeignCommand | undefined,
  context: Omit<Invocation, 'args'>,
): Promise<Result<ExitCode, Complaint>> => {
  const { terminal, words } = context;
  const args = readArguments(raw);
  if (!args.ok) return args;
  const command = await findCommand(args.value);
  if (!command.ok) return command;
  if (command.value === undefined || args.value.flags.has('help')) {
    const { commandHelp, programHelp } = await import('./help.ts');
    const isAsked = args.value.flags.has('help') || args.value.positionals[0] === 'help' || raw.length === 0;
    terminal.out(command.value === undefined ? programHelp(words) : commandHelp(command.value, words));
    return succeed(isAsked ? EXIT.works : EXIT.unclear);
  }
  const complaint = checkArguments(command.value, args.value);
  if (complaint !== undefined) return fail(complaint);
  const own = {
    ...args.value,
    positionals: args.value.positionals.slice(1),
    ...(foreign === undefined ? {} : { command: foreign }),
  };
  return command.value.run({ ...context, args: own });
};

const tell = (
  complaint: Complaint,
  raw: readonly string[],
  { terminal, words, secrets }: Omit<Invocation, 'args'>,
): void => {
  if (raw.includes('--json')) {
    terminal.out(secrets.hide(asJson({ schemaVersion: REPORT_SCHEMA_VERSION, error: complaint })));
    return;
  }
  // The table holds, for each kind, a function of exactly that kind.
  const say = words.complaints[complaint.kind] as (complaint: Complaint) => string;
  terminal.err(secrets.hide(`tongtu: ${say(complaint)}\n`));
};

/** Runs one command line to its end. A bug in Tongtu is caught here and nowhere else. */
export const run = async (args: readonly string[]): Promise<void> => {
  // What belongs to a command that Tongtu runs is not for Tongtu to read.
  const { own: raw, command: foreign } = splitCommand(args);
  const terminal = processTerminal();
  const interrupt = new AbortController();
  // Every program that runs listens to it; Node warns of more than ten.
  setMaxListeners(0, interrupt.signal);
  let stop: (() => void) | undefined;
  const takeInterrupt = (instead: () => void): void => {
    stop = instead;
  };
  // As a shell counts a program that a signal ended: 128 and the signal's number.
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    const onSignal = (): void => {
      const own = number === 2 ? stop : undefined;
      stop = undefined;
      if (own !== undefined) {
        own();
        return;
      }
      // The next one ends it by itself, should something still hold it.
      process.off(signal, onSignal);
      interrupt.abort();
      terminal.finish(128 + number);
    };
    process.on(signal, onSignal);
  }
  const language = readLanguage(raw, terminal.env);
  const words = await loadCatalogue(language.ok ? language.value : languageOf(terminal.env));
  const context = { terminal, words, secrets: createSecrets(), signal: interrupt.signal, takeInterrupt };
  try {
    const result = language.ok ? await dispatch(raw, foreign, context) : language;
    if (!result.ok) tell(result.problem, raw, context);
    terminal.finish(result.ok ? result.value : exitCodeForComplaint(result.problem, isRun(raw)));
  } catch (error) {
    if (interrupt.signal.aborted) return;
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const complaint: Complaint = { kind: 'bug', detail };
    tell(complaint, raw, context);
    terminal.finish(exitCodeForComplaint(complaint, isRun(raw)));
  }
};
