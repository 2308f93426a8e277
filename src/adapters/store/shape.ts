/**
 * The part of JSON Schema (draft 2020-12) that a snapshot needs, as data. Not zod, which describes the same: loading it
 * takes two thirds of Node's own start, every time a command reads a snapshot, and these few lines a hundredth.
 */
export type JsonSchema =
  | { readonly type: 'string'; readonly pattern?: string }
  | { readonly type: 'integer' | 'number' | 'boolean' }
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
  | VariantsSchema;

/** `discriminator` is OpenAPI's keyword; `isOpen` is ours: a value with another tag is not checked. */
export interface VariantsSchema {
  readonly oneOf: readonly ObjectSchema[];
  readonly discriminator: { readonly propertyName: string };
  readonly isOpen: boolean;
}

/** Properties beside those named are allowed: a newer Tongtu may have added them. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
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

/** An object whose keys are printable ASCII: they may go to a screen as they are. */
export const record = <T>(of: Shape<T>): Shape<Record<string, T>> => ({
  schema: {
    type: 'object',
    propertyNames: { type: 'string', pattern: '^[\\x20-\\x7e]*$' },
    additionalProperties: of.schema,
  },
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
