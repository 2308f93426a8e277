import { storeSnapshot } from '../../app/stored-snapshot.ts';
import { surveySnapshot, takeSnapshot } from '../../app/take-snapshot.ts';
import type { Intent } from '../../domain/diagnose/intent.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { byAskersClients } from '../../domain/intents/askers-clients.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { keyVariableComplaint } from '../key-variable.ts';
import { openWorld } from '../open-world.ts';
import { createProgress } from '../progress.ts';
import { askedWith, readClients, readIntent } from '../read-intent.ts';
import { resolveTarget } from '../resolve-target.ts';
import { tellUrlProblem } from '../tell-url-problem.ts';
import { asJson } from '../views/as-json.ts';
import { REPORT_SCHEMA_VERSION } from '../views/doctor-json.ts';

/** `tongtu snapshot [URL] -o FILE`: facts, and what `doctor` asks with the URL or without one, to a file that only its owner reads. */
export const snapshot: Command = {
  name: 'snapshot',
  positionals: ['[URL]'],
  options: ['output', 'as', 'model', 'key-variable', 'from', 'config', 'no-inference'],
  run: async (typed) => {
    const { terminal, words } = typed;
    const path = typed.args.text.output;
    if (path === undefined) return fail({ kind: 'no-output' });
    const [text] = typed.args.positionals;
    const complaint = keyVariableComplaint(typed.args, typed.secrets, text !== undefined);
    if (complaint !== undefined) return fail(complaint);
    const resolved = text === undefined ? succeed({ args: typed.args }) : await resolveTarget(text, typed);
    if (!resolved.ok) return resolved;
    const { args } = resolved.value;
    const invocation = { ...typed, args };
    const clients = readClients(args.text.as);
    if (!clients.ok) return clients;
    const intents: Intent[] = [];
    if ('url' in resolved.value) {
      const { url, way } = resolved.value;
      const intent = readIntent(url, clients.value, !args.flags.has('no-inference'), {
        ...askedWith(args.text),
        ...way,
      });
      if (!intent.ok) return succeed(tellUrlProblem(intent.problem, invocation));
      intents.push(intent.value);
    }
    const isSurvey = intents.length === 0;
    const opened = await openWorld(
      invocation,
      intents[0]?.target,
      clients.value,
      isSurvey ? { targets: [] } : undefined,
    );
    if (!opened.ok) return opened;
    const progress = createProgress(terminal, words);
    const taken = isSurvey
      ? await surveySnapshot(opened.value, progress.report)
      : await takeSnapshot(
          opened.value,
          intents,
          progress.report,
          args.text.as === undefined ? byAskersClients : undefined,
        );
    progress.stop();
    opened.value.close();
    if (!taken.ok) return taken;
    const written = storeSnapshot(path, taken.value);
    if (!written.ok) return fail({ kind: 'not-written', path, why: written.problem.kind });
    const { facts, observations } = taken.value;
    terminal.out(
      args.flags.has('json')
        ? asJson({
            schemaVersion: REPORT_SCHEMA_VERSION,
            path,
            facts: facts.length,
            observations: observations.length,
          })
        : `${words.words.written(path, facts.length, observations.length)}\n`,
    );
    return succeed(EXIT.works);
  },
};
