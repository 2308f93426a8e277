import type { Hint, Source, Unknown } from '../../domain/facts/known.ts';
import { unknown } from '../../domain/facts/known.ts';
import type { Command, Outcome } from '../exec/command.ts';
import { commandText } from '../exec/command.ts';
import { oneLine } from '../exec/strip-control.ts';
import type { ReadProblem } from './files.ts';

/** The Debian package that brings a program, where the two differ in name. */
const PACKAGES: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  ss: 'iproute2',
  nft: 'nftables',
  nsenter: 'util-linux',
  'iptables-save': 'iptables',
  'ip6tables-save': 'iptables',
  'iptables-legacy-save': 'iptables',
  'ip6tables-legacy-save': 'iptables',
  requests: 'python3-requests',
  node: 'nodejs',
};

export const installHint = (program: string): Hint => ({
  kind: 'install',
  program: PACKAGES[program] ?? program,
});

export const fromFile = (what: string): Source => ({ via: 'file', what });
export const fromCommand = (command: Pick<Command, 'argv'>): Source => ({
  via: 'command',
  what: commandText(command),
});

/** The unknown that a file leaves which could not be read. A file that is missing is often an answer: ask before. */
export const unreadFile = (path: string, problem: ReadProblem): Unknown =>
  problem === 'denied'
    ? unknown('denied', { kind: 'run-as-root' }, { source: fromFile(path) })
    : unknown('unread', { kind: 'none' }, { source: fromFile(path), detail: problem });

/** The unknown that a command leaves which did not exit 0. */
export const failedCommand = (
  command: Command,
  outcome: Outcome,
  scrub: (text: string) => string,
): Unknown => {
  const source = fromCommand(command);
  if (outcome.kind === 'missing') return unknown('missing-tool', installHint(outcome.program), { source });
  if (outcome.kind === 'denied') return unknown('denied', { kind: 'run-as-root' }, { source });
  if (outcome.kind !== 'exited') return unknown('unread', { kind: 'none' }, { source, detail: outcome.kind });
  const detail = oneLine(scrub(outcome.stderr)) || `exit ${outcome.code}`;
  return unknown('unread', { kind: 'report' }, { source, detail });
};

/** The unknown that output leaves which was not understood. */
export const unreadOutput = (source: Source, text: string, scrub: (text: string) => string): Unknown =>
  unknown('unread', { kind: 'report' }, { source, detail: oneLine(scrub(text)) });
