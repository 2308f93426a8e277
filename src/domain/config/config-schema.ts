import { CLIENTS } from '../clients/registry.ts';
import type { TypeOf } from '../schema/shape.ts';
import { closedObject, either, list, matching, nothing, oneOf, optional, record } from '../schema/shape.ts';

/**
 * Punctuation, blanks and symbols, of ASCII and of Chinese keyboards. Not as `\p{L}`, which validators in Python refuse to
 * read.
 */
const NO_LETTERS =
  '\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u2bff\\u3000-\\u3020\\ud800-\\uf8ff\\ufe00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\ufff0-\\uffff';

/** Letters of any script, digits, and behind the first dots, dashes and underscores: no URL and no `pid:1` looks like it. */
const NAME = `(?!(?:here|direct|localhost)$)[^${NO_LETTERS}](?:[._-]|[^${NO_LETTERS}]){0,62}`;

const name = matching(`^${NAME}$`);
const modelId = matching('^\\S(?:.*\\S)?$');

/** The texts of the file that have a form. What fails one of them is told by which it is. */
export const FORMS = {
  serviceUrl: matching('^[Hh][Tt][Tt][Pp][Ss]?://\\S+$'),
  proxyUrl: matching('^(?:https?|socks4a?|socks5h?)://\\S+$'),
  variable: matching('^[A-Za-z_][A-Za-z0-9_]*$'),
  from: matching('^(?:here|pid:[1-9][0-9]{0,9}|(?:unit|container):\\S+|ns:/.+)$'),
  to: matching(`^(?:${NAME}|[Hh][Tt][Tt][Pp][Ss]?://\\S+)$`),
  via: matching(`^(?:direct|${NAME})$`),
  client: oneOf(...CLIENTS.map(({ name: client }) => client).sort()),
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
