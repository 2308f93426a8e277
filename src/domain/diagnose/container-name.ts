import type { Case } from './case.ts';

/** Names of the host that container engines tell their containers alone (docs.docker.com, Docker Desktop, networking; podman-run(1), --add-host). */
const CONTAINER_NAMES: ReadonlySet<string> = new Set([
  'host.docker.internal',
  'gateway.docker.internal',
  'host.containers.internal',
]);

/** The host itself is asked by a name that only its containers are told. */
export const isContainerName = (it: Case, name: string): boolean =>
  CONTAINER_NAMES.has(name.toLowerCase()) && !it.here.id.includes('/container:');
