import { concludeSurvey } from '../../app/conclusion.ts';
import { survey } from '../../app/survey.ts';
import { DEFAULT_CLIENTS } from '../../domain/clients/registry.ts';
import type { Result } from '../../domain/facts/result.ts';
import { succeed } from '../../domain/facts/result.ts';
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

/** `tongtu doctor`: every request that somebody on this machine wants to make. */
export const surveyHere = async (invocation: Invocation): Promise<Result<ExitCode, Complaint>> => {
  const { args, terminal, words } = invocation;
  const startedAt = performance.now();
  const opened = await openWorld(invocation, undefined, DEFAULT_CLIENTS, true);
  if (!opened.ok) return opened;
  const progress = createProgress(terminal, words);
  const result = await survey(opened.value, progress.report);
  progress.stop();
  opened.value.close();
  if (!result.ok) return result;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(2);
  const elapsed = args.text.snapshot === undefined ? words.words.seconds(seconds) : undefined;
  const screen = terminal.screen(!args.flags.has('no-color'));
  const context = viewContext(result.value.snapshot, words, screen);
  terminal.out(
    args.flags.has('json') ? asJson(surveyJson(result.value)) : surveyView(result.value, context, elapsed),
  );
  return succeed(exitCodeFor(concludeSurvey(result.value)));
};
