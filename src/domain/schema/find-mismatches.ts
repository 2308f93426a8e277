import type { EitherSchema, JsonSchema, ObjectSchema, VariantsSchema } from './shape.ts';

/** The keys and indexes that lead to a part of a value: `['facts', 3, 'state']`. */
export type Path = readonly (string | number)[];

/** One thing that is not as the schema says. `path` leads to it: to a key that is missing, unknown or badly named, as to a value. */
export type Mismatch =
  | {
      readonly why: 'type' | 'text';
      readonly path: Path;
      readonly schema: JsonSchema;
      readonly value: unknown;
    }
  | { readonly why: 'missing' | 'name'; readonly path: Path }
  | { readonly why: 'unknown-key'; readonly path: Path; readonly known: readonly string[] };

const NONE: readonly Mismatch[] = [];

/**
 * What is not as the schema says in a value that came out of JSON or YAML: the first so many, in the order of the schema's
 * properties, unknown keys last.
 */
export const findMismatches = (schema: JsonSchema, value: unknown, most: number): readonly Mismatch[] => {
  if ('enum' in schema)
    return schema.enum.some((allowed) => allowed === value) ? NONE : wrong('text', schema, value);
  if ('oneOf' in schema) return inVariants(schema, value, most);
  if ('anyOf' in schema) return inEither(schema, value, most);
  if (!hasType(schema.type, value)) return wrong('type', schema, value);
  if ('properties' in schema) return inObject(schema, value, most);
  if ('propertyNames' in schema) return inRecord(schema, value, most);
  if ('prefixItems' in schema) {
    const { prefixItems } = schema;
    const isLong = Array.isArray(value) && value.length === prefixItems.length;
    return isLong
      ? inList((index) => prefixItems[index] ?? { enum: [] }, value, most)
      : wrong('type', schema, value);
  }
  if ('items' in schema) return inList(() => schema.items, value, most);
  const isMatch =
    !('pattern' in schema) ||
    schema.pattern === undefined ||
    new RegExp(schema.pattern, 'u').test(String(value));
  return isMatch ? NONE : wrong('text', schema, value);
};

type JsonType = Extract<JsonSchema, { readonly type: unknown }>['type'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasType = (type: JsonType, value: unknown): boolean => {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
};

const wrong = (why: 'type' | 'text', schema: JsonSchema, value: unknown): readonly Mismatch[] => [
  { why, path: [], schema, value },
];

const below = (key: string | number, found: readonly Mismatch[]): readonly Mismatch[] =>
  found.length === 0 ? NONE : found.map((mismatch) => ({ ...mismatch, path: [key, ...mismatch.path] }));

/** Looks at one part after the other until enough is found. */
const collect = <Part>(
  parts: Iterable<Part>,
  most: number,
  look: (part: Part, most: number) => readonly Mismatch[],
): readonly Mismatch[] => {
  let found = NONE;
  for (const part of parts) {
    const here = look(part, most - found.length);
    if (here.length > 0) found = [...found, ...here];
    if (found.length >= most) return found;
  }
  return found;
};

const inList = (
  schemaAt: (index: number) => JsonSchema,
  value: unknown,
  most: number,
): readonly Mismatch[] =>
  Array.isArray(value)
    ? collect(value.keys(), most, (index, rest) =>
        below(index, findMismatches(schemaAt(index), value[index], rest)),
      )
    : NONE;

const inObject = (schema: ObjectSchema, value: unknown, most: number): readonly Mismatch[] => {
  if (!isObject(value)) return wrong('type', schema, value);
  const { properties, required, additionalProperties } = schema;
  const known = Object.keys(properties);
  const found = collect(known, most, (name, rest) => {
    const property = properties[name];
    if (Object.hasOwn(value, name))
      return property === undefined ? NONE : below(name, findMismatches(property, value[name], rest));
    return required.includes(name) ? [{ why: 'missing', path: [name] }] : NONE;
  });
  if (additionalProperties !== false || found.length >= most) return found;
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  return [
    ...found,
    ...unknown
      .slice(0, most - found.length)
      .map((name) => ({ why: 'unknown-key', path: [name], known }) as const),
  ];
};

type RecordSchema = Extract<JsonSchema, { readonly propertyNames: unknown }>;

const inRecord = (
  { propertyNames, additionalProperties }: RecordSchema,
  value: unknown,
  most: number,
): readonly Mismatch[] =>
  isObject(value)
    ? collect(Object.entries(value), most, ([name, item], rest) =>
        findMismatches(propertyNames, name, 1).length > 0
          ? [{ why: 'name', path: [name] }]
          : below(name, findMismatches(additionalProperties, item, rest)),
      )
    : NONE;

/** Finds the variant by its tag, without trying one after the other: the mismatch is then where it really is. */
const inVariants = (schema: VariantsSchema, value: unknown, most: number): readonly Mismatch[] => {
  if (!isObject(value)) return wrong('type', schema, value);
  const by = schema.discriminator.propertyName;
  const tag = Object.hasOwn(value, by) ? value[by] : undefined;
  const variant = schema.oneOf.find(({ properties }) => {
    const allowed = properties[by];
    return allowed !== undefined && findMismatches(allowed, tag, 1).length === 0;
  });
  if (variant !== undefined) return inObject(variant, value, most);
  return schema.isOpen && typeof tag === 'string' ? NONE : below(by, wrong('text', schema, tag));
};

const inEither = (schema: EitherSchema, value: unknown, most: number): readonly Mismatch[] => {
  const fitting = schema.anyOf.find((part) => 'type' in part && hasType(part.type, value));
  return fitting === undefined ? wrong('type', schema, value) : findMismatches(fitting, value, most);
};
