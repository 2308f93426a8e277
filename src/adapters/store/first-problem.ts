import { findMismatches } from '../../domain/schema/find-mismatches.ts';
import type { JsonSchema } from '../../domain/schema/shape.ts';
import { stripControl } from '../exec/strip-control.ts';

/** Where in a value the first thing stands that is not as its schema says: `.state.value[0].mtu`; empty: the value itself. */
export type Where = string;

/** Checks a value that came out of JSON against a schema; undefined where all is as it says. */
export const firstProblem = (schema: JsonSchema, value: unknown): Where | undefined =>
  findMismatches(schema, value, 1)[0]
    ?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${readable(part)}`))
    .join('');

/** The name of a field that anyone may have written, for one line of a screen. */
const readable = (name: string): string => stripControl(name).replace(/\s+/g, ' ');
