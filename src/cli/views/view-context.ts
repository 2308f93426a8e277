import type { ClientVersion } from '../../domain/diagnose/case.ts';
import type { NodeId } from '../../domain/facts/fact.ts';
import type { Snapshot } from '../../domain/facts/snapshot.ts';
import { programName } from '../../domain/intents/program-name.ts';
import type { Catalogue, NodeName } from '../../messages/catalogue.ts';
import type { Screen } from '../screen.ts';

/** What a view needs beside the value: the words, the screen, how nodes are called, and who asks. */
export interface ViewContext {
  readonly words: Catalogue;
  readonly screen: Screen;
  readonly nodeIds: readonly NodeId[];
  readonly nodeName: NodeName;
  /** `this shell`, `evalscope (pid 812)`. */
  readonly asker: string;
}

export const viewContext = (snapshot: Snapshot, words: Catalogue, screen: Screen): ViewContext => {
  const byId = new Map(
    snapshot.nodes.map(({ id, names }) => [
      id,
      names[0] ?? words.words.unnamedNode(/ns:p?(\d+)/.exec(id)?.[1] ?? id),
    ]),
  );
  const { how, pid } = snapshot.consumer;
  return {
    words,
    screen,
    nodeIds: [...byId.keys()],
    nodeName: (id) => byId.get(id) ?? id.replace(/^unknown-node\//, ''),
    asker: how === 'pid' ? processText(snapshot, pid, words) : words.words.thisShell,
  };
};

const processText = ({ facts }: Snapshot, pid: number, words: Catalogue): string => {
  const process = facts
    .flatMap(({ kind, state }) => (kind === 'processes' && state.kind === 'known' ? state.value : []))
    .find((one) => one.pid === pid);
  return process === undefined ? words.words.process(pid) : words.survey.who(programName(process), pid);
};

const clientName = (words: Catalogue, name: string): string =>
  Object.hasOwn(words.clientNames, name) ? words.clientNames[name as keyof Catalogue['clientNames']] : name;

/** `curl, Python requests and Node fetch`. */
export const joinClients = (words: Catalogue, names: readonly string[]): string =>
  words.words.and(names.map((name) => clientName(words, name)));

/** `curl 7.88.1 and Python requests (not found here)`. */
export const joinVersions = (words: Catalogue, clients: readonly ClientVersion[]): string =>
  words.words.and(
    clients.map(({ client, version }) => words.words.withVersion(clientName(words, client.name), version)),
  );
