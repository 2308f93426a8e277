import type { InterfaceAddress } from '../facts/fact.ts';
import { isLoopback } from '../net/classify-address.ts';
import { parseAddress } from '../net/parse-address.ts';
import { serveProgram } from '../serve-commands/registry.ts';
import { guardedServeLine, serveLine } from '../serve-commands/serve-line.ts';
import type { Serving } from '../serve-commands/serve-program.ts';
import type { ListeningSocket, Model, NodeModel } from '../trace/model.ts';
import { factState } from '../trace/model.ts';
import type { Case } from './case.ts';
import type { Evidence, Fix, ProcessAt } from './finding.ts';
import { socketAt } from './refusal.ts';

/** The command behind a socket, where it could be read. */
export const servingAt = (
  node: NodeModel | undefined,
  pid: number | undefined,
  port: number,
): Serving | undefined => {
  const argv = pid === undefined ? undefined : node?.processes.get(pid)?.argv;
  return argv === undefined ? undefined : { argv, port };
};

/** How a person calls the service: by its program where the process has only its interpreter's name; empty where nobody knows. */
export const serviceName = (model: Model, by: ProcessAt | undefined): string => {
  if (by === undefined) return '';
  const serving = servingAt(model.nodes.get(by.node), by.pid, by.listen.port);
  const isTelling = by.name !== undefined && !/^(?:python|node|pypy|ruby|bun)/.test(by.name);
  if (isTelling || serving === undefined) return by.name ?? '';
  return serveProgram(serving)?.title ?? by.name ?? '';
};

const MOST_NAMED = 4;

/** What else becomes reachable when a service listens everywhere: `10.0.0.1 (eth0), 172.17.0.1 (docker0)`. */
const addressesOf = (model: Model, node: NodeModel): string => {
  const state = factState(model.facts, node.id, 'addresses');
  const all: readonly InterfaceAddress[] = state.kind === 'known' ? state.value : [];
  const others = all.filter(({ address, scope }) => {
    const parsed = parseAddress(address);
    return scope !== 'link' && parsed !== undefined && !isLoopback(parsed);
  });
  const named = others.slice(0, MOST_NAMED).map((one) => `${one.address} (${one.interface})`);
  return [...named, ...(others.length > MOST_NAMED ? ['…'] : [])].join(', ');
};

const everywhere = (address: string): string => (address.includes(':') ? '::' : '0.0.0.0');

/** How the service that has the socket is started so that it listens on `address`; and, as the second choice, on all of them. */
export const bindFixes = (
  model: Model,
  node: NodeModel,
  { socket }: ListeningSocket,
  address: string,
): readonly Fix[] => {
  const serving = servingAt(node, socket.pid, socket.port);
  const line = serving === undefined ? undefined : serveLine(serving, address);
  const open = serving === undefined ? undefined : guardedServeLine(serving, everywhere(address));
  const isKeyless = serving !== undefined && serveProgram(serving)?.apiKey === undefined;
  const guard = isKeyless ? { isKeyless } : {};
  const parsed = parseAddress(address);
  const isOwn = parsed !== undefined && isLoopback(parsed);
  const bind: Fix = {
    kind: 'bind-address',
    paste: [line ?? `--host ${address}`],
    ...(isOwn ? {} : { exposes: address, ...guard }),
  };
  if (open === undefined || isOwn) return [bind];
  return [bind, { kind: 'bind-everywhere', paste: [open], exposes: addressesOf(model, node), ...guard }];
};

/** A variable of the one who asks that would bind the service elsewhere, and that the service's own environment lacks or has otherwise. */
const BINDING = ['OLLAMA_HOST', 'GRADIO_SERVER_NAME'] as const;

export const unusedVariable = (it: Case, node: NodeModel, socket: ListeningSocket): readonly Evidence[] => {
  const by = socketAt(node, socket);
  if (by.pid === undefined) return [];
  const state = factState(it.model.facts, node.id, 'environment', String(by.pid));
  const isDenied = factState(it.model.facts, node.id, 'environment', 'others').kind === 'unknown';
  const its = state.kind === 'known' ? state.value.variables : undefined;
  if (its === undefined && isDenied && !it.model.snapshot.asRoot) return [];
  return BINDING.flatMap((name): readonly Evidence[] => {
    const mine = it.variables.find((variable) => variable.name === name);
    const other = its?.find((variable) => variable.name === name);
    if (mine === undefined || mine.value === other?.value) return [];
    return [
      {
        kind: 'variable-elsewhere',
        name,
        value: mine.value,
        by,
        ...(other === undefined ? {} : { its: other.value }),
      },
    ];
  });
};
