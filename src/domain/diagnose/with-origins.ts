import type { Origin } from '../settings/origin.ts';
import { originOf } from '../settings/origin-of.ts';
import { factState } from '../trace/model.ts';
import type { Case } from './case.ts';
import type { Evidence, Finding, Fix } from './finding.ts';

type OriginEvidence = Extract<Evidence, { kind: 'variable-origin' }>;

/** Where one of the asker's variables comes from; nothing where that was not read. */
const originEvidence = ({ model, intent, vantage }: Case, name: string): readonly OriginEvidence[] => {
  const { asker } = intent;
  const key = asker.kind === 'consumer' ? 'consumer' : String(asker.pid);
  const lineage = factState(model.facts, vantage.node, 'lineage', key);
  if (lineage.kind === 'unknown') return [];
  const settings = factState(model.facts, vantage.node, 'settings', lineage.value.settings);
  if (settings.kind === 'unknown') return [];
  const origin = originOf(settings.value, lineage.value.chain, name);
  const isTold = origin.kind !== 'unknown' || (origin.why !== 'not-set' && origin.why !== 'not-asked');
  // To root, "run with sudo" is no help.
  const isVain = origin.kind === 'unknown' && origin.why === 'denied' && model.snapshot.asRoot;
  const told: Origin = isVain ? { ...origin, why: 'denied-to-root' } : origin;
  return isTold ? [{ kind: 'variable-origin', name, home: settings.value.home, origin: told }] : [];
};

/** The variable that a piece of evidence is about, where it has a value. */
const variableOf = (item: Evidence): string | undefined => {
  if (item.kind === 'variable') return item.name;
  return item.kind === 'not-covered' ? item.name : undefined;
};

/** A list of exceptions is kept in the file that gives it, or else in the one that names the proxy. */
const keptIn = (fix: Fix, origins: readonly OriginEvidence[]): Fix => {
  if (fix.kind !== 'extend-no-proxy') return fix;
  const files = origins.flatMap(({ name, home, origin }) =>
    origin.kind === 'file' && KEEPS.has(origin.place.reader)
      ? [{ name, below: { place: origin.place, home } }]
      : [],
  );
  const chosen = files.find(({ name }) => /^no_proxy$/i.test(name)) ?? files[0];
  return chosen === undefined ? fix : { ...fix, below: chosen.below };
};

/** Files that hold lines of a shell, or names and values as a shell writes them. */
const KEEPS: ReadonlySet<string> = new Set(['profile', 'environment']);

/** Beside every variable that shows a cause, where it comes from: that is where a person mends it. */
export const withOrigins = (it: Case, findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => {
    const names = [...new Set(finding.evidence.flatMap((item) => variableOf(item) ?? []))];
    const told = names.flatMap((name) => originEvidence(it, name));
    if (told.length === 0) return finding;
    return {
      ...finding,
      evidence: [...finding.evidence, ...told],
      fixes: finding.fixes.map((fix) => keptIn(fix, told)),
    };
  });
