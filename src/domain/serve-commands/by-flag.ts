import { readCommand } from './read-command.ts';
import type { ServeProgram, Serving } from './serve-program.ts';
import { setFlag } from './set-flag.ts';

/** A program that takes its address from a flag. */
export const byFlag = (
  names: readonly [string, ...string[]],
  program: Omit<ServeProgram, 'rebind'>,
  textOf: (address: string, serving: Serving) => string = (address) => address,
): ServeProgram => ({
  ...program,
  rebind: (serving, address) => {
    const command = readCommand(serving.argv) ?? { start: [], words: serving.argv };
    return {
      variables: {},
      argv: [...command.start, ...setFlag(command.words, names, textOf(address, serving))],
    };
  },
});
