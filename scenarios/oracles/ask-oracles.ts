import type { Runner } from '../../src/adapters/exec/command.ts';
import type { LabMachine } from '../../src/lab/build-network.ts';
import { runInside } from '../../src/lab/run-inside.ts';
import type { Scenario } from '../scenario.ts';
import { AIOHTTP, AIOHTTP_TRUST_ENV } from './aiohttp.ts';
import { CURL } from './curl.ts';
import { HTTPX } from './httpx.ts';
import { NODE_FETCH } from './node-fetch.ts';
import { REQUESTS } from './requests.ts';
import type { Seen } from './seen.ts';

const ORACLES = [CURL, REQUESTS, HTTPX, NODE_FETCH, AIOHTTP, AIOHTTP_TRUST_ENV];

/** Makes a scenario's request with every real client that was named, in the consumer's place. Under sudo the consumer is who called it; a process asks with what it was started with. */
export const askOracles = async (
  { from, url, flags }: Scenario,
  clients: readonly string[],
  machine: LabMachine,
  outside: Runner,
): Promise<ReadonlyMap<string, Seen>> => {
  const as = from.as === 'sudo' ? 'rosa' : from.as;
  const seen = await Promise.all(
    ORACLES.filter(({ client }) => clients.includes(client)).map(async ({ client, command, read }) => {
      const outcome = await runInside(
        machine,
        as,
        from.process?.env ?? from.env,
        command(modelsUrl(url, flags.includes('openai'))),
        outside,
      );
      if (outcome.kind !== 'exited') throw new Error(`${client} in ${machine.name}: ${outcome.kind}`);
      return [client, read(outcome.stdout, outcome.code)] as const;
    }),
  );
  return new Map(seen);
};

/** Tongtu asks a service for its models; the real clients ask for the same. */
const modelsUrl = (url: string, isBase: boolean): string => {
  if (isBase) return `${url.replace(/\/$/, '')}/models`;
  if (url.endsWith('/v1')) return `${url}/models`;
  return /^http:\/\/[^/]+$/.test(url) ? `${url}/v1/models` : url;
};
