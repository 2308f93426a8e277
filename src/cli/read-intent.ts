import { CLIENTS } from '../domain/clients/registry.ts';
import type { Intent } from '../domain/diagnose/intent.ts';
import type { Result } from '../domain/facts/result.ts';
import { fail, succeed } from '../domain/facts/result.ts';
import { formatTarget } from '../domain/net/format-target.ts';
import { parseTarget } from '../domain/net/parse-target.ts';
import type { UrlProblem } from '../domain/net/target.ts';
import type { Complaint } from '../messages/catalogue.ts';

const NAMES = CLIENTS.map(({ name }) => name);

/** The clients that `--as` names, comma-separated; all of them without it. */
export const readClients = (as: string | undefined): Result<readonly string[], Complaint> => {
  if (as === undefined) return succeed(NAMES);
  const wanted = as.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !NAMES.some((known) => known === name));
  return unknown === undefined
    ? succeed(wanted)
    : fail({ kind: 'unknown-client', name: unknown, known: NAMES });
};

/** A URL as typed, and who asks for it. */
export const readIntent = (
  text: string,
  clients: readonly string[],
  withInference: boolean,
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
  });
};
