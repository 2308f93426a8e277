import type { NodeId } from '../../domain/facts/fact.ts';
import type { Vantage } from '../../domain/facts/observation.ts';
import type { Consumer } from '../../domain/facts/snapshot.ts';

/** Where a question is asked: in this process, in a worker, or not at all. */
export type Place =
  | { readonly kind: 'here' }
  | { readonly kind: 'worker'; readonly netnsPath?: string }
  | { readonly kind: 'nowhere'; readonly why: 'denied' | 'unsupported' };

export interface Standing {
  readonly consumer: Consumer;
  readonly hereNode?: NodeId;
  readonly netnsPathOf?: (node: NodeId) => string | undefined;
  readonly ownUid: number;
}

const ROOT = 0;

/**
 * This process asks by itself only as itself, in its own namespace. Root asks for another user through a worker that has become that user, so
 * that what strangers send is never parsed as root; it asks as root only where the consumer is root.
 */
export const placeOf = ({ node, uid }: Vantage, standing: Standing): Place => {
  const { consumer, hereNode, netnsPathOf, ownUid } = standing;
  const isHere = node === hereNode;
  if (isHere && uid === ownUid && (ownUid !== ROOT || consumer.uid === ROOT)) return { kind: 'here' };
  if (ownUid !== ROOT) return { kind: 'nowhere', why: 'denied' };
  if (uid !== consumer.uid) return { kind: 'nowhere', why: 'unsupported' };
  if (isHere) return { kind: 'worker' };
  const netnsPath = netnsPathOf?.(node);
  return netnsPath === undefined ? { kind: 'nowhere', why: 'unsupported' } : { kind: 'worker', netnsPath };
};
