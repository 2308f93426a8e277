import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { collect } from '../adapters/linux/collect.ts';
import type { From } from '../adapters/linux/options.ts';
import type { Prober } from '../adapters/probe/prober.ts';
import { createProber } from '../adapters/probe/prober.ts';
import type { Secrets } from '../adapters/secrets/secrets.ts';
import { succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import { SCHEMA_VERSION } from '../domain/facts/snapshot.ts';
import type { Target } from '../domain/net/target.ts';
import { namesToAsk } from './names-to-ask.ts';
import type { World } from './world.ts';

export interface ThisMachineOptions {
  readonly from: From;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly target: Target | undefined;
  readonly clients: readonly string[];
  /** Those of this run: what was typed is hidden in it already. */
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

const OWN_NAMESPACE = '/proc/self/ns/net';

const namespacePath = (from: From): string => {
  switch (from.kind) {
    case 'here':
      return OWN_NAMESPACE;
    case 'pid':
      return `/proc/${from.pid}/ns/net`;
    case 'ns':
      return from.path;
  }
};

const isSameFile = (a: string, b: string): boolean => {
  try {
    const [left, right] = [statSync(a), statSync(b)];
    return left.ino === right.ino && left.dev === right.dev;
  } catch {
    // Gone, or not this user's to look at: then it is another one, and entering it will say why not.
    return false;
  }
};

/** The machine that Tongtu runs on, read and asked for real. */
export const thisMachine = ({ from, env, target, clients, secrets, signal }: ThisMachineOptions): World => {
  const now = (): Date => new Date();
  const netns = namespacePath(from);
  let prober: Prober | undefined;
  return {
    collect: async () => {
      const takenAt = now().toISOString();
      const collected = await collect({
        from,
        env,
        clients,
        secrets,
        now,
        signal,
        names: (variables) => namesToAsk(variables, target),
      });
      if (!collected.ok) return collected;
      const snapshot: Snapshot = {
        schemaVersion: SCHEMA_VERSION,
        takenAt,
        ...collected.value,
        observations: [],
      };
      return succeed(snapshot);
    },
    ask: async ({ consumer }, questions) => {
      const isOwnNamespace = from.kind === 'here' || isSameFile(netns, OWN_NAMESPACE);
      prober ??= createProber({
        consumer,
        ...(isOwnNamespace ? { hereNode: consumer.node } : {}),
        netnsPathOf: (node) => (node === consumer.node ? netns : undefined),
        ownUid: process.geteuid?.() ?? 0,
        secrets,
        now,
        clock: () => performance.now(),
        workerPath: fileURLToPath(new URL('./probe-worker.mjs', import.meta.url)),
        signal,
      });
      return prober.ask(questions);
    },
    close: () => prober?.close(),
  };
};
