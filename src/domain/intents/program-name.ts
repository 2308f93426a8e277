import type { Process } from '../facts/fact.ts';

/** Programs that only run others: what they run is what a person knows. */
const INTERPRETER = /^(?:python|pypy|node|nodejs|bun|deno|ruby|perl|java|bash|sh|dash|zsh)[\d.]*$/;

/**
 * What a person calls a process: `evalscope` of `/usr/bin/python3 /usr/local/bin/evalscope eval …`, `vllm.entrypoints.openai.api_server` of
 * `python3 -m …`, `eval.py` of `python3 -u eval.py`; of anything else the kernel's name. Of `python3 -c …` the interpreter.
 */
export const programName = ({ name, argv = [] }: Process): string => {
  const [program = '', ...rest] = argv;
  if (!INTERPRETER.test(baseName(program))) return name;
  for (const [index, argument] of rest.entries()) {
    if (argument === '-m') return rest[index + 1] ?? name;
    if (argument === '-c' || argument === '-e' || argument === '-') return name;
    if (!argument.startsWith('-')) return baseName(argument);
  }
  return name;
};

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
