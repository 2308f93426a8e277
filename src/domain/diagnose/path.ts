import { listenerSteps } from '../trace/tree.ts';
import type { Case, Path } from './case.ts';
import type { ProcessAt } from './finding.ts';
import { processAt } from './heard.ts';

/** The names of the clients that share a path. */
export const clientNames = (path: Path): readonly string[] => path.clients.map(({ client }) => client.name);

/** The process that takes the request when it goes direct, by the model. */
export const directListener = (path: Path): ProcessAt | undefined => {
  const [listener] = listenerSteps(path.direct.trace.tree);
  return listener === undefined ? undefined : processAt(listener);
};

/** The target as it was written, with its port: `127.1:8000`, `[::1]:8000`. */
export const targetText = ({ intent }: Case): string => {
  const { host, port } = intent.target;
  return host.written.includes(':') ? `[${host.written}]:${port}` : `${host.written}:${port}`;
};
