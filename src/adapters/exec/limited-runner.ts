import type { Runner } from './command.ts';

/** At most `limit` programs at once; the others wait their turn, first come first served. */
export const limitedRunner = (limit: number, runner: Runner): Runner => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const turn = (): Promise<void> | undefined => {
    if (running < limit) {
      running += 1;
      return undefined;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    run: async (command) => {
      const wait = turn();
      if (wait !== undefined) await wait;
      const outcome = await runner.run(command);
      done();
      return outcome;
    },
  };
};
