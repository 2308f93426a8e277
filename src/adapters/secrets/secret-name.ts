/** Wherever they stand in a name: `DB_PASSWORD_FILE`, `clientSecret`. */
const ANYWHERE = /secret|password|passwd|passphrase|credential/;
/** As the last of several words: `OPENAI_API_KEY`, `hf-token`; not `max_tokens`, `tokenizer`. */
const LAST_WORD = /_(?:key|token|pat|pass|pwd|apikey)$/;
const ALONE = /^(?:token|apikey|pwd|pass)$/;
/** What a query says in short where a header would be longer: `?key=…&sig=…`. */
const ALONE_IN_QUERY = /^(?:key|auth|sig|signature|token|apikey|pwd|pass)$/;

/** `apiKey`, `api-key`, `API_KEY` → `api_key`. */
const words = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase();

/** Whether what is assigned to this name (a variable, a flag without dashes, a header, a JSON key) is a secret. */
export const isSecretName = (name: string): boolean => {
  const plain = words(name);
  return ANYWHERE.test(plain) || LAST_WORD.test(plain) || ALONE.test(plain);
};

/** Whether this parameter of a URL's query is a secret. */
export const isSecretParameter = (name: string): boolean =>
  isSecretName(name) || ALONE_IN_QUERY.test(words(name));
