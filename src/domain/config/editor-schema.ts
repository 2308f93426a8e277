import type { JsonSchema } from '../schema/shape.ts';
import { CONFIG_SCHEMA } from './config-schema.ts';

/** A part of tongtu.yaml that an editor can tell about: `services.*.url` is the URL of every service. */
export type SchemaPlace =
  | 'services'
  | 'services.*'
  | 'services.*.url'
  | 'services.*.model'
  | 'services.*.key-variable'
  | 'proxies'
  | 'proxies.*'
  | 'proxies.*.url'
  | 'proxies.*.user-variable'
  | 'proxies.*.password-variable'
  | 'intents'
  | 'intents.*'
  | 'intents.*.from'
  | 'intents.*.to'
  | 'intents.*.via'
  | 'intents.*.clients';

export interface EditorText {
  readonly description: string;
  readonly examples?: readonly string[];
}

export interface EditorTexts {
  readonly title: string;
  readonly description: string;
  readonly places: { readonly [Place in SchemaPlace]: EditorText };
}

/**
 * The schema that `readConfigValue` checks by, with what an editor shows beside each key, as a file of JSON Schema draft 7: the
 * newest that editors' YAML servers know whole.
 */
export const editorSchema = ({
  title,
  description,
  places,
}: EditorTexts): Readonly<Record<string, unknown>> => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title,
  description,
  ...annotate(CONFIG_SCHEMA, '', places),
});

const annotate = (
  schema: JsonSchema,
  place: string,
  texts: EditorTexts['places'],
): Record<string, unknown> => {
  const below = (name: string, part: JsonSchema): unknown => {
    const at = place === '' ? name : `${place}.${name}`;
    return { ...textAt(at, texts), ...annotate(part, at, texts) };
  };
  if ('anyOf' in schema) return { anyOf: schema.anyOf.map((part) => annotate(part, place, texts)) };
  if ('properties' in schema) {
    const { properties, ...rest } = schema;
    const entries = Object.entries(properties).map(([name, part]) => [name, below(name, part)] as const);
    return { ...rest, properties: Object.fromEntries(entries) };
  }
  if ('propertyNames' in schema)
    return { ...schema, additionalProperties: below('*', schema.additionalProperties) };
  return { ...schema };
};

const isPlace = (text: string, texts: EditorTexts['places']): text is SchemaPlace =>
  Object.hasOwn(texts, text);

const textAt = (place: string, texts: EditorTexts['places']): EditorText => {
  if (!isPlace(place, texts)) throw new Error(`tongtu.yaml: nothing is told about ${place}`);
  return texts[place];
};
