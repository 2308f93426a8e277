import { concludeFrom } from '../../app/conclusion.ts';
import { doctor as examine } from '../../app/doctor.ts';
import { succeed } from '../../domain/facts/result.ts';
import type { Command } from '../command.ts';
import { exitCodeFor } from '../exit-code.ts';
import { openWorld } from '../open-world.ts';
import { createProgress } from '../progress.ts';
import { askedWith, readClients, readIntent } from '../read-intent.ts';
import { tellUrlProblem } from '../tell-url-problem.ts';
import { asJson } from '../views/as-json.ts';
import { doctorJson } from '../views/doctor-json.ts';
import { doctorView } from '../views/doctor-view.ts';
import { viewContext } from '../views/view-context.ts';

/** `tongtu doctor URL`: what is wrong with one request, all of it; without a URL, with every request that somebody here wants to make. */
export const doctor: Command = {
  name: 'doctor',
  positionals: ['URL'],
  options: ['as', 'model', 'from', 'snapshot', 'no-inference'],
  run: async (invocation) => {
    const { args, terminal, words, secrets } = invocation;
    const [url] = args.positionals;
    if (url === undefined) return (await import('./doctor-survey.ts')).surveyHere(invocation);
    const clients = readClients(args.text.as);
    if (!clients.ok) return clients;
    const screen = terminal.screen(!args.flags.has('no-color'));
    const intent = readIntent(
      secrets.hide(url),
      clients.value,
      !args.flags.has('no-inference'),
      askedWith(args.text),
    );
    if (!intent.ok) return succeed(tellUrlProblem(intent.problem, invocation));
    const startedAt = performance.now();
    const opened = await openWorld(invocation, intent.value.target, clients.value);
    if (!opened.ok) return opened;
    const progress = createProgress(terminal, words);
    const result = await examine(opened.value, intent.value, progress.report);
    progress.stop();
    opened.value.close();
    if (!result.ok) return result;
    const { diagnosis, snapshot } = result.value;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(2);
    const elapsed = args.text.snapshot === undefined ? words.words.seconds(seconds) : undefined;
    const context = viewContext(snapshot, words, screen);
    terminal.out(
      args.flags.has('json') ? asJson(doctorJson(result.value)) : doctorView(result.value, context, elapsed),
    );
    return succeed(exitCodeFor(concludeFrom(diagnosis)));
  },
};
