import type { Variable } from '../facts/fact.ts';
import type { NamedService } from './named-service.ts';
import { namedService, ollamaService } from './named-service.ts';

/** Variables whose value is what a client of the OpenAI API takes for its base. */
const API_BASES: ReadonlySet<string> = new Set([
  ...['OPENAI_BASE_URL', 'OPENAI_API_BASE', 'OPENAI_API_BASE_URL', 'OPENAI_API_BASE_URLS'],
  ...['VLLM_BASE_URL', 'VLLM_API_BASE', 'LLM_BASE_URL', 'HOSTED_VLLM_API_BASE', 'LITELLM_API_BASE'],
]);

const SERVICE_NAME = /(?:_BASE_URLS?|_API_BASE|_API_URLS?|_ENDPOINT|_SERVER_URL|_HOST)$/i;

/**
 * The services that a variable names. Open WebUI keeps several in one, with semicolons between. A name that only ends like a service's
 * (`HF_ENDPOINT`, `MY_API_URL`) counts when its value is a URL.
 */
export const servicesInVariable = ({ name, value }: Variable): readonly NamedService[] => {
  if (name === 'OLLAMA_HOST') return listed([ollamaService(value)]);
  const isBase = API_BASES.has(name);
  if (!isBase && !SERVICE_NAME.test(name)) return [];
  return listed(value.split(';').map((part) => namedService(part, isBase ? 'api-base' : 'url')));
};

const listed = (services: readonly (NamedService | undefined)[]): readonly NamedService[] =>
  services.filter((service) => service !== undefined);
