import type { Evidence, Finding, Proof } from './finding.ts';

/** Strongest first. */
const PROOFS: readonly Proof[] = ['control-probe', 'stated-by-peer', 'model', 'suspicion'];

const stronger = (a: Proof, b: Proof): Proof => (PROOFS.indexOf(a) <= PROOFS.indexOf(b) ? a : b);

const sameCause = ({ code, severity, node, params }: Finding): string =>
  JSON.stringify([code, severity, node, params]);

const distinct = <Item extends object>(items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

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
            evidence: distinct<Evidence>([...before.evidence, ...finding.evidence]),
            fixes: distinct([...before.fixes, ...finding.fixes]),
          },
    );
  }
  return [...merged.values()];
};
