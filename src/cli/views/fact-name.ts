import type { FactId } from '../../domain/facts/fact.ts';
import type { Catalogue } from '../../messages/catalogue.ts';
import type { ViewContext } from './view-context.ts';

const PSEUDO = ['unknown-node', 'probe'] as const;

const isFactKind = (words: Catalogue, kind: string): kind is keyof Catalogue['factKinds'] =>
  Object.hasOwn(words.factKinds, kind);

/** A fact's id in words: `firewall rules (this machine)`. */
export const factName = (id: FactId, { words, nodeIds, nodeName }: ViewContext): string => {
  for (const kind of PSEUDO)
    if (id.startsWith(`${kind}/`)) return words.fact[kind](id.slice(kind.length + 1));
  const node = nodeIds.find((candidate) => id.startsWith(`${candidate}/`));
  if (node === undefined) return nodeName(id);
  const [kind = '', ...key] = id.slice(node.length + 1).split('/');
  if (kind === 'proxy-policy') return words.fact['proxy-policy'](key.join('/'));
  return isFactKind(words, kind) ? words.fact.read(kind, key.join('/'), nodeName(node)) : id;
};
