import type { NodeId } from '../../domain/facts/fact.ts';
import type { Vantage } from '../../domain/facts/observation.ts';
import type { Consumer } from '../../domain/facts/snapshot.ts';
import type { WorkerUser } from './worker-protocol.ts';

/** Where a question is asked: in this process, in a worker, or not at all. */
export type Place =
  | { readonly kind: 'here' }
  | { readonly kind: 'worker'; readonly user: WorkerUser; readonly netnsPath?: string }
  | { readonly kind: 'nowhere'; readonly why: 'denied' | 'unsupported' };

export interface Standing {
  readonly consumer: Consumer;
  readonly hereNode?: NodeId;
  readonly netnsPathOf?: (node: NodeId) => string | undefined;
  /** Who a user other than the consumer is; undefined where no process of theirs is known on that node. */
  readonly userAt?: (vantage: Vantage) => WorkerUser | undefined;
  readonly ownUid: number;
}

const ROOT = 0;

/**
 * This process asks by itself only as itself, in its own namespace. Root asks for another user through a worker that has become that user, so
 * that what strangers send is never parsed as root; it asks as root only where the consumer, or the process that asks, is root.
 */
export const placeOf = (vantage: Vantage, standing: Standing): Place => {
  const { node, uid } = vantage;
  const { consumer, hereNode, netnsPathOf, ownUid } = standing;
  const isHere = node === hereNode;
  if (isHere && uid === ownUid && (ownUid !== ROOT || consumer.uid === ROOT)) return { kind: 'here' };
  if (ownUid !== ROOT) return { kind: 'nowhere', why: 'denied' };
  const user = uid === consumer.uid ? { uid, gid: consumer.gid } : standing.userAt?.(vantage);
  if (user === undefined) return { kind: 'nowhere', why: 'unsupported' };
  if (isHere) return { kind: 'worker', user };
  const netnsPath = netnsPathOf?.(node);
  return netnsPath === undefined
    ? { kind: 'nowhere', why: 'unsupported' }
    : { kind: 'worker', user, netnsPath };
};
