import type { ModelList } from '../facts/observation.ts';

const MAX_MODELS = 256;

/**
 * The models that an OpenAI-compatible `GET /v1/models` lists: `{"object":"list","data":[{"id":"qwen2.5","owned_by":"vllm"}]}`,
 * at most 256. `undefined` for any other JSON, and for what is none.
 */
export const parseModelList = (body: string): ModelList | undefined => {
  const parsed = parseJson(body);
  if (!isRecord(parsed) || parsed['object'] !== 'list' || !Array.isArray(parsed['data'])) return undefined;
  const models = parsed['data'].slice(0, MAX_MODELS).filter(isRecord);
  const texts = (name: string): readonly string[] =>
    models.flatMap((model) => (typeof model[name] === 'string' ? [model[name]] : []));
  const ids = texts('id');
  // An empty list is a model list too; other lists (files, jobs) have ids of their own kind.
  const isModels = models.every(({ object }) => object === undefined || object === 'model');
  return isModels && ids.length === models.length
    ? { ids, ownedBy: [...new Set(texts('owned_by'))] }
    : undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
