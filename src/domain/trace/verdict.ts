import type { ProxyChoice } from '../clients/client.ts';
import type { FactId, Listener, NodeId } from '../facts/fact.ts';
import type { Endpoint } from '../facts/observation.ts';

/** A listening socket on a node, with what holds it. */
export interface ListenerAt {
  readonly node: NodeId;
  readonly listener: Listener;
  /** The kernel's name of the process, where it could be read. */
  readonly process?: string;
}

/**
 * What the client will see. `through` is the proxy that stands between, as text.
 * `proxy-error`: a proxy answers with an error of its own.
 */
export type Verdict =
  | { readonly kind: 'answered'; readonly by: ListenerAt; readonly through?: string }
  | { readonly kind: 'refused'; readonly at: NodeId; readonly endpoint: Endpoint }
  | { readonly kind: 'timed-out'; readonly at: NodeId; readonly endpoint: Endpoint }
  | { readonly kind: 'unreachable'; readonly at: NodeId; readonly endpoint: Endpoint }
  | { readonly kind: 'name-not-found'; readonly name: string }
  | { readonly kind: 'proxy-error'; readonly through: string }
  | { readonly kind: 'client-dies'; readonly choice: Extract<ProxyChoice, { kind: 'dies' }> }
  | { readonly kind: 'unknown'; readonly missing: readonly FactId[] };

export type VerdictKind = Verdict['kind'];

/** Verdicts that a client cannot tell apart are the same: equal text, equal verdict. */
export const verdictKey = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'answered':
      return `answered ${verdict.by.node} ${verdict.by.listener.inode} ${verdict.through ?? ''}`;
    case 'proxy-error':
      return `proxy-error ${verdict.through}`;
    default:
      return verdict.kind;
  }
};
