/** Keys that programs send to whatever base they are given: the openai package and what is built on it. */
const COMMON_KEYS: ReadonlySet<string> = new Set([
  ...['OPENAI_API_KEY', 'OPENAI_API_KEYS', 'VLLM_API_KEY', 'HOSTED_VLLM_API_KEY'],
  ...['LITELLM_API_KEY', 'LLM_API_KEY', 'EVALSCOPE_API_KEY'],
]);

const URL_ENDING = /_(?:(?:API_)?BASE(?:_URLS?)?|(?:API_)?URLS?|ENDPOINT|SERVER_URL|HOST)$/;

/** The variable that holds the key for the service that another one names: `OPENAI_BASE_URL` → `OPENAI_API_KEY`. */
export const keyVariableFor = (name: string): string | undefined =>
  URL_ENDING.test(name) ? `${name.replace(URL_ENDING, '')}_API_KEY` : undefined;

const isKeyName = (name: string): boolean => /^[A-Z][A-Z0-9_]*_API_KEYS?$/.test(name);

/**
 * Of these names those of keys that may be for a service: the common ones, and those that stand beside the URL they are for. What else an
 * environment holds is nobody's business.
 */
export const keyNamesIn = (names: readonly string[]): ReadonlySet<string> => {
  const keys = names.filter(isKeyName);
  if (keys.length === 0) return NONE;
  const beside = new Set(names.map(keyVariableFor));
  return new Set(keys.filter((name) => COMMON_KEYS.has(name) || beside.has(name.replace(/KEYS$/, 'KEY'))));
};

const NONE: ReadonlySet<string> = new Set();
