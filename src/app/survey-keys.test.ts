import { describe, expect, it } from 'vitest';
import { succeed } from '../domain/facts/result.ts';
import { EVERYTHING } from '../domain/intents/infer-intents.ts';
import { summarise } from '../domain/survey/summarise.ts';
import type { Answering } from '../domain/testing/answers.ts';
import { answersOf, lists, responds } from '../domain/testing/answers.ts';
import type { MachineSketch } from '../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { concludeSurvey } from './conclusion.ts';
import { examinedIn, survey } from './survey.ts';

const RIGHT = '***1***';
const EVALSCOPE = '/usr/bin/python3 /usr/bin/evalscope eval --api-url http://127.0.0.1:8000/v1';
const DECLARED = { name: 'qwen', url: 'http://127.0.0.1:8000/v1', keyVariable: 'QWEN', clients: [] };

const wantsKey: Answering = (question) =>
  (question.bearer === RIGHT ? lists('m') : responds(401, [['server', 'uvicorn']]))(question);

const look = async (sketch: MachineSketch, wanted = EVERYTHING) => {
  const found = await survey(
    {
      collect: async () =>
        succeed(
          sketchSnapshot({
            here: { listeners: ['vllm 9 127.0.0.1:8000'], ...sketch },
          }),
        ),
      ask: async (snapshot, questions) => answersOf(snapshot, questions, wantsKey),
      close: () => {},
    },
    () => {},
    wanted,
  );
  if (!found.ok) throw new Error(found.problem.kind);
  const { entries, answering } = summarise(examinedIn(found.value));
  return {
    conclusion: concludeSurvey(found.value),
    codes: entries.map(({ finding: { code, proof } }) => `${code} ${proof}`),
    wanting: answering.map(({ place, wantsKey: wants }) => `${place} ${wants}`),
    questions: found.value.snapshot.observations.map(({ question }) => JSON.stringify(question)),
  };
};

describe('a survey of a service that wants a key', () => {
  it('is calm where nobody named it, and sends it no key of the shell', async () => {
    const found = await look({ environment: { OPENAI_API_KEY: RIGHT } });
    expect(found).toMatchObject({ conclusion: 'works', codes: [], wanting: ['127.0.0.1:8000 true'] });
    expect(found.questions.length).toBeGreaterThan(0);
    expect(found.questions.join()).not.toContain(RIGHT);
  });

  it('asks with the key of the program that has one', async () => {
    const commands = { 23: EVALSCOPE };
    const found = await look({ commands, environments: { 23: { OPENAI_API_KEY: RIGHT } } });
    expect(found).toMatchObject({ conclusion: 'works', codes: [] });
  });

  it('only suspects a program that shows none', async () => {
    const found = await look({ commands: { 23: EVALSCOPE }, environments: { 23: {} } });
    expect(found.codes).toEqual(['unauthorized suspicion']);
  });

  it('tells apart two copies of a program that have other keys', async () => {
    const found = await look({
      commands: { 23: `${EVALSCOPE} --api-key ${RIGHT}`, 24: `${EVALSCOPE} --api-key ***2***` },
      environments: { 23: {}, 24: {} },
    });
    expect(found.codes).toEqual(['unauthorized stated-by-peer']);
  });

  it('asks with the variable that tongtu.yaml names', async () => {
    const found = await look({ environment: { QWEN: RIGHT } }, { declared: [DECLARED], scope: 'declared' });
    expect(found).toMatchObject({ conclusion: 'works', codes: [] });
  });
});
