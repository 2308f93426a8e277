import type { Environment } from '../../../domain/facts/fact.ts';
import type { Result } from '../../../domain/facts/result.ts';
import { fail, succeed } from '../../../domain/facts/result.ts';
import type { Files, ReadProblem } from '../files.ts';
import type { Hiding } from '../options.ts';
import { parseEnviron } from '../proc/parse-nul-list.ts';
import { readStat } from './read-process.ts';
import { isRelevant } from './relevant-variable.ts';

export type RawVariable = { readonly name: string; readonly value: string };

/** The environment that a process was started with (/proc/PID/environ), whole; `torn` when the process changed twice while it was read. */
export const readEnviron = (
  files: Files,
  pid: number,
): Result<readonly RawVariable[], ReadProblem | 'torn'> => {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const before = readStat(files, pid);
    if (before === undefined) return fail('missing');
    const text = files.readText(`/proc/${pid}/environ`);
    if (!text.ok) return text;
    if (readStat(files, pid)?.startTicks === before.startTicks) return succeed(parseEnviron(text.value));
  }
  return fail('torn');
};

/** What hides secrets, and the variables beside those that decide which are keys: kept, and hidden whole. */
interface Keeping {
  readonly secrets: Hiding;
  readonly keys?: ReadonlySet<string>;
}

/** The part that decides where requests go, secrets replaced. */
export const asEnvironment = (
  pid: number,
  variables: readonly RawVariable[],
  moment: Environment['moment'],
  { secrets, keys = NO_KEYS }: Keeping,
): Environment => ({
  pid,
  variables: variables.flatMap(({ name, value }) => {
    if (isRelevant(name, value)) return [{ name, value: secrets.hideVariable(name, value) }];
    return keys.has(name) ? [{ name, value: secrets.hideVariable(KEY_NAME, value) }] : [];
  }),
  moment,
});

const NO_KEYS: ReadonlySet<string> = new Set();

/** A name that says what the value is, since a key’s own need not: `QWEN`. */
const KEY_NAME = 'API_KEY';
