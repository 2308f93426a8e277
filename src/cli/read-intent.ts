import { CLIENTS, DEFAULT_CLIENTS } from '../domain/clients/registry.ts';
import type { Intent } from '../domain/diagnose/intent.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import { formatTarget } from '../domain/net/format-target.ts';
import { parseTarget } from '../domain/net/parse-target.ts';
import type { UrlProblem } from '../domain/net/target.ts';
import type { Complaint } from '../messages/catalogue.ts';
import type { Arguments } from './arguments.ts';

const NAMES = CLIENTS.map(({ name }) => name);

/** Who speaks the OpenAI API by way of another client: the `openai` package makes its requests with that one. */
const OPENAI = { name: 'openai', client: 'httpx' } as const;

/** What `--as openai` makes of the URL: a base, to which that client appends what it asks for. */
const readMeaning = (as: string | undefined): Intent['meaning'] =>
  as?.trim() === OPENAI.name ? 'api-base' : 'url';

/** The clients that `--as` names, comma-separated; without it those that are usually compared. */
export const readClients = (as: string | undefined): Result<readonly string[], Complaint> => {
  if (as === undefined) return succeed(DEFAULT_CLIENTS);
  if (readMeaning(as) === 'api-base') return succeed([OPENAI.client]);
  const wanted = as.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !NAMES.some((known) => known === name));
  return unknown === undefined
    ? succeed(wanted)
    : fail({ kind: 'unknown-client', name: unknown, known: [...NAMES, OPENAI.name] });
};

/** What the options say of the request beside who makes it. */
export const askedWith = ({
  as,
  model,
  'key-variable': keyVariable,
}: Arguments['text']): Pick<Intent, 'meaning' | 'model' | 'keyVariable'> => ({
  meaning: readMeaning(as),
  ...(model === undefined ? {} : { model }),
  ...(keyVariable === undefined ? {} : { keyVariable }),
});

/** A URL as typed, and who asks for it. */
export const readIntent = (
  text: string,
  clients: readonly string[],
  withInference: boolean,
  more: Partial<Pick<Intent, 'meaning' | 'model' | 'keyVariable' | 'via'>> = {},
): Result<Intent, UrlProblem> => {
  const parsed = parseTarget(text);
  if (!parsed.ok) return parsed;
  return succeed({
    asker: { kind: 'consumer' },
    url: formatTarget(parsed.value),
    target: parsed.value,
    meaning: 'url',
    foundIn: { kind: 'typed' },
    clients,
    withInference,
    ...more,
  });
};
