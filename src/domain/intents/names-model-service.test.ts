import { describe, expect, it } from 'vitest';
import { servicesInArguments } from './in-arguments.ts';
import { servicesInVariable } from './in-variable.ts';
import { namesModelService } from './names-model-service.ts';

const inVariable = (text: string): boolean => {
  const [name = '', value = ''] = text.split('=');
  return servicesInVariable({ name, value }).some((service) =>
    namesModelService({ service, foundIn: { kind: 'variable', name } }),
  );
};

const inLine = (line: string): boolean =>
  servicesInArguments(line.split(' ')).some(({ argument, ...service }) =>
    namesModelService({ service, foundIn: { kind: 'argument', argument } }),
  );

describe('what names a service for models', () => {
  it.each([
    'OPENAI_BASE_URL=http://h:9/x',
    'OLLAMA_HOST=10.0.0.1',
    'EMBEDDING_BASE_URL=http://h:9',
    'LLM_API_URL=http://h:9/chat',
    'AZURE_OPENAI_ENDPOINT=https://x.openai.azure.example',
    'MY_API_URL=http://h:8000',
    'MY_API_URL=http://h:9/v1',
  ])('%s', (text) => expect(inVariable(text)).toBe(true));

  it.each([
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318',
    'S3_ENDPOINT=http://minio:9000',
    'ELASTICSEARCH_HOST=http://127.0.0.1:9200',
    'HF_ENDPOINT=https://hf-mirror.com',
    'VITE_API_URL=http://localhost:3000',
    'JUPYTERHUB_API_URL=http://127.0.0.1:8081/hub/api',
    'MAIL_API_URL=http://h:9/send',
  ])('not %s', (text) => expect(inVariable(text)).toBe(false));

  it.each([
    'evalscope eval --api-url http://h:9/x',
    'lm_eval --model_args model=q,base_url=http://h:9/x',
    'curl http://h:9/v1/models',
    'curl http://h:8000/health',
    'curl http://h:11434/api/tags',
    'curl http://h:8000/v1/responses',
    'x --endpoint http://h:23333',
  ])('%s', (line) => expect(inLine(line)).toBe(true));

  it.each([
    'curl http://h/deploy',
    'curl http://h:8000/shutdown',
    'curl http://h:9/health',
    'git clone https://github.com/a/b',
    'x --webhook-url http://h:8000/hook',
  ])('not %s', (line) => expect(inLine(line)).toBe(false));
});
