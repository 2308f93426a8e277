import { stripControl } from '../adapters/exec/strip-control.ts';
import { ownEnvironment } from '../adapters/linux/processes/own-environment.ts';
import type { Explanation } from '../domain/explain/explain.ts';
import { explainScan } from '../domain/explain/explain.ts';
import { programOf } from '../domain/explain/messages/exit-codes.ts';
import { writesStatus } from '../domain/explain/messages/written-status.ts';
import { requestOf } from '../domain/explain/request-of.ts';
import type { Scan } from '../domain/explain/scan.ts';
import { createScanner } from '../domain/explain/scan-text.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import type { Encoding } from './decode-bytes.ts';
import { createDecoder } from './decode-bytes.ts';
import type { CommandEnd, CommandProblem, Listeners } from './run-and-read.ts';
import { runAndRead } from './run-and-read.ts';
import type { Secrets } from './world.ts';

/** A text that was read, and what it shows. */
export interface TextExplained {
  readonly explanation: Explanation;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly undecoded: number;
  /** Of a command whose output it is; its arguments without their secrets. */
  readonly command?: { readonly argv: readonly string[]; readonly end: CommandEnd };
}

interface Reader {
  readonly read: (bytes: Uint8Array) => void;
  readonly finish: () => Scan;
  readonly told: () => Omit<TextExplained, 'explanation'>;
}

const createReader = (secrets: Secrets, hasStatus = false): Reader => {
  const decoder = createDecoder();
  const cleaning = { clean: stripControl, hide: (text: string) => secrets.scrub(secrets.hide(text)) };
  const scanner = createScanner(cleaning, hasStatus);
  let bytes = 0;
  return {
    read: (part) => {
      bytes += part.length;
      scanner.feed(decoder.decode(part));
    },
    finish: () => {
      scanner.feed(decoder.end());
      return scanner.finish();
    },
    told: () => ({ bytes, encoding: decoder.encoding(), undecoded: decoder.undecoded() }),
  };
};

/** Explains a text that arrives in parts; of any length, in bounded memory. */
export const explainText = async (
  parts: AsyncIterable<Uint8Array>,
  secrets: Secrets,
): Promise<TextExplained> => {
  const reader = createReader(secrets);
  for await (const part of parts) reader.read(part);
  return { explanation: explainScan([reader.finish()]), ...reader.told() };
};

export interface CommandToExplain {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Listeners['stdout']['to'];
  readonly stderr: Listeners['stderr']['to'];
  readonly signal: AbortSignal;
}

/** Runs a command, passes on what it writes, and explains it together with its exit code. */
export const explainCommand = async (
  { argv, env, stdout, stderr, signal }: CommandToExplain,
  secrets: Secrets,
): Promise<Result<TextExplained, CommandProblem>> => {
  const hidden = secrets.hideArgv(argv);
  const [out, err] = [createReader(secrets, writesStatus(argv)), createReader(secrets)];
  const listeners = { stdout: { to: stdout, read: out.read }, stderr: { to: stderr, read: err.read } };
  // The launcher took some variables away for itself; the command gets them back.
  const environment = Object.fromEntries(ownEnvironment(env).map(({ name, value }) => [name, value]));
  const ended = await runAndRead(argv, environment, listeners, signal);
  if (!ended.ok) return fail(ended.problem);
  const end = ended.value;
  const scans = [err.finish(), out.finish()];
  const told = [err.told(), out.told()];
  const explanation = explainScan(scans, {
    argv: hidden,
    program: programOf(argv),
    exit: end.kind === 'exited' ? end.code : 0,
    ...requestOf(hidden),
  });
  return succeed({
    explanation,
    bytes: told.reduce((sum, { bytes }) => sum + bytes, 0),
    encoding: told.find(({ encoding }) => encoding !== 'utf-8')?.encoding ?? 'utf-8',
    undecoded: told.reduce((sum, { undecoded }) => sum + undecoded, 0),
    command: { argv: hidden, end },
  });
};
