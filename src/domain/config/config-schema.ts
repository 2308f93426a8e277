import { CLIENTS } from '../clients/registry.ts';
import type { TypeOf } from '../schema/shape.ts';
import { closedObject, either, list, matching, nothing, oneOf, optional, record } from '../schema/shape.ts';

/** Letters of any script, digits, and between them dots, dashes and underscores: no URL and no `pid:1` looks like it. */
const NAME = '(?!(?:here|direct|localhost)$)[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,62}';

const name = matching(`^${NAME}$`);
const modelId = matching('^[^\\s\\p{C}][^\\p{C}]*$');

/** The texts of the file that have a form. What fails one of them is told by which it is. */
export const FORMS = {
  serviceUrl: matching('^[Hh][Tt][Tt][Pp][Ss]?://[^\\s\\p{C}]+$'),
  proxyUrl: matching('^(?:https?|socks4a?|socks5h?)://[^\\s\\p{C}]+$'),
  variable: matching('^[A-Za-z_][A-Za-z0-9_]*$'),
  from: matching('^(?:here|pid:[1-9][0-9]{0,9}|(?:unit|container):[^\\s\\p{C}]+|ns:/[^\\p{C}]+)$'),
  to: matching(`^(?:${NAME}|[Hh][Tt][Tt][Pp][Ss]?://[^\\s\\p{C}]+)$`),
  via: matching(`^(?:direct|${NAME})$`),
  client: oneOf(...CLIENTS.map(({ name: client }) => client)),
} as const;

const service = closedObject({
  url: FORMS.serviceUrl,
  model: optional(modelId),
  'key-variable': optional(FORMS.variable),
});

const proxy = closedObject({
  url: FORMS.proxyUrl,
  'user-variable': optional(FORMS.variable),
  'password-variable': optional(FORMS.variable),
});

const intent = closedObject({
  from: optional(FORMS.from),
  to: FORMS.to,
  via: optional(FORMS.via),
  clients: optional(list(FORMS.client)),
});

const config = closedObject({
  services: optional(either(record(either(FORMS.serviceUrl, service), name), nothing)),
  proxies: optional(either(record(either(FORMS.proxyUrl, proxy), name), nothing)),
  intents: optional(either(record(intent, name), nothing)),
});

/** The file as it is written: keys in kebab-case, short forms not yet made long. */
export type WrittenConfig = TypeOf<typeof config>;

/** tongtu.yaml as a JSON Schema (draft 7), for editors and for `readConfigValue` alike. */
export const { schema: CONFIG_SCHEMA } = config;
