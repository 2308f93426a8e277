import type { FactId, NodeId } from '../../domain/facts/fact.ts';
import type { Catalogue } from '../../messages/catalogue.ts';
import type { ViewContext } from './view-context.ts';

const PSEUDO = ['unknown-node', 'probe'] as const;

const isFactKind = (words: Catalogue, kind: string): kind is keyof Catalogue['factKinds'] =>
  Object.hasOwn(words.factKinds, kind);

/** The node that a fact is read from; `undefined` for what no collector reads. */
const nodeOf = (id: FactId, { nodeIds }: ViewContext): NodeId | undefined =>
  nodeIds.find((candidate) => id.startsWith(`${candidate}/`));

/** More facts than this of one node are counted, not listed. */
const LISTED = 3;

/** Facts in words, those of a node that lacks many as one: `9 facts of namespace 4026532412`. */
export const factNames = (ids: readonly FactId[], context: ViewContext): readonly string[] => {
  const byNode = new Map<NodeId | undefined, FactId[]>();
  for (const id of ids) {
    const node = nodeOf(id, context);
    byNode.set(node, [...(byNode.get(node) ?? []), id]);
  }
  return [...byNode].flatMap(([node, own]) =>
    node === undefined || own.length <= LISTED
      ? own.map((id) => factName(id, context))
      : [context.words.words.factsOf(own.length, context.nodeName(node))],
  );
};

/** A fact's id in words: `firewall rules (this machine)`. */
export const factName = (id: FactId, context: ViewContext): string => {
  const { words, nodeName } = context;
  for (const kind of PSEUDO)
    if (id.startsWith(`${kind}/`)) return words.fact[kind](id.slice(kind.length + 1));
  const node = nodeOf(id, context);
  if (node === undefined) return nodeName(id);
  const [kind = '', ...key] = id.slice(node.length + 1).split('/');
  if (kind === 'proxy-policy') return words.fact['proxy-policy'](key.join('/'));
  return isFactKind(words, kind) ? words.fact.read(kind, key.join('/'), nodeName(node)) : id;
};
