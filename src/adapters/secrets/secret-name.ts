import { percentDecode } from './percent-decode.ts';

/** Wherever they stand in a name: `DB_PASSWORD_FILE`, `clientSecret`. */
const ANYWHERE = /secret|password|passwd|passphrase|credential/;
/** As the last of several words: `OPENAI_API_KEY`, `hf-token`; not `max_tokens`, `tokenizer`. */
const LAST_WORD =
  /_(?:key|token|pat|pass|pwd|apikey|jwt|psk)$|(?:api|access|app|auth|secret|private)_?keys?$|(?:api|access|auth)_?tokens$/;
const ALONE = /^(?:token|pwd|pass|requirepass|masterauth|jwt|psk)$/;
/** What a query says in short where a header would be longer: `?key=…&sig=…`, `X-Amz-Signature`. */
const LAST_IN_QUERY = /(?:^|_)(?:keys?|auth|sig|signature|ak|sk|session|sessionid|sid|code|cookie|bearer)$/;
/** What a flag says in short: `--auth`, `--gradio-auth`, `--sk`. Often it is a word and no secret. */
const LAST_IN_FLAG = /(?:^|_)(?:keys?|auth|proxyauth|bearer|cookies?|ak|sk)$/;
const PLURAL = /(?:keys|tokens|secrets|passwords|credentials|cookies)$/;

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

/** Whether this parameter of a URL's query is a secret; the name as it stands there: `API%5FKEY`, `api_key[]`. */
export const isSecretParameter = (name: string): boolean => {
  const plain = percentDecode(name).replace(/\[[^\]]*\]$/, '');
  return isSecretName(plain) || LAST_IN_QUERY.test(words(plain));
};

/** Whether this flag's value is a secret; the name without dashes: `api-key`, `ServerApp.token`, `auth`. */
export const isSecretFlagName = (name: string): boolean =>
  isSecretName(name) || LAST_IN_FLAG.test(words(name));

/** Whether a flag with this name takes several secrets: `api-keys`. */
export const isPlural = (name: string): boolean => PLURAL.test(words(name));
