import { describe, expect, it } from 'vitest';
import { parseModelList } from './model-list.ts';

describe('parseModelList', () => {
  it('reads ids in their order and each owner once', () => {
    const body = JSON.stringify({
      object: 'list',
      data: [
        { id: 'a', object: 'model', owned_by: 'vllm' },
        { id: 'b', owned_by: 'vllm', max_model_len: 4096 },
        { id: 'c' },
      ],
    });
    expect(parseModelList(body)).toEqual({ ids: ['a', 'b', 'c'], ownedBy: ['vllm'] });
  });

  it('takes an empty list for a list', () => {
    expect(parseModelList('{"object":"list","data":[]}')).toEqual({ ids: [], ownedBy: [] });
  });

  it('stops at 256', () => {
    const data = Array.from({ length: 1000 }, (_, index) => ({ id: `m${index}` }));
    expect(parseModelList(JSON.stringify({ object: 'list', data }))?.ids).toHaveLength(256);
  });

  it.each([
    '',
    '<html>',
    'null',
    '[]',
    '{"object":"list"}',
    '{"data":[{"id":"a"}]}',
    '{"object":"list","data":[{"id":1}]}',
    '{"object":"list","data":[{"id":"f","object":"file"}]}',
    '['.repeat(500_000),
  ])('%.40s is none', (body) => {
    expect(parseModelList(body)).toBeUndefined();
  });
});
