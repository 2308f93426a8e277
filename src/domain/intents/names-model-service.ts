import { requestFor } from '../diagnose/intent.ts';
import type { FoundService } from './inferred.ts';

/** Words in a variable's name that only what serves models has. */
const MODEL_WORDS =
  /OPENAI|OLLAMA|VLLM|SGLANG|LMDEPLOY|XINFERENCE|LLM|LLAMA|GPT|ANTHROPIC|CLAUDE|GEMINI|DASHSCOPE|QWEN|DEEPSEEK|MOONSHOT|ZHIPU|MODEL|EMBED|RERANK|INFERENCE|(?:^|_)(?:AI|CHAT|TEI|TGI)_/i;

/** Ports that hardly anything but a server for models has: vLLM, Ollama, LMDeploy, SGLang, LM Studio, Xinference. */
const MODEL_PORTS: ReadonlySet<number> = new Set([8000, 11434, 23333, 30000, 1234, 9997]);

/** What such servers offer beside the API of OpenAI, and what a GET does no harm to. */
const OTHER_PATHS =
  /^\/(?:health|generate|tokenize|api\/(?:generate|chat|tags|embed|embeddings|version)|v1\/(?:responses|rerank|messages|score|audio\/\w+|images\/\w+))\/?$/;

/**
 * Whether what a process names is meant to be a service for models, by the name it stands under or the URL itself. Processes name a
 * lot else: `OTEL_EXPORTER_OTLP_ENDPOINT`, `S3_ENDPOINT`, a web hook in an argument. That is nobody's business here, and a request
 * to it may do something.
 */
export const namesModelService = ({ service, foundIn }: FoundService): boolean => {
  if (service.meaning === 'api-base') return true;
  const { path, port } = service.target;
  if (foundIn.kind === 'variable' && MODEL_WORDS.test(foundIn.name)) return true;
  if (foundIn.kind === 'argument' && foundIn.argument.endsWith('=')) return true;
  if (path === '/' || path === '' || OTHER_PATHS.test(path)) return MODEL_PORTS.has(port);
  return requestFor(service.target).expects === 'model-list';
};
