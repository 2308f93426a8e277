import type { RawRules } from '../../../domain/facts/fact.ts';
import type { Unknown } from '../../../domain/facts/known.ts';
import { known, unknown } from '../../../domain/facts/known.ts';
import type { Command, Outcome, Runner } from '../../exec/command.ts';
import { oneLine } from '../../exec/strip-control.ts';
import type { Hiding } from '../options.ts';
import type { Note, Reading } from '../reading.ts';
import { failedCommand, fromCommand, fromFile, installHint, unreadOutput } from '../unknowns.ts';
import { judgeIptables } from './judge-iptables.ts';
import { judgeNft } from './judge-nft.ts';

/** Whether tables of iptables' old interface exist in a namespace: `/proc/PID/net/{ip,ip6}_tables_names`. */
export interface LegacyTables {
  readonly four: boolean;
  readonly six: boolean;
}

export interface FirewallInput {
  /** Where the namespace can be entered, by someone who may read rules. */
  readonly inside: Runner | undefined;
  /** Proven: no filter exists in this kernel. */
  readonly isProvenEmpty: boolean;
  /** Undefined where nobody was asked. */
  readonly legacy: LegacyTables | undefined;
  readonly secrets: Hiding;
  readonly note: Note;
}

const BOUNDS = { timeoutMs: 15_000, maxOutputBytes: 32 * 1024 * 1024 };
const NFT: Command = { argv: ['nft', '-j', 'list', 'ruleset'], ...BOUNDS };

type Saved = { readonly rules: RawRules } | { readonly problem: Unknown };

/**
 * The packet filter's rules of one namespace, as their own programs print them. nftables holds what `nft` and today's `iptables`
 * wrote; the old interface of iptables has tables of its own beside it.
 */
export const readFirewall = async (input: FirewallInput): Promise<readonly Reading[]> => {
  const { note, inside, legacy } = input;
  if (input.isProvenEmpty) return [note('firewall', known([], fromFile('/proc/modules')))];
  if (inside === undefined) return [note('firewall', unknown('denied', { kind: 'run-as-root' }))];
  const [nft, four, six] = await Promise.all([
    inside.run(NFT),
    legacy?.four === true ? save(input, inside, 'iptables-legacy') : undefined,
    legacy?.six === true ? save(input, inside, 'ip6tables-legacy') : undefined,
  ]);
  const native = await readNft(input, inside, nft);
  const all = [...native, ...[four, six].filter((saved) => saved !== undefined)];
  const rules = all.flatMap((saved) => ('rules' in saved ? [saved.rules] : []));
  const unasked = legacy === undefined ? [unknown('not-asked', { kind: 'none' })] : [];
  const problems = [...all.flatMap((saved) => ('problem' in saved ? [saved.problem] : [])), ...unasked];
  const [first] = problems;
  if (first !== undefined && rules.length === 0) return [note('firewall', first)];
  const state = note('firewall', known(rules, fromCommand(NFT)));
  return first === undefined ? [state] : [state, note('firewall', first, 'rest')];
};

/** Without nft, what the compatible iptables can show of nftables: its own tables, and no other. */
const readNft = async (input: FirewallInput, inside: Runner, outcome: Outcome): Promise<readonly Saved[]> => {
  const judged = outcome.kind === 'exited' && outcome.code === 0 ? judgeNft(outcome.stdout) : undefined;
  if (outcome.kind === 'exited' && judged !== undefined) {
    return [{ rules: { backend: 'nftables', text: input.secrets.scrub(outcome.stdout), ...judged } }];
  }
  if (outcome.kind === 'exited' && outcome.code === 0) {
    return [{ problem: unreadOutput(fromCommand(NFT), outcome.stdout, input.secrets.scrub) }];
  }
  const problem = failedCommand(NFT, outcome, input.secrets.scrub);
  if (outcome.kind !== 'missing') return [{ problem }];
  const saved = await Promise.all([
    save(input, inside, 'iptables-nft'),
    save(input, inside, 'ip6tables-nft'),
  ]);
  const found = saved.filter((one) => 'rules' in one);
  const missing = unknown('missing-tool', installHint('nft'), { source: fromCommand(NFT) });
  return [...found, { problem: outcome.program === 'nsenter' ? problem : missing }];
};

const save = async (input: FirewallInput, inside: Runner, backend: RawRules['backend']): Promise<Saved> => {
  const command: Command = { argv: [`${backend}-save`], ...BOUNDS };
  const outcome = await inside.run(command);
  if (outcome.kind !== 'exited' || outcome.code !== 0) {
    return { problem: failedCommand(command, outcome, input.secrets.scrub) };
  }
  const judged = judgeIptables(outcome.stdout);
  if (judged !== undefined) {
    return { rules: { backend, text: input.secrets.scrub(outcome.stdout), ...judged } };
  }
  const detail = oneLine(input.secrets.scrub(outcome.stdout));
  return { problem: unknown('unread', { kind: 'report' }, { source: fromCommand(command), detail }) };
};
