import type { Fact, FactKind, FactValues, NodeId } from '../../domain/facts/fact.ts';
import type { Known } from '../../domain/facts/known.ts';

/** A fact before its node is known. */
export type Reading = {
  readonly [Kind in FactKind]: {
    readonly kind: Kind;
    readonly key: string;
    readonly readAt: string;
    readonly state: Known<FactValues[Kind]>;
  };
}[FactKind];

/** Makes readings of one moment. `part` names the part of a kind that stays unknown when the rest is known. */
export type Note = <Kind extends FactKind>(
  kind: Kind,
  state: Known<FactValues[Kind]>,
  key?: string,
) => Reading;

export const noteAt = (now: Date): Note => {
  const readAt = now.toISOString();
  // The kind and its state are one pair by the signature; TypeScript cannot carry that through a union.
  return (kind, state, key = '') => ({ kind, key, readAt, state }) as Reading;
};

export const asFact = (node: NodeId, reading: Reading): Fact => ({ node, ...reading });
