import { describe, expect, it } from 'vitest';
import { isNearModel, isSameModel, nearestModels } from './nearest-models.ts';

describe('the model that was meant', () => {
  it.each([
    ['q/Llama-3.3-70B', ['other', '/q/Llama-3.3-70B'], '/q/Llama-3.3-70B'],
    ['Qwen1.5-14B', ['gpt2', '/data/models/Qwen1.5-14B'], '/data/models/Qwen1.5-14B'],
    ['opencua-7b', ['OpenCUA-72B', 'OpenCUA-7B'], 'OpenCUA-7B'],
    ['qwen2.5', ['llama3:8b', 'qwen2.5:7b'], 'qwen2.5:7b'],
    ['Qwen/Qwen2.5-7B-Instruct', ['a', 'Qwen2.5-7B-Instruct'], 'Qwen2.5-7B-Instruct'],
  ])('%s: of %j', (asked, ids, nearest) => {
    expect(nearestModels(asked, ids)[0]).toBe(nearest);
    expect(isNearModel(asked, nearest)).toBe(true);
  });

  it('is none of those that have nothing in common with it', () => {
    expect(isNearModel('qwen2.5:7b', 'text-embedding-large')).toBe(false);
  });

  it('is the same with the tag that is taken where none is written', () => {
    expect(isSameModel('qwen2.5', 'qwen2.5:latest')).toBe(true);
    expect(isSameModel('qwen2.5', 'qwen2.5:7b')).toBe(false);
  });

  it('keeps every id, and takes as long as the service lists', () => {
    const ids = Array.from({ length: 256 }, (_, index) => `${'x'.repeat(190)}${index}`);
    expect([...nearestModels('y'.repeat(100_000), ids)].sort()).toEqual([...ids].sort());
  });
});
