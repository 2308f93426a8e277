import { DEFAULT_CLIENTS } from '../clients/registry.ts';
import { declaredWay } from '../config/declared-way.ts';
import type { DeclaredTarget } from '../config/resolve-name.ts';
import type { Asker } from '../diagnose/intent.ts';
import { parseTarget } from '../net/parse-target.ts';
import type { Model } from '../trace/model.ts';
import type { Inferred } from './inferred.ts';
import { asIntent } from './inferred.ts';

/** What tongtu.yaml says must be reached. */
export interface DeclaredIntents {
  readonly inferred: readonly Inferred[];
  /** Names of those that can only be asked one at a time: from another namespace, or from a process that was not seen. */
  readonly askedAlone: readonly string[];
}

export const declaredIntents = (model: Model, declared: readonly DeclaredTarget[]): DeclaredIntents => {
  const inferred: Inferred[] = [];
  const askedAlone: string[] = [];
  for (const { name, url, from, model: wanted, keyVariable, via, clients } of declared) {
    const asker = askerFrom(model, from);
    const target = parseTarget(url);
    if (asker === undefined || !target.ok) {
      askedAlone.push(name);
      continue;
    }
    const service = {
      url,
      target: target.value,
      meaning: 'url' as const,
      ...(wanted === undefined ? {} : { model: wanted }),
    };
    const foundIn = { kind: 'declared', name } as const;
    const intent = asIntent(asker, { service, foundIn }, clients.length === 0 ? DEFAULT_CLIENTS : clients);
    inferred.push({
      intent: {
        ...intent,
        ...(keyVariable === undefined ? {} : { keyVariable }),
        ...(via === undefined ? {} : { via: declaredWay(via) }),
      },
      alsoPids: [],
    });
  }
  return { inferred, askedAlone };
};

const askerFrom = (model: Model, from: string | undefined): Asker | undefined => {
  if (from === undefined || from === 'here') return { kind: 'consumer' };
  const pid = Number(/^pid:(\d+)$/.exec(from)?.[1]);
  const node = [...model.nodes.values()].find(({ processes }) => processes.has(pid));
  return node === undefined ? undefined : { kind: 'process', node: node.id, pid };
};
