import { readCommandClient } from '../clients/command-client.ts';
import { clientsIn } from '../clients/program-kind.ts';
import type { Process } from '../facts/fact.ts';

/** Python programs of which it is known what they make their requests with, by a word of their command line. */
const PYTHON_PROGRAMS: readonly (readonly [RegExp, readonly string[]])[] = [
  // Through the openai package, which is httpx.
  [/(?:^|[/\s])(?:evalscope|open[-_]webui)(?:\s|$)/i, ['httpx']],
  // requests at concurrency 1, aiohttp above; that with trust_env or without, by the version.
  [/(?:^|[/\s])lm[-_]eval(?:\s|$)/i, ['requests', 'aiohttp', 'aiohttp-trust-env']],
];

/** The program, and of an interpreter what it runs. */
const FIRST_WORDS = 4;

/** The clients that a process may ask with; empty where no modelled client is known to be in it. */
export const clientsOf = ({ name, argv }: Process): readonly string[] => {
  const words = argv === undefined || argv.length === 0 ? [name] : argv;
  const line = words.slice(0, FIRST_WORDS).join(' ');
  const known = PYTHON_PROGRAMS.find(([word]) => word.test(line))?.[1];
  if (known !== undefined) return known;
  const { kinds } = readCommandClient(words, () => undefined);
  return kinds.length === 0 ? [] : clientsIn(kinds).map((client) => client.name);
};
