import type { Evidence, Finding, Fix, Proof } from './finding.ts';

/** Strongest first. */
const PROOFS: readonly Proof[] = ['control-probe', 'stated-by-peer', 'model', 'suspicion'];

const stronger = (a: Proof, b: Proof): Proof => (PROOFS.indexOf(a) <= PROOFS.indexOf(b) ? a : b);

const sameCause = ({ code, severity, node, params }: Finding): string =>
  JSON.stringify([code, severity, node, params]);

/** How long an answer took makes it no other answer. */
const withoutTimes = (key: string, value: unknown): unknown => (key === 'tookMs' ? undefined : value);

const distinct = (items: readonly Evidence[]): readonly Evidence[] =>
  [
    ...new Map(items.toReversed().map((item) => [JSON.stringify(item, withoutTimes), item])).values(),
  ].toReversed();

/** Fixes of one kind are one fix, with everything that any of them has to be pasted. */
const together = (fixes: readonly Fix[]): readonly Fix[] => {
  const byKind = new Map<string, Fix>();
  for (const fix of fixes) {
    const before = byKind.get(fix.kind);
    byKind.set(
      fix.kind,
      before === undefined ? fix : { ...before, paste: [...new Set([...before.paste, ...fix.paste])] },
    );
  }
  return [...byKind.values()];
};

/** One cause that several clients meet is told once, with the clients together and everything that shows it. */
export const mergeFindings = (findings: readonly Finding[]): Finding[] => {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = sameCause(finding);
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? finding
        : {
            ...before,
            proof: stronger(before.proof, finding.proof),
            clients: [...new Set([...before.clients, ...finding.clients])],
            evidence: distinct([...before.evidence, ...finding.evidence]),
            fixes: together([...before.fixes, ...finding.fixes]),
          },
    );
  }
  return [...merged.values()];
};
