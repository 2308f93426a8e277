import { describe, expect, it } from 'vitest';
import { servicesInVariable } from './in-variable.ts';

const found = (name: string, value: string) =>
  servicesInVariable({ name, value }).map(({ url, meaning }) => `${meaning} ${url}`);

describe('services in a variable', () => {
  it.each([
    ['OPENAI_BASE_URL', 'http://127.0.0.1:8000/v1', ['api-base http://127.0.0.1:8000/v1']],
    ['OPENAI_API_BASE', '"http://h/v1"', ['api-base http://h/v1']],
    [
      'OPENAI_API_BASE_URLS',
      'http://a:1/v1;http://b:2/v1',
      ['api-base http://a:1/v1', 'api-base http://b:2/v1'],
    ],
    ['OLLAMA_BASE_URL', 'http://h:11434', ['url http://h:11434']],
    ['HF_ENDPOINT', 'https://hf-mirror.example', ['url https://hf-mirror.example']],
    ['OPENAI_BASE_URL', 'unix:///run/x', []],
    ['DATABASE_URL', 'http://h', []],
    ['HOME', 'http://h', []],
  ])('%s=%s', (name, value, services) => expect(found(name, value)).toEqual(services));

  // envconfig.Host of Ollama: what is not written is http, 127.0.0.1 and 11434; with a scheme the port is the scheme's own.
  it.each([
    ['0.0.0.0', ['url http://0.0.0.0:11434']],
    ['192.168.1.5:4090', ['url http://192.168.1.5:4090']],
    [':4090', ['url http://127.0.0.1:4090']],
    ['http://gpu', ['url http://gpu']],
    ['https://gpu:8443/', ['url https://gpu:8443']],
    ['[::1]', ['url http://[::1]:11434']],
    ['[::1]:9', ['url http://[::1]:9']],
    ['', []],
    ['a b', []],
  ])('OLLAMA_HOST=%s', (value, services) => expect(found('OLLAMA_HOST', value)).toEqual(services));
});
