import { describe, expect, it } from 'vitest';
import type { Outcome, Runner } from './command.ts';
import { limitedRunner } from './limited-runner.ts';

describe('limitedRunner', () => {
  it('never runs more at once than it may, runs all, and keeps the order', async () => {
    const order: string[] = [];
    let running = 0;
    let most = 0;
    const slow: Runner = {
      run: async ({ argv }): Promise<Outcome> => {
        order.push(argv[0]);
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { kind: 'missing', program: argv[0] };
      },
    };
    const runner = limitedRunner(3, slow);
    const programs = Array.from({ length: 20 }, (_, index) => `p${index}`);
    await Promise.all(programs.map((name) => runner.run({ argv: [name], timeoutMs: 1, maxOutputBytes: 1 })));
    expect(most).toBe(3);
    expect(order).toEqual(programs);
  });
});
