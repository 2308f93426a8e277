/** What stands at the end of a URL that names one request of an API, and not its base: of OpenAI's, Ollama's, TGI's. */
const ENDPOINT =
  /\/(?:chat\/completions|completions|embeddings|responses|models|api\/chat|api\/generate|api\/tags|generate|generate_stream|chat)$/;

const DOUBLED = /(\/v\d+)(?:\/v\d+)+$/;
const VERSIONED = /\/v\d+$/;

const withoutEndpoints = (path: string): string => {
  const shorter = path.replace(/\/+$/, '').replace(ENDPOINT, '');
  return shorter === path ? path : withoutEndpoints(shorter);
};

/**
 * Where the API may be whose base or URL was written as `path`, likeliest first: `/v1/v1` → `/v1`, `/chat/completions` → `/v1`,
 * `/openai` → `/openai/v1`, `/v1`. Without the one that was asked already; three at most.
 */
export const likelyBases = (path: string, askedBase: string): readonly string[] => {
  const bare = withoutEndpoints(path.replace(/\/{2,}/g, '/').replace(/\/V(\d+)(?=\/|$)/g, '/v$1'));
  const single = bare.replace(DOUBLED, '$1');
  const guesses = VERSIONED.test(single) ? [single, '/v1'] : [`${single}/v1`, single, '/v1'];
  return [...new Set(guesses)].filter((base) => base !== askedBase).slice(0, 3);
};
