import { createReadStream } from 'node:fs';
import { isatty } from 'node:tty';
import type { TextExplained } from '../../app/explain.ts';
import { explainCommand, explainText } from '../../app/explain.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Complaint } from '../../messages/catalogue.ts';
import type { ExplainComplaint } from '../../messages/explain-words.ts';
import type { Command, Invocation } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeFor } from '../exit-code.ts';
import { loadExplainWords } from '../language.ts';
import { asJson } from '../views/as-json.ts';
import { concludeExplained, explainJson } from '../views/explain-json.ts';
import { explainView } from '../views/explain-view.ts';

/** `tongtu explain [FILE]`, `… 2>&1 | tongtu explain`, `tongtu explain -- COMMAND…`: what was said, and what that shows. */
export const explain: Command = {
  name: 'explain',
  positionals: ['FILE'],
  options: [],
  run: async (invocation) => {
    const { args } = invocation;
    if (args.command !== undefined) return explainRun(invocation, args.command.argv);
    const [path] = args.positionals;
    const read = await (path === undefined ? readInput(invocation) : readFile(invocation, path));
    return read.ok ? succeed(await tell(invocation, read.value, 'out')) : read;
  },
};

const explainRun = async (
  invocation: Invocation,
  argv: readonly string[],
): Promise<Result<ExitCode, Complaint>> => {
  const { terminal, secrets, signal, takeInterrupt, args } = invocation;
  if (argv.length === 0) return fail({ kind: 'explain', problem: { kind: 'no-command' } });
  // Ctrl-C is the command's, however often; what it said until then is explained.
  const leaveIt = (): void => takeInterrupt(leaveIt);
  leaveIt();
  const isJson = args.flags.has('json');
  const { env } = terminal;
  // The JSON has standard output for itself.
  const streams = { stdout: terminal.stream(isJson ? 2 : 1), stderr: terminal.stream(2) };
  const read = await explainCommand({ argv, env, ...streams, signal }, secrets);
  if (!read.ok) return fail({ kind: 'explain', problem: read.problem });
  return succeed(await tell(invocation, read.value, isJson ? 'out' : 'err'));
};

/** Beside a command's own output the explanation stands on standard error, as time(1) does it. */
const tell = async (
  { terminal, words: { language }, args }: Invocation,
  told: TextExplained,
  where: 'out' | 'err',
): Promise<ExitCode> => {
  const screen = terminal.screen(!args.flags.has('no-color'), where);
  if (args.flags.has('json')) terminal[where](asJson(explainJson(told)));
  else terminal[where](explainView(told, { words: await loadExplainWords(language), screen }));
  return exitCodeFor(concludeExplained(told));
};

const readInput = async ({
  terminal,
  words,
  secrets,
}: Invocation): Promise<Result<TextExplained, Complaint>> => {
  if (isatty(0)) terminal.err(`${words.explain.prompt}\n`);
  return readParts(process.stdin, '-', secrets);
};

const readFile = ({ secrets }: Invocation, path: string): Promise<Result<TextExplained, Complaint>> =>
  readParts(createReadStream(path), path, secrets);

const readParts = async (
  parts: AsyncIterable<Uint8Array>,
  path: string,
  secrets: Invocation['secrets'],
): Promise<Result<TextExplained, Complaint>> => {
  try {
    return succeed(await explainText(parts, secrets));
  } catch (error) {
    const why = whyNotRead(error);
    if (why === undefined) throw error;
    return fail({ kind: 'explain', problem: { kind: 'file', path, why } });
  }
};

const NOT_READ: Readonly<Record<string, Extract<ExplainComplaint, { kind: 'file' }>['why']>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'not-a-file',
  EIO: 'other',
  ENXIO: 'not-a-file',
};

/** `undefined` for what no file does: a bug. */
const whyNotRead = (error: unknown): Extract<ExplainComplaint, { kind: 'file' }>['why'] | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? NOT_READ[error.code]
    : undefined;
