import { findSlips } from '../settings/find-slips.ts';
import type { Slip } from '../settings/slip.ts';
import { factState } from '../trace/model.ts';
import type { Case } from './case.ts';
import type { Finding } from './finding.ts';

interface SlipsOf {
  readonly home: string;
  readonly slips: readonly Slip[];
}

/** What is wrong in the files of the user who asks; told once, for the consumer, and not again for each of the user's processes. */
export const slipsOf = ({ model, intent, vantage }: Case): SlipsOf => {
  const lineage = factState(model.facts, vantage.node, 'lineage', 'consumer');
  const settings = factState(model.facts, vantage.node, 'settings');
  if (intent.asker.kind !== 'consumer' || lineage.kind === 'unknown' || settings.kind === 'unknown') {
    return { home: '', slips: [] };
  }
  return { home: settings.value.home, slips: findSlips(settings.value, lineage.value.chain) };
};

/** A warning with the line that shows it: what is written there is read, and needs no experiment. */
export const slipFinding = (
  it: Case,
  home: string,
  slip: Slip,
  head: Pick<Finding, 'code' | 'params'>,
): Finding => ({
  ...head,
  severity: 'warning',
  proof: 'model',
  node: it.here.id,
  clients: it.intent.clients,
  evidence: [{ kind: 'setting-slip', home, slip }],
  fixes: [],
});
