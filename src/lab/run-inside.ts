import type { Command, Outcome, Runner } from '../adapters/exec/command.ts';
import type { LabMachine } from './build-network.ts';
import { PATH, USERS } from './places.ts';

/** Who runs a program. `sudo`: rosa's shell calls `sudo`, as people do. */
export type As = 'root' | 'rosa' | 'sudo';

/** Runs a program inside a machine with exactly this environment, beside PATH, HOME, USER and a UTF-8 locale. */
export const runInside = (
  machine: LabMachine,
  as: As,
  env: Readonly<Record<string, string>>,
  command: Command,
  outside: Runner,
): Promise<Outcome> => {
  const user = as === 'root' ? USERS.root : USERS.rosa;
  const everything = { PATH, HOME: user.home, USER: user.name, LANG: 'C.UTF-8', ...env };
  const variables = Object.entries(everything).map(([name, value]) => `${name}=${value}`);
  const called = as === 'sudo' ? ['bash', '-c', SUDO, 'bash', ...command.argv] : command.argv;
  const enter = machine.inside.enterAs(user.uid, user.gid);
  return outside.run({
    ...command,
    argv: [...enter, 'env', '--ignore-environment', `--chdir=${user.home}`, ...variables, ...called],
  });
};

/** The shell must stay as the parent that sudo has: not replaced by it, as bash does with a last command. */
const SUDO = 'sudo -n -- "$@"; exit "$?"';
