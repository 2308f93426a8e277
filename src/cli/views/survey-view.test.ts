import { describe, expect, it } from 'vitest';
import { survey } from '../../app/survey.ts';
import type { World } from '../../app/world.ts';
import { unknown } from '../../domain/facts/known.ts';
import { succeed } from '../../domain/facts/result.ts';
import type { Answering } from '../../domain/testing/answers.ts';
import { answersOf, fails, lists, responds, squidSays, staysSilent } from '../../domain/testing/answers.ts';
import type { MachineSketch } from '../../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../../domain/testing/snapshot.ts';
import { en } from '../../messages/en.ts';
import { zh } from '../../messages/zh.ts';
import { widthOf } from '../screen.ts';
import { surveyView } from './survey-view.ts';
import { viewContext } from './view-context.ts';

const PROXY = { http_proxy: 'http://10.0.0.2:3128', NO_PROXY: 'example.com' };

const throughSquid: Answering = (question) =>
  (question.route.kind === 'proxy' ? squidSays(503, 'ERR_CONNECT_FAIL', '111') : lists('OpenCUA-7B'))(
    question,
  );

const ports = Array.from({ length: 50 }, (_, index) => 8000 + index);

const SITUATIONS: Readonly<
  Record<
    string,
    { readonly sketch: MachineSketch; readonly answering: Answering; readonly isDenied?: boolean }
  >
> = {
  nothing: { sketch: {}, answering: lists() },
  'wants-a-key': {
    sketch: { listeners: ['vllm 9 127.0.0.1:8000'] },
    answering: responds(401, [['server', 'uvicorn']]),
  },
  'silent-and-denied': {
    sketch: { listeners: ports.map((port) => `python3 ${port} 127.0.0.1:${port}`) },
    answering: staysSilent,
    isDenied: true,
  },
  hanging: {
    sketch: {
      addresses: ['eth0 10.0.0.1/24'],
      listeners: ['vllm 9 127.0.0.1:8000'],
      commands: {
        23: '/usr/bin/python3 /usr/bin/evalscope eval --api-url http://127.0.0.1:8000/v1',
        24: 'python3 -m lm_eval --model_args base_url=http://127.0.0.1:8000/v1/completions',
      },
      environments: { 23: PROXY, 24: PROXY },
      connections: ['23 established 10.0.0.1:40000 10.0.0.2:3128'],
    },
    answering: throughSquid,
  },
  'two-causes': {
    sketch: {
      addresses: ['eth0 10.0.0.1/24'],
      listeners: ['vllm 9 127.0.0.1:8000'],
      commands: {
        23: '/usr/bin/python3 /usr/bin/evalscope eval --api-url http://127.0.0.1:8000/v1',
        30: 'curl http://127.0.0.1:8007/v1/models',
      },
      environments: { 23: PROXY, 30: {} },
      connections: ['23 established 10.0.0.1:40000 10.0.0.2:3128'],
    },
    answering: (question) =>
      question.connectTo[0]?.port === 8007 ? fails('refused')(question) : throughSquid(question),
  },
  'shell-and-fifty-services': {
    sketch: {
      addresses: ['eth0 10.0.0.1/24'],
      environment: PROXY,
      listeners: ports.map((port) => `vllm ${port} 127.0.0.1:${port}`),
    },
    answering: throughSquid,
  },
  'no-answer-from-afar': {
    sketch: {
      addresses: ['eth0 10.0.0.1/24'],
      commands: { 30: 'curl http://10.0.0.9:8000/v1' },
      environments: { 30: {} },
    },
    answering: fails('timed-out'),
  },
  'many-causes': {
    sketch: {
      addresses: ['eth0 10.0.0.1/24'],
      listeners: ports.slice(0, 12).map((port) => `vllm ${port} 127.0.0.1:${port}`),
      commands: { 30: 'curl http://10.0.0.9:8000/v1' },
      environments: { 30: {} },
    },
    answering: (question) => {
      const { address, port } = question.connectTo[0] ?? { address: '', port: 0 };
      if (address === '10.0.0.9') return fails('timed-out')(question);
      return (port < 8010 ? responds(500, [['server', 'uvicorn']]) : lists('Qwen2.5-7B', 'bge-m3'))(question);
    },
  },
};

const worldOf = (name: string): World => {
  const situation = SITUATIONS[name];
  if (situation === undefined) throw new Error(`no situation ${name}`);
  return {
    collect: async () => {
      const snapshot = sketchSnapshot({ laptop: situation.sketch });
      const denied = {
        node: snapshot.consumer.node,
        kind: 'environment',
        key: 'others',
        readAt: snapshot.takenAt,
        state: unknown('denied', { kind: 'run-as-root' }),
      } as const;
      return succeed({
        ...snapshot,
        asRoot: situation.isDenied !== true,
        facts: situation.isDenied === true ? [...snapshot.facts, denied] : snapshot.facts,
      });
    },
    ask: async (snapshot, questions) => answersOf(snapshot, questions, situation.answering),
    close: () => {},
  };
};

const LINES_OF_A_SCREEN = 24;

describe('doctor without an argument on a screen of 80 columns and 24 lines', () => {
  for (const name of Object.keys(SITUATIONS)) {
    for (const words of [en, zh]) {
      it(`${name}, ${words.language}`, async () => {
        const result = await survey(worldOf(name), () => {});
        if (!result.ok) throw new Error(result.problem.kind);
        const screen = { columns: 80, hasColor: false };
        const text = surveyView(result.value, viewContext(result.value.snapshot, words, screen), undefined);
        await expect(text).toMatchFileSnapshot(`golden/survey-${name}.${words.language}.txt`);
        const lines = text.trimEnd().split('\n');
        expect(lines.length).toBeLessThanOrEqual(LINES_OF_A_SCREEN);
        for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(80);
      });
    }
  }
});

it('says of a file that declares nothing just that', async () => {
  const result = await survey(worldOf('hanging'), () => {}, { declared: [], scope: 'declared' });
  if (!result.ok) throw new Error(result.problem.kind);
  const screen = { columns: 80, hasColor: false };
  const text = surveyView(result.value, viewContext(result.value.snapshot, en, screen), undefined);
  expect(text).toContain('The file declares no service to reach.');
});

it('says of services that answer that no model was asked for anything', async () => {
  const textOf = async (name: string): Promise<string> => {
    const result = await survey(worldOf(name), () => {});
    if (!result.ok) throw new Error(result.problem.kind);
    const screen = { columns: 200, hasColor: false };
    return surveyView(result.value, viewContext(result.value.snapshot, en, screen), undefined);
  };
  expect(await textOf('hanging')).toContain('only model lists were asked for');
  expect(await textOf('wants-a-key')).not.toContain('only model lists');
  expect(await textOf('nothing')).not.toContain('only model lists');
});

it('does not tell root to run it as root', async () => {
  const world = worldOf('silent-and-denied');
  const collect = async () => {
    const read = await world.collect();
    return read.ok ? succeed({ ...read.value, asRoot: true }) : read;
  };
  const result = await survey({ ...world, collect }, () => {});
  if (!result.ok) throw new Error(result.problem.kind);
  const screen = { columns: 80, hasColor: false };
  const text = surveyView(result.value, viewContext(result.value.snapshot, en, screen), undefined);
  expect(text).not.toContain('sudo');
  expect(text).toContain('even root');
});
