import { parseTarget } from '../net/parse-target.ts';
import type { Mismatch, Path } from '../schema/find-mismatches.ts';
import type { JsonSchema } from '../schema/shape.ts';
import type { ConfigIssue, ValueKind } from './config-issue.ts';
import { FORMS } from './config-schema.ts';
import { unknownWord } from './unknown-word.ts';

/** Says in the terms of tongtu.yaml what its schema does not allow. */
export const issueFromMismatch = (mismatch: Mismatch): ConfigIssue => {
  const { path } = mismatch;
  const last = String(path.at(-1) ?? '');
  switch (mismatch.why) {
    case 'missing':
      return { kind: 'missing-key', path: path.slice(0, -1), on: 'key', key: last };
    case 'name':
      return { kind: 'bad-name', path, on: 'key', text: last };
    case 'unknown-key':
      return { kind: 'unknown-key', path, on: 'key', ...unknownWord(last, mismatch.known) };
    case 'type':
      return {
        kind: 'wrong-type',
        path,
        on: 'value',
        wants: [...new Set(kindsOf(mismatch.schema))],
        got: kindOf(mismatch.value),
      };
    case 'text':
      return { ...badText(mismatch.schema, mismatch.value), path, on: 'value' };
  }
};

/** A URL that a request could not be made of; undefined where it could. */
export const badUrl = (text: string, path: Path): ConfigIssue | undefined => {
  const parsed = parseTarget(text);
  if (parsed.ok) return undefined;
  const { kind: why, text: masked, suggestion } = parsed.problem;
  const issue = { kind: 'bad-url', path, on: 'value', text: masked, why } as const;
  return suggestion === undefined ? issue : { ...issue, suggestion };
};

type WithoutPlace<Issue> = Issue extends unknown ? Omit<Issue, 'path' | 'on'> : never;

const badText = (schema: JsonSchema, value: unknown): WithoutPlace<ConfigIssue> => {
  const text = String(value);
  switch (schema) {
    case FORMS.serviceUrl.schema:
    case FORMS.to.schema:
      return badUrl(text, []) ?? { kind: 'bad-url', text, why: 'no-scheme', suggestion: `http://${text}` };
    case FORMS.proxyUrl.schema:
      return { kind: 'bad-proxy-url', text };
    case FORMS.from.schema:
      return { kind: 'bad-from', text };
    case FORMS.via.schema:
      return { kind: 'bad-via', text };
    case FORMS.variable.schema:
      return { kind: 'bad-variable' };
    case FORMS.client.schema:
      return typeof value === 'string'
        ? { kind: 'unknown-client', ...unknownWord(text, 'enum' in schema ? schema.enum.map(String) : []) }
        : { kind: 'wrong-type', wants: ['text'], got: kindOf(value) };
    default:
      return { kind: 'bad-model' };
  }
};

const KINDS = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'yes-no',
  array: 'list',
  object: 'map',
  null: 'nothing',
} as const;

const kindsOf = (schema: JsonSchema): readonly ValueKind[] => {
  if ('anyOf' in schema) return schema.anyOf.flatMap(kindsOf);
  return 'type' in schema ? [KINDS[schema.type]] : [];
};

const kindOf = (value: unknown): ValueKind => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'yes-no' : 'map';
};
