import { describe, expect, it } from 'vitest';
import { SERVICE_SITUATIONS } from '../testing/service-situations.ts';
import { codes, examine } from '../testing/situation.ts';

describe('one situation at the service, its causes and nothing else', () => {
  it.each(Object.entries(SERVICE_SITUATIONS))('%s', (_, situation) => {
    expect(codes(examine(situation))).toEqual(situation.finds);
  });
});
