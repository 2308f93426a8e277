import type { ServeCommand } from './serve-program.ts';

const INTERPRETER = /^(?:python[\d.]*|pypy[\d.]*|node|bun|ruby|perl|sh|bash)$/;

const baseName = (path: string): string => path.split('/').at(-1) ?? path;

/** What stands in a folder of programs is typed by its name. */
const typed = (path: string): string => (/(?:^|\/)bin\/[^/]+$/.test(path) ? baseName(path) : path);

/** The command of a process as its argv shows it, the interpreter put aside. `undefined`: no words. */
export const readCommand = (argv: readonly string[]): ServeCommand | undefined => {
  const [first] = argv;
  if (first === undefined) return undefined;
  if (!INTERPRETER.test(baseName(first)))
    return { program: baseName(first), words: argv.slice(1), start: [typed(first)] };
  const at = argv.findIndex((word, index) => index > 0 && (word === '-m' || !word.startsWith('-')));
  const script = argv[at];
  if (at === -1 || script === undefined) return undefined;
  if (script === '-m') {
    const module = argv[at + 1] ?? '';
    return { program: module, words: argv.slice(at + 2), start: [typed(first), '-m', module] };
  }
  const start = /(?:^|\/)bin\/[^/]+$/.test(script) ? [baseName(script)] : [typed(first), script];
  return { program: baseName(script), words: argv.slice(at + 1), start };
};
