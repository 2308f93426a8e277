import type { Command, Outcome, Runner } from './command.ts';

/**
 * Runs programs in the network namespace at `path` (`/run/netns/web`, `/proc/4711/ns/net`), by nsenter(1) of util-linux; the rest of
 * the machine (files, processes) stays this one's. Needs CAP_SYS_ADMIN. A user to run as is taken on after entering.
 */
export const namespaceRunner = (path: string, outside: Runner): Runner => ({
  run: async (command) => {
    const { runAs, argv, ...rest } = command;
    const user = runAs === undefined ? [] : [`--setuid=${runAs.uid}`, `--setgid=${runAs.gid}`];
    return asInside(
      command,
      await outside.run({ ...rest, argv: ['nsenter', `--net=${path}`, ...user, ...argv] }),
    );
  },
});

/** nsenter's own failures, told apart from the program's: 127 and 126 as exec(3) failed, 1 with its name in front as entering failed. */
const asInside = (command: Command, outcome: Outcome): Outcome => {
  if (outcome.kind !== 'exited' || !outcome.stderr.startsWith('nsenter: ')) return outcome;
  if (outcome.code === 127) return { kind: 'missing', program: command.argv[0] };
  return outcome.code === 126 || outcome.code === 1 ? { kind: 'denied' } : outcome;
};
