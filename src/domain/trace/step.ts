import type { ProxyChoice } from '../clients/client.ts';
import type { AddressText, FactId, NodeId } from '../facts/fact.ts';
import type { Endpoint } from '../facts/observation.ts';
import type { ListenerAt } from './verdict.ts';

/** Why a packet goes no further. A trace names it and goes on as if it were removed. */
export type BlockedWhy = 'no-listener' | 'no-route' | 'route-refuses' | 'forwarding-off' | 'no-way-back';

/** One hop's decision, with the fact that decided. */
export type Step =
  | { readonly kind: 'proxy-choice'; readonly node: NodeId; readonly choice: ProxyChoice }
  | {
      readonly kind: 'lookup';
      readonly node: NodeId;
      readonly name: string;
      readonly how: 'system' | 'built-in';
      readonly addresses: readonly AddressText[];
    }
  | {
      readonly kind: 'route';
      readonly node: NodeId;
      readonly to: AddressText;
      readonly via: 'local' | 'on-link' | 'gateway';
      readonly interface: string;
      readonly gateway?: AddressText;
      /** The route that decided, by table and destination. */
      readonly table: string;
      readonly destination: string;
    }
  | {
      readonly kind: 'firewall';
      readonly node: NodeId;
      readonly hook: 'output' | 'input' | 'forward';
      /** `empty`: no rule that could drop; `unknown`: rules that are not modelled or not readable, supposed to let it pass. */
      readonly rules: 'empty' | 'unknown';
      readonly fact: FactId;
    }
  | {
      readonly kind: 'arrives';
      readonly node: NodeId;
      readonly address: AddressText;
      readonly interface: string;
    }
  /** The packet goes to a machine whose facts are not here. */
  | { readonly kind: 'leaves'; readonly node: NodeId; readonly to: Endpoint; readonly fact: FactId }
  | { readonly kind: 'listener'; readonly by: ListenerAt }
  | { readonly kind: 'blocked'; readonly node: NodeId; readonly why: BlockedWhy; readonly endpoint: Endpoint }
  | { readonly kind: 'reply'; readonly from: NodeId; readonly to: NodeId; readonly interface: string }
  /** A proxy opens the second leg: from its own node, so `127.0.0.1` is its own loopback. `node` absent: not in the snapshot. */
  | { readonly kind: 'relay'; readonly node?: NodeId; readonly proxy: string; readonly to: string };
