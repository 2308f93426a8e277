import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../domain/facts/result.ts';
import type { Snapshot } from '../../domain/facts/snapshot.ts';
import { addRound, NO_HISTORY } from '../../domain/health/history.ts';
import type { Round } from '../../domain/health/round.ts';
import type { UsageReading } from '../../domain/health/usage.ts';
import type { Answering } from '../../domain/testing/answers.ts';
import { fails, lists, squidSays } from '../../domain/testing/answers.ts';
import type { MachineSketch } from '../../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../../domain/testing/snapshot.ts';
import { typedIntent } from '../../domain/testing/typed-intent.ts';
import type { World, WorldProblem } from '../world.ts';
import type { WatchOptions } from './watch.ts';
import { watch } from './watch.ts';
import type { OpenUsage } from './watch-usage.ts';

/** What a world is like at one moment. */
interface Situation {
  readonly machine: MachineSketch;
  readonly answering: Answering;
  /** How long a question takes. */
  readonly tookMs?: number;
  readonly problem?: WorldProblem;
}

const SERVICE: MachineSketch = { listeners: ['vllm 812 0.0.0.0:8000'] };
const WELL: Situation = { machine: SERVICE, answering: lists('qwen') };
const STOPPED: Situation = { machine: {}, answering: fails('refused') };
const SWALLOWED: Situation = {
  machine: { ...SERVICE, environment: { http_proxy: 'http://10.0.0.2:3128' } },
  answering: (question) =>
    (question.route.kind === 'proxy' ? squidSays(503, 'ERR_CONNECT_FAIL', '111') : lists('qwen'))(question),
};

const NOW_MS = Date.parse('2026-11-21T14:00:00Z');

const reading = (cpuTicks: number, atMs: number): UsageReading => ({
  atMs,
  processes: [{ pid: 812, startTicks: 812, cpuTicks }],
  memory: { bytes: 1_024, counts: 'rss' },
  gpu: { kind: 'unknown', why: 'missing-tool' },
});

/** A world whose situation is a function of the time, which passes only while it is asked or slept through. */
const scene = (situationAt: (ms: number) => Situation) => {
  let ms = 0;
  const seen = { collected: [] as number[], asked: [] as number[], slept: [] as number[] };
  const ending = new AbortController();
  const world: World = {
    collect: async (): Promise<Result<Snapshot, WorldProblem>> => {
      seen.collected.push(ms);
      const { machine, problem } = situationAt(ms);
      if (problem !== undefined) return { ok: false, problem };
      return { ok: true, value: sketchSnapshot({ laptop: machine }) };
    },
    ask: async (_, questions) => {
      seen.asked.push(ms);
      const { answering, tookMs = 0 } = situationAt(ms);
      const observations = questions.flatMap((question) => {
        const answer =
          question.kind === 'http-get' || question.kind === 'chat' ? answering(question) : undefined;
        return answer === undefined ? [] : [{ question, askedAt: '', answer }];
      });
      ms += tookMs;
      return observations;
    },
    close: () => undefined,
  };
  const options: WatchOptions = {
    world,
    intent: typedIntent('http://127.0.0.1:8000/v1'),
    openUsage: () => ({ read: async () => reading(0, ms) }),
    everyMs: 5_000,
    now: () => new Date(NOW_MS + ms),
    clock: () => ms,
    sleep: async (pauseMs) => {
      seen.slept.push(pauseMs);
      ms += pauseMs;
    },
    signal: ending.signal,
  };
  return { options, seen, ending };
};

const allRounds = async (options: WatchOptions): Promise<readonly Round[]> => {
  const rounds: Round[] = [];
  for await (const round of watch(options)) rounds.push(round);
  return rounds;
};

