import type { Command, Outcome, Runner } from './command.ts';
import { commandText } from './command.ts';

export interface ScriptedRunner extends Runner {
  /** What was run, in order. */
  readonly commands: readonly Command[];
}

/**
 * A runner for tests: each command's text (`ip -json rule show`) with its outcome, or with what it prints before it exits 0. A
 * command that is not in the script is a missing program.
 */
export const scriptedRunner = (script: Readonly<Record<string, string | Outcome>>): ScriptedRunner => {
  const commands: Command[] = [];
  return {
    commands,
    run: async (command) => {
      commands.push(command);
      const answer = script[commandText(command)];
      if (answer === undefined) return { kind: 'missing', program: command.argv[0] };
      return typeof answer === 'string' ? { kind: 'exited', code: 0, stdout: answer, stderr: '' } : answer;
    },
  };
};
