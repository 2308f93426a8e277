import { becomeCommand, canHandOver, planRun } from '../../app/run-command.ts';
import { fail, succeed } from '../../domain/facts/result.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { asJson } from '../views/as-json.ts';
import { runJson, runView } from '../views/run-view.ts';

/** `tongtu run -- COMMAND…`: one command with the proxy environment that it needs. The launcher becomes it. */
export const run: Command = {
  name: 'run',
  positionals: ['-- COMMAND…'],
  options: ['proxy', 'show'],
  run: async ({ args, terminal, words, secrets }) => {
    const { command } = args;
    if (command === undefined) return fail({ kind: 'run', problem: { kind: 'no-command' } });
    const { proxy } = args.text;
    if (proxy !== undefined) secrets.hideVariable('http_proxy', proxy);
    const isShown = args.flags.has('show');
    if (!isShown && !canHandOver(terminal.env))
      return fail({ kind: 'run', problem: { kind: 'no-launcher' } });
    const plan = planRun({ argv: command.argv, proxy, env: terminal.env });
    if (!plan.ok) return fail({ kind: 'run', problem: plan.problem });
    if (!isShown) {
      const isPublic = (name: string, value: string): boolean =>
        name.startsWith('BASH_FUNC_') || secrets.hideVariable(name, value) === value;
      const lost = becomeCommand(terminal.env, plan.value, command.startsAt, isPublic);
      for (const name of lost) terminal.err(`tongtu: ${words.run.lost(name)}\n`);
      return succeed(EXIT.works);
    }
    const screen = terminal.screen(!args.flags.has('no-color'));
    terminal.out(
      args.flags.has('json')
        ? asJson(runJson(plan.value, secrets))
        : runView(plan.value, words, screen, secrets),
    );
    return succeed(EXIT.works);
  },
};
