import type { Diagnosis } from '../../domain/diagnose/diagnose.ts';
import { shellWord } from '../../domain/diagnose/shell-word.ts';

/** In the place of a secret (src/adapters/secrets). */
const HIDDEN = /\*{3}\d+\*{3}/;

/** The command that tells the whole story of one intent; of a URL that holds a secret one that does not have to write it. */
export const surveyCommand = ({ it }: Diagnosis): string => {
  const { url, asker, foundIn } = it.intent;
  if (foundIn.kind === 'declared') return `tongtu doctor ${shellWord(foundIn.name)}`;
  const { how, pid: own } = it.model.snapshot.consumer;
  const pid = asker.kind === 'process' ? asker.pid : how === 'pid' ? own : undefined;
  const from = pid === undefined ? '' : ` --from pid:${pid}`;
  if (!HIDDEN.test(url)) return `tongtu doctor ${shellWord(url)}${from}`;
  if (pid !== undefined || foundIn.kind !== 'variable') return `tongtu doctor${from}`;
  return `tongtu doctor "$${foundIn.name}"`;
};
