import { describe, expect, it } from 'vitest';
import { parseTarget } from '../net/parse-target.ts';
import { requestFor } from './intent.ts';

const request = (url: string, meaning?: 'url' | 'api-base') => {
  const target = parseTarget(url);
  if (!target.ok) throw new Error(url);
  return requestFor(target.value, meaning);
};

describe('what is asked for', () => {
  it.each(['', '/', '/v1', '/v1/', '/v1/models', '/v1/chat/completions'])(
    'of %j is the model list of /v1',
    (path) => {
      expect(request(`http://h:8000${path}`)).toEqual({
        path: '/v1/models',
        expects: 'model-list',
        chatPath: '/v1/chat/completions',
      });
    },
  );

  it('keeps what stands before the version, and the query', () => {
    expect(request('http://h/openai/v1?key=k').path).toBe('/openai/v1/models?key=k');
  });

  it('of any other path is the path itself', () => {
    expect(request('http://h/api/tags?x=1')).toEqual({ path: '/api/tags?x=1', expects: 'any' });
  });

  it.each([
    ['', '/models'],
    ['/v1', '/v1/models'],
    ['/v1/', '/v1/models'],
    ['/v1/chat/completions', '/v1/chat/completions/models'],
  ])('of the base %j of an OpenAI client is what that client appends', (path, asked) => {
    expect(request(`http://h:8000${path}`, 'api-base').path).toBe(asked);
  });
});
