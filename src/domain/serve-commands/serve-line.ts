import { shellWord } from '../diagnose/shell-word.ts';
import { readCommand } from './read-command.ts';
import { serveProgram } from './registry.ts';
import type { Rebinding, Serving } from './serve-program.ts';

const lineOf = ({ variables, argv }: Rebinding): string =>
  [
    ...Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`),
    ...argv.map(shellWord),
  ].join(' ');

/** The serve command of a process that listens on `address` instead, as a shell takes it. `undefined`: a command that is not known. */
export const serveLine = (serving: Serving, address: string): string | undefined => {
  const program = serveProgram(serving);
  return program === undefined ? undefined : lineOf(program.rebind(serving, address));
};

/** The command of a process as it is, as a shell takes it. */
export const sameLine = ({ argv }: Serving): string => {
  const command = readCommand(argv);
  const words = command === undefined ? argv : [...command.start, ...command.words];
  return lineOf({ variables: {}, argv: words });
};

/** The same, and with an API key where the program can have one and has none yet. */
export const guardedServeLine = (serving: Serving, address: string): string | undefined => {
  const program = serveProgram(serving);
  const line = serveLine(serving, address);
  if (program?.apiKey === undefined || line === undefined) return line;
  const [flag, value] = program.apiKey;
  const hasKey = serving.argv.some((word) => word === flag || word.startsWith(`${flag}=`));
  return hasKey ? line : `${line} ${flag} ${value}`;
};
