import { concludeFrom } from '../../app/conclusion.ts';
import { doctor as examine } from '../../app/doctor.ts';
import { monotonicMs } from '../../app/world.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { byAskersClients } from '../../domain/intents/askers-clients.ts';
import type { Command } from '../command.ts';
import { exitCodeFor } from '../exit-code.ts';
import { keyVariableComplaint } from '../key-variable.ts';
import { openWorld } from '../open-world.ts';
import { createProgress } from '../progress.ts';
import { askedWith, readClients, readIntent } from '../read-intent.ts';
import { resolveTarget } from '../resolve-target.ts';
import { tellUrlProblem } from '../tell-url-problem.ts';
import { asJson } from '../views/as-json.ts';
import { doctorJson } from '../views/doctor-json.ts';
import { doctorView } from '../views/doctor-view.ts';
import { viewContext } from '../views/view-context.ts';
import { watchComplaint } from '../watch-options.ts';

/** A file of intents rather than a URL. */
const isConfigFile = (text: string): boolean => /\.ya?ml$/.test(text) && !text.includes('://');

/** `tongtu doctor URL`: what is wrong with one request, all of it; without a URL, with every request that somebody here wants to make. */
export const doctor: Command = {
  name: 'doctor',
  positionals: ['[URL|FILE]'],
  options: [
    'as',
    'model',
    'key-variable',
    'from',
    'config',
    'snapshot',
    'no-inference',
    'watch',
    'every',
    'rounds',
  ],
  run: async (typed) => {
    const { terminal, words } = typed;
    const [text] = typed.args.positionals;
    const isSurvey = text === undefined || isConfigFile(text);
    const complaint =
      watchComplaint(typed.args) ?? keyVariableComplaint(typed.args, typed.secrets, !isSurvey);
    if (complaint !== undefined) return fail(complaint);
    if (isSurvey) {
      const { surveyHere } = await import('./doctor-survey.ts');
      return surveyHere(typed, text);
    }
    const resolved = await resolveTarget(text, typed);
    if (!resolved.ok) return resolved;
    const { url, args, way } = resolved.value;
    const invocation = { ...typed, args };
    const clients = readClients(args.text.as);
    if (!clients.ok) return clients;
    const screen = terminal.screen(!args.flags.has('no-color'));
    const intent = readIntent(url, clients.value, !args.flags.has('no-inference'), {
      ...askedWith(args.text),
      ...way,
    });
    if (!intent.ok) return succeed(tellUrlProblem(intent.problem, invocation));
    if (args.flags.has('watch')) {
      const { watchCommand } = await import('./watch.ts');
      return watchCommand(invocation, intent.value, clients.value);
    }
    const startedAt = monotonicMs();
    const opened = await openWorld(invocation, intent.value.target, clients.value);
    if (!opened.ok) return opened;
    const progress = createProgress(terminal, words);
    const adapt = args.text.as === undefined ? byAskersClients : undefined;
    const result = await examine(opened.value, intent.value, progress.report, adapt);
    progress.stop();
    opened.value.close();
    if (!result.ok) return result;
    const { diagnosis, snapshot } = result.value;
    const seconds = ((monotonicMs() - startedAt) / 1000).toFixed(2);
    const elapsed = args.text.snapshot === undefined ? words.words.seconds(seconds) : undefined;
    const context = viewContext(snapshot, words, screen);
    terminal.out(
      args.flags.has('json') ? asJson(doctorJson(result.value)) : doctorView(result.value, context, elapsed),
    );
    return succeed(exitCodeFor(concludeFrom(diagnosis)));
  },
};