describe('a watch of what works', () => {
  it('asks again and again, and reads the machine once', async () => {
    const { options, seen } = scene(() => WELL);
    const rounds = await allRounds({ ...options, rounds: 3 });
    expect(rounds.map(({ number, at, elapsedMs, outcome }) => [number, at, elapsedMs, outcome])).toEqual([
      [1, '2026-11-21T14:00:00.000Z', 0, 'works'],
      [2, '2026-11-21T14:00:05.000Z', 5_000, 'works'],
      [3, '2026-11-21T14:00:10.000Z', 10_000, 'works'],
    ]);
    expect(seen.collected).toEqual([0]);
    expect(seen.slept).toEqual([5_000, 5_000]);
  });

  it('makes the request of the client: the list and one chat, nothing else', async () => {
    const { options } = scene(() => WELL);
    const [round] = await allRounds({ ...options, rounds: 1 });
    expect(round?.findings).toEqual([]);
    expect(round?.paths).toEqual([
      expect.objectContaining({ clients: ['curl'], works: true, status: 200, firstTokenMs: 2, listMs: 3 }),
    ]);
  });

  it('asks for no token where none is wanted', async () => {
    const { options, seen } = scene(() => WELL);
    const intent = { ...options.intent, withInference: false };
    const [round] = await allRounds({ ...options, intent, rounds: 1 });
    expect(round?.outcome).toBe('works');
    expect(round?.paths[0]).not.toHaveProperty('firstTokenMs');
    expect(seen.asked).toHaveLength(1);
  });

  it('reads the machine anew each minute: names move', async () => {
    const { options, seen } = scene(() => WELL);
    await allRounds({ ...options, everyMs: 30_000, rounds: 5 });
    expect(seen.collected).toEqual([0, 60_000, 120_000]);
  });

  it('starts a round at once when the one before took too long, and never two at a time', async () => {
    const { options, seen } = scene(() => ({ ...WELL, tookMs: 4_000 }));
    const rounds = await allRounds({ ...options, rounds: 3 });
    expect(rounds.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 8_000, 16_000]);
    expect(seen.slept).toEqual([0, 0]);
  });

  it('ends in the middle of a pause when it is told to', async () => {
    const { options, ending } = scene(() => WELL);
    const sleep = async () => ending.abort();
    expect(await allRounds({ ...options, sleep })).toHaveLength(1);
  });

  it('ends in the middle of a question that then rejects', async () => {
    const { options, ending } = scene(() => WELL);
    const ask: World['ask'] = async () => {
      ending.abort();
      throw ending.signal.reason;
    };
    expect(await allRounds({ ...options, world: { ...options.world, ask } })).toEqual([]);
  });

  it('does not take a bug for its end', async () => {
    const { options } = scene(() => WELL);
    const ask: World['ask'] = async () => {
      throw new Error('a bug');
    };
    await expect(allRounds({ ...options, world: { ...options.world, ask } })).rejects.toThrow('a bug');
  });
});

describe('a watch of what fails', () => {
  const between = (from: number, to: number, then: Situation) => (ms: number) =>
    ms >= from && ms < to ? then : WELL;

  it('names the cause by facts of that very round, and works again', async () => {
    const { options, seen } = scene(between(5_000, 10_000, STOPPED));
    const rounds = await allRounds({ ...options, rounds: 3 });
    expect(rounds.map(({ outcome }) => outcome)).toEqual(['works', 'broken', 'works']);
    expect(rounds[1]?.findings.map(({ code }) => code)).toEqual(['nothing-listening']);
    expect(rounds[2]?.findings).toEqual([]);
    expect(seen.collected).toEqual([0, 5_000, 10_000]);
  });

  it('names the proxy that swallows it, as doctor does', async () => {
    const { options } = scene(() => SWALLOWED);
    const [round] = await allRounds({ ...options, rounds: 1 });
    expect(round?.outcome).toBe('broken');
    expect(round?.findings[0]).toMatchObject({ code: 'proxy-intercepts-local', proof: 'control-probe' });
    expect(round?.paths[0]).toMatchObject({ proxy: expect.stringContaining('10.0.0.2'), status: 503 });
  });

  it('does not read the machine each time while the same failure lasts', async () => {
    const { options, seen } = scene((ms) => (ms < 5_000 ? WELL : STOPPED));
    const rounds = await allRounds({ ...options, everyMs: 1_000, rounds: 36 });
    expect(rounds.filter(({ outcome }) => outcome === 'broken')).toHaveLength(31);
    expect(seen.collected).toEqual([0, 5_000, 20_000, 35_000]);
  });

  it('counts a failure that is over when everything is read once more', async () => {
    let asked = 0;
    const { options } = scene(() => WELL);
    const ask: World['ask'] = async (snapshot, questions) => {
      asked += 1;
      if (asked !== 3) return options.world.ask(snapshot, questions);
      return questions.flatMap((question) => {
        const answer = question.kind === 'http-get' ? fails('refused')(question) : undefined;
        return answer === undefined ? [] : [{ question, askedAt: '', answer }];
      });
    };
    const rounds = await allRounds({ ...options, world: { ...options.world, ask }, rounds: 3 });
    expect(rounds.map(({ outcome, isMomentary }) => [outcome, isMomentary])).toEqual([
      ['works', false],
      ['broken', true],
      ['works', false],
    ]);
    expect(rounds[1]?.findings).toEqual([]);
    expect(rounds[1]?.paths[0]?.observed).toMatchObject({
      kind: 'no-answer',
      evidence: { failure: 'refused' },
    });
  });

  it('ends when who asks is gone, and says so', async () => {
    const gone: WorldProblem = { kind: 'no-such-process', pid: 4711 };
    const { options } = scene((ms) => (ms < 5_000 ? WELL : { ...STOPPED, problem: gone }));
    const rounds = watch({ ...options, rounds: 9 });
    expect(await rounds.next()).toMatchObject({ done: false });
    expect(await rounds.next()).toEqual({ done: true, value: { ok: false, problem: gone } });
  });

  it('ends at once where nobody can ask', async () => {
    const gone: WorldProblem = { kind: 'no-such-process', pid: 4711 };
    const { options } = scene(() => ({ ...WELL, problem: gone }));
    expect(await watch(options).next()).toEqual({ done: true, value: { ok: false, problem: gone } });
  });
});

