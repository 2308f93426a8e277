import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../adapters/exec/monotonic.ts';
import { collect } from '../adapters/linux/collect.ts';
import type { From } from '../adapters/linux/options.ts';
import type { Prober } from '../adapters/probe/prober.ts';
import { createProber } from '../adapters/probe/prober.ts';
import type { Secrets } from '../adapters/secrets/secrets.ts';
import type { NodeId, Process } from '../domain/facts/fact.ts';
import type { Vantage } from '../domain/facts/observation.ts';
import { succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import { SCHEMA_VERSION } from '../domain/facts/snapshot.ts';
import { namesModelService } from '../domain/intents/names-model-service.ts';
import type { Target } from '../domain/net/target.ts';
import { askInTime } from './ask-in-time.ts';
import { namesOfProcesses, namesToAsk } from './names-to-ask.ts';
import type { World } from './world.ts';

export interface ThisMachineOptions {
  readonly from: From;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly target: Target | undefined;
  readonly clients: readonly string[];
  /** That what other processes want to reach is read too, and what else will be asked for. */
  readonly survey: { readonly targets: readonly Target[] } | undefined;
  /** Variables of the consumer that hold keys, whatever their names. */
  readonly keyVariables: readonly string[];
  /** Those of this run: what was typed is hidden in it already. */
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** Of hundreds of questions no one may take long: who is silent for this long keeps a person waiting, too. */
const OF_A_SURVEY = { limits: { connectMs: 2_000, exchangeMs: 3_000 }, atOnce: 64 } as const;

/** For all questions of a survey together, after one reading: no question begins later. */
const SURVEY_MS = 8_000;

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

const processesOf = ({ facts }: Snapshot, node: NodeId): readonly Process[] =>
  facts.flatMap((fact) =>
    fact.kind === 'processes' && fact.node === node && fact.state.kind === 'known' ? fact.state.value : [],
  );

/** The way into another node: through a process that was seen on it. */
const namespaceOf = (snapshot: Snapshot, node: NodeId): string | undefined => {
  const [process] = processesOf(snapshot, node);
  return process === undefined ? undefined : `/proc/${process.pid}/ns/net`;
};

const userAt = (
  snapshot: Snapshot,
  { node, uid }: Vantage,
): { readonly uid: number; readonly gid: number } | undefined => {
  const process = processesOf(snapshot, node).find((one) => one.uid === uid && one.gid !== undefined);
  return process?.gid === undefined ? undefined : { uid, gid: process.gid };
};

/** The machine that Tongtu runs on, read and asked for real. */
export const thisMachine = ({
  from,
  env,
  target,
  clients,
  survey,
  keyVariables,
  secrets,
  signal,
}: ThisMachineOptions): World => {
  const now = (): Date => new Date();
  const netns = namespacePath(from);
  // Of a process that somebody named, whatever it names is asked for.
  const isWanted = from.kind === 'pid' ? () => true : namesModelService;
  let prober: Prober | undefined;
  let askedUntil: number | undefined;
  const isOver = (): boolean => {
    askedUntil ??= monotonicMs() + SURVEY_MS;
    return monotonicMs() > askedUntil;
  };
  return {
    collect: async () => {
      askedUntil = undefined;
      const takenAt = now().toISOString();
      const collected = await collect({
        from,
        env,
        clients,
        keyVariables,
        secrets,
        now,
        signal,
        names: (variables) => namesToAsk(variables, target),
        ...(survey === undefined
          ? {}
          : { survey: { names: (facts) => namesOfProcesses(facts, survey.targets, isWanted) } }),
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
    ask: async (snapshot, questions) => {
      const { consumer } = snapshot;
      const isOwnNamespace = from.kind === 'here' || isSameFile(netns, OWN_NAMESPACE);
      prober ??= createProber({
        consumer,
        ...(isOwnNamespace ? { hereNode: consumer.node } : {}),
        netnsPathOf: (node) => (node === consumer.node ? netns : namespaceOf(snapshot, node)),
        userAt: (vantage) => userAt(snapshot, vantage),
        ownUid: process.geteuid?.() ?? 0,
        secrets,
        now,
        clock: monotonicMs,
        workerPath: fileURLToPath(new URL('./probe-worker.mjs', import.meta.url)),
        signal,
        ...(survey === undefined ? {} : OF_A_SURVEY),
      });
      const { ask } = prober;
      return survey === undefined
        ? ask(questions)
        : askInTime(questions, { ask: (question) => ask([question]), atOnce: OF_A_SURVEY.atOnce, isOver });
    },
    close: () => prober?.close(),
  };
};
