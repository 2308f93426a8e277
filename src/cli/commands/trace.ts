import { trace as follow } from '../../app/trace.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import { parseTarget } from '../../domain/net/parse-target.ts';
import { verdictOf } from '../../domain/trace/tree.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { openWorld } from '../open-world.ts';
import { createProgress } from '../progress.ts';
import { readClients } from '../read-intent.ts';
import { resolveFrom, resolveTarget } from '../resolve-target.ts';
import { tellUrlProblem } from '../tell-url-problem.ts';
import { asJson } from '../views/as-json.ts';
import { traceJson, traceView } from '../views/trace-view.ts';
import { viewContext } from '../views/view-context.ts';

/** `tongtu trace FROM URL`: one flow, hop by hop, predicted from facts alone. */
export const trace: Command = {
  name: 'trace',
  positionals: ['FROM', 'URL'],
  options: ['as', 'config', 'snapshot'],
  run: async (invocation) => {
    const { terminal, words } = invocation;
    const [typedFrom, typedUrl] = invocation.args.positionals;
    if (typedFrom === undefined || typedUrl === undefined) return fail({ kind: 'no-url', command: 'trace' });
    const from = await resolveFrom(typedFrom, invocation);
    if (!from.ok) return from;
    const resolved = await resolveTarget(typedUrl, invocation);
    if (!resolved.ok) return resolved;
    const { url, args } = resolved.value;
    // An intent may name several; one is followed.
    const clients = readClients(invocation.args.text.as ?? args.text.as?.split(',')[0] ?? 'curl');
    if (!clients.ok) return clients;
    if (clients.value.length > 1) return fail({ kind: 'one-client' });
    const screen = terminal.screen(!args.flags.has('no-color'));
    const target = parseTarget(url);
    if (!target.ok) return succeed(tellUrlProblem(target.problem, invocation));
    const [client = ''] = clients.value;
    const withFrom = { ...args, text: { ...args.text, from: from.value } };
    const opened = await openWorld({ ...invocation, args: withFrom }, target.value, clients.value);
    if (!opened.ok) return opened;
    const progress = createProgress(terminal, words);
    progress.report({ kind: 'collecting' });
    const result = await follow(opened.value, client, target.value);
    progress.stop();
    opened.value.close();
    if (!result.ok) {
      const { problem } = result;
      if (problem.kind === 'unknown-client') return fail({ kind: 'unknown-client', name: client, known: [] });
      return fail(problem);
    }
    const context = viewContext(result.value.snapshot, words, screen);
    terminal.out(args.flags.has('json') ? asJson(traceJson(result.value)) : traceView(result.value, context));
    const verdict = verdictOf(result.value.trace.tree);
    return succeed(
      verdict.kind === 'answered' ? EXIT.works : verdict.kind === 'unknown' ? EXIT.unclear : EXIT.broken,
    );
  },
};
