import { originOf } from '../settings/origin-of.ts';
import { factState } from '../trace/model.ts';
import type { Case } from './case.ts';
import type { Evidence, Finding } from './finding.ts';

/** Where one of the asker's variables comes from; nothing where that was not read. */
const originEvidence = ({ model, intent, vantage }: Case, name: string): readonly Evidence[] => {
  const { asker } = intent;
  const key = asker.kind === 'consumer' ? 'consumer' : String(asker.pid);
  const lineage = factState(model.facts, vantage.node, 'lineage', key);
  if (lineage.kind === 'unknown') return [];
  const settings = factState(model.facts, vantage.node, 'settings', lineage.value.settings);
  if (settings.kind === 'unknown') return [];
  const origin = originOf(settings.value, lineage.value.chain, name);
  const isTold = origin.kind !== 'unknown' || (origin.why !== 'not-set' && origin.why !== 'not-asked');
  return isTold ? [{ kind: 'variable-origin', name, home: settings.value.home, origin }] : [];
};

/** The variable that a piece of evidence is about, where it has a value. */
const variableOf = (item: Evidence): string | undefined => {
  if (item.kind === 'variable') return item.name;
  return item.kind === 'not-covered' ? item.name : undefined;
};

/** Beside every variable that shows a cause, where it comes from: that is where a person mends it. */
export const withOrigins = (it: Case, findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => {
    const names = [...new Set(finding.evidence.flatMap((item) => variableOf(item) ?? []))];
    const told = names.flatMap((name) => originEvidence(it, name));
    return told.length === 0 ? finding : { ...finding, evidence: [...finding.evidence, ...told] };
  });
