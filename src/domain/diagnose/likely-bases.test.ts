import { describe, expect, it } from 'vitest';
import { likelyBases } from './likely-bases.ts';

describe('where the API may be instead', () => {
  it.each([
    ['', '', ['/v1']],
    ['/', '', ['/v1']],
    ['/v1/v1', '/v1/v1', ['/v1']],
    ['/v1/chat/completions', '/v1/chat/completions', ['/v1']],
    ['/v1/chat/completions/chat/completions', '', ['/v1']],
    ['/chat/completions', '', ['/v1']],
    ['/generate', '', ['/v1']],
    ['/api/chat', '', ['/v1']],
    ['/openai', '/openai', ['/openai/v1', '/v1']],
    ['/V1', '/V1', ['/v1']],
    ['//v1', '//v1', ['/v1']],
    ['/v2', '/v2', ['/v1']],
  ])('of %j, asked at %j: %j', (path, asked, bases) => {
    expect(likelyBases(path, asked)).toEqual(expect.arrayContaining(bases));
    expect(likelyBases(path, asked)).not.toContain(asked);
    expect(likelyBases(path, asked).length).toBeLessThanOrEqual(3);
  });
});
