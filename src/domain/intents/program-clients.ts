import { readCommandClient } from '../clients/command-client.ts';
import { clientsIn } from '../clients/program-kind.ts';
import type { Process } from '../facts/fact.ts';
import type { NamedService } from './named-service.ts';

/** Python programs of which it is known what they make their requests with, by a word of their command line. */
const PYTHON_PROGRAMS: readonly (readonly [RegExp, readonly string[]])[] = [
  // Through the openai package, which is httpx.
  [/(?:^|[/\s])(?:evalscope|open[-_]webui)(?:\s|$)/i, ['httpx']],
  // requests at concurrency 1, aiohttp above; that with trust_env or without, by the version.
  [/(?:^|[/\s])lm[-_]eval(?:\s|$)/i, ['requests', 'aiohttp', 'aiohttp-trust-env']],
];

const EVALSCOPE = /(?:^|[/\s])evalscope(?:\s|$)/i;

/** The program, and of an interpreter what it runs. */
const FIRST_WORDS = 4;

/** The clients that a process may ask with; empty where no modelled client is known to be in it. */
export const clientsOf = ({ name, argv }: Process): readonly string[] => {
  const words = argv === undefined || argv.length === 0 ? [name] : argv;
  const line = words.slice(0, FIRST_WORDS).join(' ');
  const known = PYTHON_PROGRAMS.find(([word]) => word.test(line))?.[1];
  if (known !== undefined) return known;
  return clientsOfKind({ name, argv: words });
};

/** The clients that any program written in the same language may ask with; empty where the command line does not tell it. */
export const clientsOfKind = ({ name, argv }: Pick<Process, 'name' | 'argv'>): readonly string[] => {
  const words = argv === undefined || argv.length === 0 ? [name] : argv;
  const { kinds } = readCommandClient(words, () => undefined);
  return kinds.length === 0 ? [] : clientsIn(kinds).map((client) => client.name);
};

const CHAT_PATH = /\/chat\/completions$/;

/**
 * The service as the program itself reads its argument: EvalScope 1 takes the path of the chat off the base
 * (`base_url.rstrip('/').removesuffix('/chat/completions')`, models/openai_compatible.py).
 */
export const asProgramReads = (argv: readonly string[], service: NamedService): NamedService => {
  const { target, meaning } = service;
  const path = target.path.replace(/\/+$/, '');
  if (meaning !== 'api-base' || target.query !== '' || !CHAT_PATH.test(path)) return service;
  if (!EVALSCOPE.test(argv.slice(0, FIRST_WORDS).join(' '))) return service;
  return { ...service, target: { ...target, path: path.replace(CHAT_PATH, '') } };
};
