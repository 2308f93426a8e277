import { describe, expect, it } from 'vitest';
import { parseTarget } from '../net/parse-target.ts';
import { keysToTry, pairedKey } from './asker-key.ts';
import { keyNamesIn, keyVariableFor } from './key-variable.ts';

const KEY = '***1***';
const LOCAL = 'http://127.0.0.1:8000/v1';

const pair = (url: string, environment: Readonly<Record<string, string>>, argv: readonly string[] = []) => {
  const target = parseTarget(url);
  if (!target.ok) throw new Error(url);
  const variables = Object.entries(environment).map(([name, value]) => ({ name, value }));
  const key = pairedKey(target.value, { variables, argv, isWhole: false });
  return key?.kind === 'held' ? `${key.place.name} ${key.placeholder}` : key?.kind;
};

describe('a key belongs to the URL beside it', () => {
  it.each([
    ['OPENAI_BASE_URL', 'OPENAI_API_KEY'],
    ['OPENAI_API_BASE', 'OPENAI_API_KEY'],
    ['OPENAI_API_BASE_URL', 'OPENAI_API_KEY'],
    ['HOSTED_VLLM_API_BASE', 'HOSTED_VLLM_API_KEY'],
    ['LLM_BASE_URL', 'LLM_API_KEY'],
    ['OLLAMA_HOST', 'OLLAMA_API_KEY'],
  ])('%s and %s', (base, key) => {
    expect(keyVariableFor(base)).toBe(key);
    expect(pair(LOCAL, { [base]: LOCAL, [key]: KEY })).toBe(`${key} ${KEY}`);
    expect(pair('http://127.0.0.1:9/v1', { [base]: LOCAL, [key]: KEY })).toBeUndefined();
  });

  it.each([
    'https://127.0.0.1:8000/v1',
    'http://127.0.0.1:8001/v1',
    'http://127.0.0.2:8000',
    'http://localhost:8000',
  ])('and to no other origin: %s', (url) => {
    expect(pair(url, { OPENAI_BASE_URL: LOCAL, OPENAI_API_KEY: KEY })).toBeUndefined();
  });

  it('nobody can tell which of several it is', () => {
    const list = { OPENAI_API_BASE_URLS: `${LOCAL};http://127.0.0.1:8001/v1` };
    expect(pair(LOCAL, { ...list, OPENAI_API_KEYS: KEY })).toBe('unread');
    expect(pair(LOCAL, { ...list, OPENAI_API_KEY: KEY })).toBe('unread');
  });
});

describe('a key on a command line', () => {
  it.each([
    [['evalscope', '--api-url', LOCAL, '--api-key', KEY], '--api-key'],
    [['evalscope', `--api-url=${LOCAL}`, `--api-key=${KEY}`], '--api-key'],
    [['x', '--api_base', LOCAL, '--api_key', KEY], '--api_key'],
    [['x', '--base-url', LOCAL, '--openai-api-key', KEY], '--openai-api-key'],
    [['/usr/bin/curl', '-H', `Authorization: Bearer ${KEY}`, LOCAL], '-H'],
  ])('%j', (argv, name) => {
    expect(pair(LOCAL, {}, argv)).toBe(`${name} ${KEY}`);
    expect(pair('http://127.0.0.1:9', {}, argv)).toBeUndefined();
  });

  it.each([
    [['vllm', 'serve', '--api-key', KEY, '--otlp-traces-endpoint', LOCAL]],
    [['sh', '-H', `Authorization: Bearer ${KEY}`, LOCAL]],
  ])('that is for something else: %j', (argv) => {
    expect(pair(LOCAL, {}, argv)).toBeUndefined();
  });

  it('may be hidden in a setting among others', () => {
    const settings = `model=m,base_url=${LOCAL},api_key=${KEY}`;
    expect(pair(LOCAL, {}, ['lm_eval', '--model_args', settings])).toBe('unread');
  });
});

it('of what an environment holds only keys for services are looked at', () => {
  const names = [
    'OPENAI_API_KEY',
    'STRIPE_API_KEY',
    'QWEN_API_KEY',
    'QWEN_BASE_URL',
    'AWS_SECRET_ACCESS_KEY',
  ];
  expect([...keyNamesIn(names)]).toEqual(['OPENAI_API_KEY', 'QWEN_API_KEY']);
});

it('a variable that is empty or was not hidden is no key to try', () => {
  const variables = [
    { name: 'OPENAI_API_KEY', value: '' },
    { name: 'VLLM_API_KEY', value: 'x' },
    { name: 'LLM_API_KEY', value: KEY },
  ];
  expect(keysToTry(variables)).toEqual(['LLM_API_KEY']);
});
