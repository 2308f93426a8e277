import { concludeSurvey } from '../../app/conclusion.ts';
import { survey } from '../../app/survey.ts';
import { monotonicMs } from '../../app/world.ts';
import { DEFAULT_CLIENTS } from '../../domain/clients/registry.ts';
import type { Result } from '../../domain/facts/result.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Wanted } from '../../domain/intents/infer-intents.ts';
import { EVERYTHING } from '../../domain/intents/infer-intents.ts';
import { parseTarget } from '../../domain/net/parse-target.ts';
import type { Complaint } from '../../messages/catalogue.ts';
import type { Invocation } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeFor } from '../exit-code.ts';
import { openWorld } from '../open-world.ts';
import { createProgress } from '../progress.ts';
import { asJson } from '../views/as-json.ts';
import { surveyJson } from '../views/survey-json.ts';
import { surveyView } from '../views/survey-view.ts';
import { viewContext } from '../views/view-context.ts';

/** What tongtu.yaml says must be reached: of the file that was named that alone, of one that was found as well. */
const readDeclared = async (
  { args, terminal, words, secrets }: Invocation,
  file: string | undefined,
): Promise<Result<Wanted, Complaint>> => {
  if (args.text.snapshot !== undefined && file === undefined) return succeed(EVERYTHING);
  if (args.text.from !== undefined && args.text.from !== 'here')
    return succeed({ declared: [], scope: 'consumer' });
  const [{ readConfigHere }, { declaredIn }] = await Promise.all([
    import('../../app/read-config.ts'),
    import('../../domain/config/resolve-name.ts'),
  ]);
  const found = await readConfigHere({ file: file ?? args.text.config, env: terminal.env, secrets });
  if (!found.ok) return fail({ kind: 'config', problem: found.problem });
  if (found.value === undefined) return succeed(EVERYTHING);
  const { path, config, warnings } = found.value;
  for (const place of warnings) terminal.err(`${words.config.secretInFile(path, place)}\n`);
  return succeed({ declared: declaredIn(config), scope: file === undefined ? 'everybody' : 'declared' });
};

/** `tongtu doctor`: every request that somebody on this machine wants to make; `tongtu doctor FILE`: those that the file declares. */
export const surveyHere = async (
  invocation: Invocation,
  file?: string,
): Promise<Result<ExitCode, Complaint>> => {
  const { args, terminal, words } = invocation;
  const startedAt = monotonicMs();
  const found = await readDeclared(invocation, file);
  if (!found.ok) return found;
  const { declared } = found.value;
  const targets = declared.flatMap(({ url }) => {
    const target = parseTarget(url);
    return target.ok ? [target.value] : [];
  });
  const opened = await openWorld(invocation, undefined, DEFAULT_CLIENTS, {
    targets,
    keyVariables: declared.flatMap(({ keyVariable }) => keyVariable ?? []),
  });
  if (!opened.ok) return opened;
  const progress = createProgress(terminal, words);
  const result = await survey(opened.value, progress.report, found.value);
  progress.stop();
  opened.value.close();
  if (!result.ok) return result;
  const seconds = ((monotonicMs() - startedAt) / 1000).toFixed(2);
  const elapsed = args.text.snapshot === undefined ? words.words.seconds(seconds) : undefined;
  const screen = terminal.screen(!args.flags.has('no-color'));
  const context = viewContext(result.value.snapshot, words, screen);
  terminal.out(
    args.flags.has('json')
      ? asJson(surveyJson(result.value))
      : surveyView(result.value, context, elapsed, file ?? args.text.config),
  );
  return succeed(exitCodeFor(concludeSurvey(result.value)));
};
