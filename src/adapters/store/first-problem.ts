import { stripControl } from '../exec/strip-control.ts';
import type { JsonSchema, ObjectSchema, VariantsSchema } from './shape.ts';

/** Where in a value the first thing stands that is not as its schema says: `.state.value[0].mtu`; empty: the value itself. */
export type Where = string;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inList(schemaAt: (index: number) => JsonSchema, value: unknown): Where | undefined {
  if (!Array.isArray(value)) return '';
  for (let index = 0; index < value.length; index++) {
    const where = firstProblem(schemaAt(index), value[index]);
    if (where !== undefined) return `[${index}]${where}`;
  }
  return undefined;
}

function inObject({ properties, required }: ObjectSchema, value: unknown): Where | undefined {
  if (!isObject(value)) return '';
  for (const name of Object.keys(properties)) {
    const schema = properties[name];
    const isAbsent = !Object.hasOwn(value, name);
    if (isAbsent && required.includes(name)) return `.${name}`;
    if (isAbsent || schema === undefined) continue;
    const where = firstProblem(schema, value[name]);
    if (where !== undefined) return `.${name}${where}`;
  }
  return undefined;
}

function inRecord(names: JsonSchema, values: JsonSchema, value: unknown): Where | undefined {
  if (!isObject(value)) return '';
  for (const [name, item] of Object.entries(value)) {
    const where = firstProblem(names, name) ?? firstProblem(values, item);
    if (where !== undefined) return `.${readable(name)}${where}`;
  }
  return undefined;
}

/** The name of a field that anyone may have written, for one line of a screen. */
const readable = (name: string): string => stripControl(name).replace(/\s+/g, ' ');

/** Finds the variant by its tag, without trying one after the other: the problem is then where it really is. */
function inVariants({ oneOf, discriminator, isOpen }: VariantsSchema, value: unknown): Where | undefined {
  if (!isObject(value)) return '';
  const by = discriminator.propertyName;
  const key = Object.hasOwn(value, by) ? value[by] : undefined;
  const variant = oneOf.find(({ properties }) => {
    const tag = properties[by];
    return tag !== undefined && firstProblem(tag, key) === undefined;
  });
  if (variant !== undefined) return inObject(variant, value);
  return isOpen && typeof key === 'string' ? undefined : `.${by}`;
}

const isScalar = (type: 'string' | 'integer' | 'number' | 'boolean', value: unknown): boolean =>
  type === 'integer'
    ? Number.isSafeInteger(value)
    : type === 'number'
      ? Number.isFinite(value)
      : typeof value === type;

/** Checks a value that came out of JSON against a schema; undefined where all is as it says. */
export function firstProblem(schema: JsonSchema, value: unknown): Where | undefined {
  if ('enum' in schema) return schema.enum.some((allowed) => allowed === value) ? undefined : '';
  if ('oneOf' in schema) return inVariants(schema, value);
  if ('properties' in schema) return inObject(schema, value);
  if ('propertyNames' in schema) return inRecord(schema.propertyNames, schema.additionalProperties, value);
  if ('prefixItems' in schema) {
    const { prefixItems } = schema;
    if (Array.isArray(value) && value.length !== prefixItems.length) return '';
    return inList((index) => prefixItems[index] ?? { enum: [] }, value);
  }
  if ('items' in schema) return inList(() => schema.items, value);
  if (!isScalar(schema.type, value)) return '';
  const isMatch =
    !('pattern' in schema) || schema.pattern === undefined || new RegExp(schema.pattern).test(String(value));
  return isMatch ? undefined : '';
}
