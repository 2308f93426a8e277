/**
 * The part of JSON Schema that snapshots (draft 2020-12) and tongtu.yaml (draft 7) need, as data. Not zod, which describes
 * the same: loading it takes two thirds of Node's own start, every time a command reads a snapshot, and these few lines a
 * hundredth.
 */
export type JsonSchema =
  | { readonly type: 'string'; readonly pattern?: string }
  | { readonly type: 'integer' | 'number' | 'boolean' | 'null' }
  | { readonly enum: readonly (string | number)[] }
  | { readonly type: 'array'; readonly items: JsonSchema }
  | {
      readonly type: 'array';
      readonly prefixItems: readonly JsonSchema[];
      readonly items: false;
      readonly minItems: number;
    }
  | ObjectSchema
  | { readonly type: 'object'; readonly propertyNames: JsonSchema; readonly additionalProperties: JsonSchema }
  | VariantsSchema
  | EitherSchema;

/** Values of different JSON types: the type alone tells which schema a value must fit. */
export interface EitherSchema {
  readonly anyOf: readonly JsonSchema[];
}

/** `discriminator` is OpenAPI's keyword; `isOpen` is ours: a value with another tag is not checked. */
export interface VariantsSchema {
  readonly oneOf: readonly ObjectSchema[];
  readonly discriminator: { readonly propertyName: string };
  readonly isOpen: boolean;
}

/**
 * In what a Tongtu wrote, properties beside those named are allowed: a newer one may have added them. In what a person writes they
 * are slips, and `additionalProperties` is false.
 */
export interface ObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties?: false;
}

/** A schema and the type of what it describes; `type` never holds a value. */
export interface Shape<T, Schema extends JsonSchema = JsonSchema> {
  readonly schema: Schema;
  readonly type?: T;
}

interface OptionalShape<T> {
  readonly schema: JsonSchema;
  readonly isOptional: true;
  readonly type?: T;
}

type Property = Shape<unknown> | OptionalShape<unknown>;
type Properties = Readonly<Record<string, Property>>;

export type TypeOf<S> = S extends { readonly type?: infer T } ? Exclude<T, undefined> : never;

type OptionalKeys<P extends Properties> = {
  [Key in keyof P]: P[Key] extends OptionalShape<unknown> ? Key : never;
}[keyof P];

type ObjectOf<P extends Properties> = { [Key in Exclude<keyof P, OptionalKeys<P>>]: TypeOf<P[Key]> } & {
  [Key in OptionalKeys<P>]?: TypeOf<P[Key]>;
};

export const text: Shape<string> = { schema: { type: 'string' } };
/** A whole number that a JavaScript number holds exactly. */
export const count: Shape<number> = { schema: { type: 'integer' } };
export const number: Shape<number> = { schema: { type: 'number' } };
export const yesNo: Shape<boolean> = { schema: { type: 'boolean' } };

export const oneOf = <const T extends string | number>(...values: readonly T[]): Shape<T> => ({
  schema: { enum: values },
});

export const list = <T>(of: Shape<T>): Shape<T[]> => ({ schema: { type: 'array', items: of.schema } });

export const pair = <A, B>(first: Shape<A>, second: Shape<B>): Shape<[A, B]> => ({
  schema: { type: 'array', prefixItems: [first.schema, second.schema], items: false, minItems: 2 },
});

/** A text that this expression (ECMA-262, with the flag `u`) finds. */
export const matching = (pattern: string): Shape<string> => ({ schema: { type: 'string', pattern } });

/** Printable ASCII: it may go to a screen as it is. */
const PRINTABLE = matching('^[\\x20-\\x7e]*$');

/** An object whose keys are names. */
export const record = <T>(of: Shape<T>, names = PRINTABLE): Shape<Record<string, T>> => ({
  schema: { type: 'object', propertyNames: names.schema, additionalProperties: of.schema },
});

/** A property that may be absent, and is never `undefined` or `null`. */
export const optional = <T>({ schema }: Shape<T>): OptionalShape<T> => ({ schema, isOptional: true });

export const object = <const P extends Properties>(properties: P): Shape<ObjectOf<P>, ObjectSchema> => ({
  schema: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, { schema }]) => [name, schema])),
    required: Object.keys(properties).filter((name) => !('isOptional' in (properties[name] ?? {}))),
  },
});

/** An object that holds no properties but these. */
export const closedObject = <const P extends Properties>(
  properties: P,
): Shape<ObjectOf<P>, ObjectSchema> => ({
  schema: { ...object(properties).schema, additionalProperties: false },
});

/** What YAML gives for a key with nothing after it. */
export const nothing: Shape<null> = { schema: { type: 'null' } };

/** One of several shapes of different JSON types. */
export const either = <const Shapes extends readonly Shape<unknown>[]>(
  ...shapes: Shapes
): Shape<TypeOf<Shapes[number]>> => ({ schema: { anyOf: shapes.map(({ schema }) => schema) } });

type Objects = readonly Shape<unknown, ObjectSchema>[];

const variantsSchema = (by: string, shapes: Objects, isOpen: boolean): VariantsSchema => ({
  oneOf: shapes.map(({ schema }) => schema),
  discriminator: { propertyName: by },
  isOpen,
});

/** One of several objects, told apart by the property `by`. */
export const variants = <const Shapes extends Objects>(
  by: string,
  ...shapes: Shapes
): Shape<TypeOf<Shapes[number]>> => ({
  schema: variantsSchema(by, shapes, false),
});

/** The same where a newer Tongtu may have added variants, which are let through as they are. */
export const openVariants = (by: string, ...shapes: Objects): Shape<unknown> => ({
  schema: variantsSchema(by, shapes, true),
});
