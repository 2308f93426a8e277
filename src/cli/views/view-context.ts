import type { ClientVersion } from '../../domain/diagnose/case.ts';
import type { Snapshot } from '../../domain/facts/snapshot.ts';
import type { Catalogue, NodeName } from '../../messages/catalogue.ts';
import type { Screen } from '../screen.ts';

/** What a view needs beside the value: the words, the screen, and how nodes are called. */
export interface ViewContext {
  readonly words: Catalogue;
  readonly screen: Screen;
  readonly nodeName: NodeName;
}

/** A node by its most specific name; a part of a fact's id is enough to find it. */
export const nodeNames = (snapshot: Snapshot): NodeName => {
  const byId = new Map(snapshot.nodes.map(({ id, names }) => [id, names[0] ?? id]));
  return (id) => {
    const found = byId.get(id) ?? [...byId].find(([node]) => id.startsWith(`${node}/`))?.[1];
    return found ?? id.replace(/^unknown-node\//, '');
  };
};

const clientName = (words: Catalogue, name: string): string =>
  Object.hasOwn(words.clientNames, name) ? words.clientNames[name as keyof Catalogue['clientNames']] : name;

/** `curl, Python requests and Node fetch`. */
export const joinClients = (words: Catalogue, names: readonly string[]): string =>
  words.words.and(names.map((name) => clientName(words, name)));

/** `curl 7.88.1 and Python requests (not found here)`. */
export const joinVersions = (words: Catalogue, clients: readonly ClientVersion[]): string =>
  words.words.and(
    clients.map(({ client, version }) => `${clientName(words, client.name)} ${words.words.version(version)}`),
  );
