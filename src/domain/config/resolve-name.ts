import type { Result } from '../facts/result.ts';
import { fail, succeed } from '../facts/result.ts';
import type { Config, DeclaredIntent, DeclaredProxy } from './config.ts';
import type { UnknownWord } from './unknown-word.ts';
import { unknownWord } from './unknown-word.ts';

/** Who must reach what, as far as tongtu.yaml says it. What is absent is left to the command line. */
export interface DeclaredTarget {
  /** The service's or the intent's. */
  readonly name: string;
  readonly url: string;
  /** As FROM on the command line. */
  readonly from?: string;
  readonly model?: string;
  readonly keyVariable?: string;
  readonly via?: 'direct' | DeclaredProxy;
  /** Empty: all of them. */
  readonly clients: readonly string[];
}

/** What a service's or an intent's name stands for. */
export const resolveName = (config: Config, text: string): Result<DeclaredTarget, UnknownWord> => {
  const service = config.services.find(({ name }) => name === text);
  if (service !== undefined) return succeed({ ...service, clients: [] });
  const intent = config.intents.find(({ name }) => name === text);
  if (intent !== undefined) return succeed(resolveWith(config)(intent));
  return fail(
    unknownWord(
      text,
      [...config.services, ...config.intents].map(({ name }) => name),
    ),
  );
};

/** Everything that the file names to be reached: its intents, and the services that no intent speaks of, asked from here. */
export const declaredIn = (config: Config): readonly DeclaredTarget[] => {
  const spokenOf = new Set(config.intents.map(({ to }) => to));
  const others = config.services.filter(({ name }) => !spokenOf.has(name));
  return [
    ...config.intents.map(resolveWith(config)),
    ...others.map((service) => ({ ...service, clients: [] })),
  ];
};

const resolveWith = ({ services, proxies }: Config): ((intent: DeclaredIntent) => DeclaredTarget) => {
  const serviceOf = new Map(services.map((service) => [service.name, service]));
  const proxyOf = new Map(proxies.map((proxy) => [proxy.name, proxy]));
  return ({ name, from, to, via, clients }) => {
    const through = via === undefined || via === 'direct' ? via : proxyOf.get(via);
    return {
      ...(serviceOf.get(to) ?? { url: to }),
      name,
      ...(from === undefined ? {} : { from }),
      ...(through === undefined ? {} : { via: through }),
      clients,
    };
  };
};
