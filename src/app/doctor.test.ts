import { describe, expect, it } from 'vitest';
import type { Observation } from '../domain/facts/observation.ts';
import { succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import { byAskersClients } from '../domain/intents/askers-clients.ts';
import type { Answering } from '../domain/testing/answers.ts';
import { fails, lists } from '../domain/testing/answers.ts';
import type { MachineSketch } from '../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { typedIntent } from '../domain/testing/typed-intent.ts';
import { concludeFrom } from './conclusion.ts';
import { doctor } from './doctor.ts';
import type { World } from './world.ts';
import { storedWorld } from './world.ts';

const intent = () => typedIntent('http://127.0.0.1:8000/v1');

/** A world that is read again and again: each reading is the next sketch, the last one stays. */
const changingWorld = (sketches: readonly MachineSketch[], answering: Answering) => {
  const asked: string[] = [];
  let readings = 0;
  const world: World = {
    collect: async () => {
      const sketch = sketches[Math.min(readings, sketches.length - 1)] ?? {};
      readings += 1;
      return succeed(sketchSnapshot({ here: sketch }));
    },
    ask: async (snapshot: Snapshot, questions) =>
      questions.flatMap((question): Observation[] => {
        asked.push(question.kind);
        const answer =
          question.kind === 'http-get' || question.kind === 'chat' ? answering(question) : undefined;
        return answer === undefined ? [] : [{ question, askedAt: snapshot.takenAt, answer }];
      }),
    close: () => {},
  };
  return { world, asked, readings: () => readings };
};

const examine = async (world: World) => {
  const result = await doctor(world, intent(), () => {});
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
};

const VLLM = { listeners: ['vllm 1 0.0.0.0:8000'] };

describe('doctor', () => {
  it('asks for the model list, and then for one token of the first model', async () => {
    const { world, asked } = changingWorld([VLLM], lists('m'));
    expect(concludeFrom((await examine(world)).diagnosis)).toBe('works');
    expect(asked).toEqual(['http-get', 'chat']);
  });

  it('reads the machine once more before it tells that prediction and observation disagree', async () => {
    const { world, readings } = changingWorld([VLLM, {}], fails('refused'));
    const { diagnosis } = await examine(world);
    expect(readings()).toBe(2);
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(['nothing-listening']);
  });

  it('tells a disagreement that stays', async () => {
    const { world, readings } = changingWorld([VLLM], fails('refused'));
    const { diagnosis } = await examine(world);
    expect(readings()).toBe(2);
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(['model-disagrees']);
    expect(concludeFrom(diagnosis)).toBe('unclear');
  });

  it('reaches the same diagnosis from the snapshot that it leaves', async () => {
    const first = await examine(changingWorld([VLLM], lists('m')).world);
    const again = await examine(storedWorld(first.snapshot));
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  });

  it('says what nobody asked when the snapshot holds no answers', async () => {
    const { diagnosis } = await examine(storedWorld(sketchSnapshot({ here: VLLM })));
    expect(concludeFrom(diagnosis)).toBe('unclear');
    expect(diagnosis.gaps.map(({ fact, why }) => `${fact} ${why}`)).toContain(
      'probe/http://127.0.0.1:8000/v1/models not-asked',
    );
  });
});

describe('doctor as another process', () => {
  it('tells what the clients of that program meet, and not what curl would', async () => {
    const sketch = {
      listeners: ['vllm 1 0.0.0.0:8000'],
      commands: { 23: 'python3 /usr/bin/evalscope eval' },
    };
    const snapshot = sketchSnapshot({ here: sketch });
    const asPid = { ...snapshot, consumer: { ...snapshot.consumer, pid: 23, how: 'pid' as const } };
    const world = storedWorld(asPid);
    const clientsOf = async (adapt?: typeof byAskersClients) => {
      const result = await doctor(world, intent(), () => {}, adapt);
      return result.ok ? result.value.diagnosis.it.intent.clients : [];
    };
    expect(await clientsOf(byAskersClients)).toEqual(['httpx']);
    expect(await clientsOf()).toEqual(['curl']);
  });
});