describe('what the serving process uses', () => {
  it('is read of the process that listens, and its CPU from the second round on', async () => {
    const opened: (readonly [number, number | undefined])[] = [];
    const { options } = scene(() => WELL);
    const openUsage: OpenUsage = (pid, startTicks) => {
      opened.push([pid, startTicks]);
      return { read: async () => reading(options.clock() / 20, options.clock()) };
    };
    const rounds = await allRounds({ ...options, openUsage, rounds: 3 });
    expect(opened).toEqual([[812, 812]]);
    expect(rounds[0]?.usage).toMatchObject({
      pid: 812,
      name: 'vllm',
      processes: 1,
      memory: { bytes: 1_024 },
    });
    expect(rounds[0]?.usage).not.toHaveProperty('cpuPercent');
    expect(rounds.slice(1).map(({ usage }) => usage?.cpuPercent)).toEqual([50, 50]);
  });

  it('follows the service to its next process, though no round failed', async () => {
    const restarted = { ...WELL, machine: { listeners: ['vllm 900 0.0.0.0:8000'] } };
    const { options } = scene((ms) => (ms < 5_000 ? WELL : restarted));
    const openUsage: OpenUsage = (pid) => ({
      read: async () => (options.clock() >= 5_000 && pid === 812 ? undefined : reading(0, options.clock())),
    });
    const rounds = await allRounds({ ...options, openUsage, rounds: 3 });
    expect(rounds.map(({ usage }) => usage?.pid)).toEqual([812, undefined, 900]);
  });

  it('does not read the machine each round for a process that cannot be read', async () => {
    const { options, seen } = scene(() => WELL);
    await allRounds({ ...options, openUsage: () => ({ read: async () => undefined }), rounds: 5 });
    expect(seen.collected).toEqual([0, 5_000]);
  });

  it('is absent where nothing on this machine serves', async () => {
    const { options } = scene(() => WELL);
    const intent = typedIntent('http://10.9.9.9:8000/v1');
    const [round] = await allRounds({ ...options, intent, rounds: 1 });
    expect(round).not.toHaveProperty('usage');
  });
});

describe('a long watch', () => {
  it('does not grow: a thousand rounds and more', { timeout: 120_000 }, async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const { options } = scene((ms) => ((ms / 5_000) % 50 === 49 ? STOPPED : WELL));
    const heaps: number[] = [];
    let history = NO_HISTORY;
    for await (const round of watch({ ...options, rounds: 2_000 })) {
      history = addRound(history, round);
      if (round.number < 1_000 || round.number % 500 !== 0) continue;
      collectGarbage();
      heaps.push(process.memoryUsage().heapUsed);
    }
    const [first = 0, , last = Number.POSITIVE_INFINITY] = heaps;
    expect(history.counts).toEqual({ works: 1_960, broken: 40, unclear: 0 });
    expect(last - first).toBeLessThan(2_000_000);
  });
});
