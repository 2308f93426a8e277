import type { Diagnosis } from '../../domain/diagnose/diagnose.ts';
import { shellWord } from '../../domain/diagnose/shell-word.ts';

/** In the place of a secret (src/adapters/secrets). */
const HIDDEN = /\*{3}\d+\*{3}/;

/**
 * The command that tells the whole story of one intent; of a URL that holds a secret one that does not have to write it.
 * `file`: what declares the services, where somebody named it.
 */
export const surveyCommand = ({ it }: Diagnosis, file: string | undefined): string => {
  const { url, asker, foundIn } = it.intent;
  if (foundIn.kind === 'declared') {
    const config = file === undefined ? '' : ` --config ${shellWord(file)}`;
    return `tongtu doctor ${shellWord(foundIn.name)}${config}`;
  }
  const { how, pid: own } = it.model.snapshot.consumer;
  const pid = asker.kind === 'process' ? asker.pid : how === 'pid' ? own : undefined;
  const from = pid === undefined ? '' : ` --from pid:${pid}`;
  if (!HIDDEN.test(url)) return `tongtu doctor ${shellWord(url)}${from}`;
  if (pid !== undefined || foundIn.kind !== 'variable') return `tongtu doctor${from}`;
  return `tongtu doctor "$${foundIn.name}"`;
};
