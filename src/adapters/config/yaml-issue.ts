import type { YAMLError } from 'yaml';
import type { YamlIssue } from '../../domain/config/config-problem.ts';

type Plain = Exclude<YamlIssue, { readonly text: string }>;

const KINDS: { readonly [Code in YAMLError['code']]?: Plain['kind'] } = {
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indentation',
  MISSING_CHAR: 'unclosed',
  BLOCK_AS_IMPLICIT_KEY: 'colon-in-text',
  MULTILINE_IMPLICIT_KEY: 'no-blank-after-colon',
  BAD_DQ_ESCAPE: 'escape',
  BAD_SCALAR_START: 'needs-quotes',
  MULTIPLE_DOCS: 'several-documents',
  NON_STRING_KEY: 'key-not-text',
  TAG_RESOLVE_FAILED: 'unknown-tag',
  RESOURCE_EXHAUSTION: 'too-much',
};

/** What the library says by its code, in our words. Its own sentences quote the file, secrets and all. */
export const yamlIssue = ({ code, pos: [at] }: Pick<YAMLError, 'code' | 'pos'>, text: string): Plain => {
  const kind = KINDS[code] ?? 'not-yaml';
  return kind === 'too-much' ? { kind } : { kind: slipAt(lineOf(text, at)) ?? kind };
};

/** A colon that YAML does not take for one: `url：…` of a Chinese keyboard, `url:http://…` without a blank. */
export const slipAt = (line: string): 'full-width-colon' | 'no-blank-after-colon' | undefined => {
  if (/^[\s-]*[^\s#'":]+：/u.test(line)) return 'full-width-colon';
  return /^[\s-]*[\p{L}][\w-]*:[^\s\d/:]/u.test(line) ? 'no-blank-after-colon' : undefined;
};

const lineOf = (text: string, at: number): string => {
  const start = text.lastIndexOf('\n', Math.max(at - 1, 0)) + 1;
  return text.slice(start, start + 300).split('\n', 1)[0] ?? '';
};
