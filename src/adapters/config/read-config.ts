import type { Config } from '../../domain/config/config.ts';
import type { ConfigIssue } from '../../domain/config/config-issue.ts';
import type { ConfigProblem, ConfigWarning, PlacedIssue } from '../../domain/config/config-problem.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Path } from '../../domain/schema/find-mismatches.ts';
import { oneLine } from '../exec/strip-control.ts';
import type { ConfigPlaces } from './find-config.ts';
import { findConfig } from './find-config.ts';
import type { ParsedYaml } from './parse-yaml.ts';
import { readConfigText } from './read-config-text.ts';

/** What replaces secrets where they are read. */
export interface Hiding {
  hide(text: string): string;
  hideArgv(argv: readonly string[]): readonly string[];
  hideVariable(name: string, value: string): string;
}

export interface ReadConfigOptions extends ConfigPlaces {
  /** The file that was named; it is taken as it is, whoever it belongs to. */
  readonly file: string | undefined;
  /** Users whose file is taken where it was found by itself. Root's always is. */
  readonly owners: readonly number[];
  readonly secrets: Hiding;
}

/** A tongtu.yaml that was found, read. */
export interface FoundConfig {
  readonly path: string;
  readonly config: Config;
  readonly warnings: readonly ConfigWarning[];
}

/** Reads the tongtu.yaml that counts here; undefined where there is none, which is well. */
export const readConfig = async (
  options: ReadConfigOptions,
): Promise<Result<FoundConfig | undefined, ConfigProblem>> => {
  const path = options.file ?? findConfig(options);
  if (path === undefined) return succeed(undefined);
  const text = readConfigText(path, options.file === undefined ? options.owners : undefined);
  if (!text.ok) {
    const why = text.problem;
    return why === 'foreign-owner' || why === 'writable-by-all'
      ? fail({ kind: 'config-not-yours', path, why })
      : fail({ kind: 'config-unreadable', path, why });
  }
  // Loaded for those who have such a file.
  const [{ parseYaml }, { readConfigValue }, { slipAt }] = await Promise.all([
    import('./parse-yaml.ts'),
    import('../../domain/config/read-config-value.ts'),
    import('./yaml-issue.ts'),
  ]);
  const hidden: Path[] = [];
  const parsed = parseYaml(text.value, (written, at) => {
    const shown = hideIn(written, at, options.secrets);
    if (shown !== written) hidden.push(at);
    return oneLine(shown, LONGEST_TEXT);
  });
  if (!parsed.ok) return fail({ kind: 'config-invalid', path, issues: parsed.problem });
  const { placeOf } = parsed.value;
  const read = readConfigValue(parsed.value.value);
  if (!read.ok) {
    const lines = text.value.split('\n');
    const issues = read.problem.map((issue) => placed(issue, placeOf, lines, slipAt));
    return fail({ kind: 'config-invalid', path, issues: issues.sort((a, b) => a.line - b.line) });
  }
  const warnings = hidden
    .slice(0, MOST_WARNINGS)
    .map((at) => ({ kind: 'secret-in-file', ...placeOf(at, 'value') }) as const);
  return succeed({ path, config: read.value, warnings });
};

const LONGEST_TEXT = 4_096;
const MOST_WARNINGS = 20;

const hideIn = (text: string, path: Path, secrets: Hiding): string => {
  const key = path.at(-1);
  // A name of an environment variable has `password` in it and is none; a key in its place looks random.
  if (typeof key !== 'string' || key.endsWith('-variable')) return secrets.hideArgv([text])[0] ?? '';
  if (path[0] === 'proxies')
    return secrets.hideVariable(path.length > 2 && key !== 'url' ? key : 'all_proxy', text);
  // A service may be called `secret`.
  return path.length === 2 ? secrets.hide(text) : secrets.hideVariable(key, text);
};

const MAY_BE_SLIP = ['wrong-type', 'bad-url'];

const placed = (
  issue: ConfigIssue,
  placeOf: ParsedYaml['placeOf'],
  lines: readonly string[],
  slipAt: (line: string) => 'full-width-colon' | 'no-blank-after-colon' | undefined,
): PlacedIssue => {
  const place = placeOf(issue.path, issue.on);
  const rest = (lines[place.line - 1] ?? '').slice(place.column - 1, place.column + 300);
  const slip = MAY_BE_SLIP.includes(issue.kind) ? slipAt(rest) : undefined;
  return slip === undefined ? { ...issue, ...place } : { ...place, kind: slip };
};
