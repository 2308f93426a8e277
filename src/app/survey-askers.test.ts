import { describe, expect, it } from 'vitest';
import { succeed } from '../domain/facts/result.ts';
import type { Wanted } from '../domain/intents/infer-intents.ts';
import { EVERYTHING } from '../domain/intents/infer-intents.ts';
import { summarise } from '../domain/survey/summarise.ts';
import type { Answering } from '../domain/testing/answers.ts';
import { answersOf, lists, responds, squidSays } from '../domain/testing/answers.ts';
import type { MachineSketch } from '../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { concludeSurvey } from './conclusion.ts';
import type { Survey } from './survey.ts';
import { examinedIn, survey } from './survey.ts';

const BASE = 'http://127.0.0.1:8000/v1';
const EVALSCOPE = `/usr/bin/python3 /usr/bin/evalscope eval --api-url ${BASE}`;
const PROXY = { http_proxy: 'http://10.0.0.2:3128' };

/** A service beside a proxy that cannot reach it; another path than that of its API is not found there. */
const throughSquid: Answering = (question) => {
  if (question.route.kind === 'proxy') return squidSays(503, 'ERR_CONNECT_FAIL', '111')(question);
  const isApi = /^http:\/\/[^/]+\/v1\/[a-z]+$/.test(question.url);
  return (isApi ? lists('base', 'lora') : responds(404, [['server', 'uvicorn']]))(question);
};

const look = async (sketch: MachineSketch, wanted: Wanted = EVERYTHING): Promise<Survey> => {
  const snapshot = sketchSnapshot({
    here: { addresses: ['eth0 10.0.0.1/24'], listeners: ['vllm 9 127.0.0.1:8000'], ...sketch },
  });
  const result = await survey(
    {
      collect: async () => succeed(snapshot),
      ask: async (read, questions) => answersOf(read, questions, throughSquid),
      close: () => {},
    },
    () => {},
    wanted,
  );
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
};

/** Of the processes alone: the shell is asked for, too. */
const ofProcesses = (found: Survey) =>
  found.inference.inferred.map(({ intent }) => intent).filter(({ asker }) => asker.kind === 'process');

describe('what a process is really connected to', () => {
  const straight = '24 established 127.0.0.1:4 127.0.0.1:8000';
  const sketch = {
    commands: { 23: EVALSCOPE, 24: EVALSCOPE },
    environments: { 23: PROXY, 24: PROXY },
  };

  it('counts for more than what its program is known to ask with', async () => {
    const found = await look({
      commands: { 24: EVALSCOPE },
      environments: { 24: PROXY },
      connections: [straight],
    });
    expect(ofProcesses(found).map(({ clients }) => clients)).toEqual([['aiohttp']]);
    expect(concludeSurvey(found)).toBe('works');
  });

  it('keeps it apart from those that are alike and connected elsewhere', async () => {
    const stuck = '23 established 10.0.0.1:5 10.0.0.2:3128';
    const found = await look({ ...sketch, connections: [straight, stuck] });
    const [entry, ...others] = summarise(examinedIn(found)).entries;
    expect(others).toEqual([]);
    expect(entry?.met.map(({ inferred: { intent, alsoPids } }) => [intent.asker, alsoPids])).toEqual([
      [{ kind: 'process', node: 'here', pid: 23 }, []],
    ]);
  });

  it('changes nothing where it leads elsewhere', async () => {
    const found = await look({ ...sketch, connections: ['24 established 10.0.0.1:5 10.0.0.7:443'] });
    expect(ofProcesses(found).map(({ clients }) => clients)).toEqual([['httpx']]);
  });
});

describe('the URL that a program is given', () => {
  const conclusionFor = async (command: string) =>
    concludeSurvey(await look({ commands: { 23: command }, environments: { 23: {} } }));

  it.each(['/chat/completions', '/chat/completions/', '/', ''])(
    'is read as EvalScope reads it: %s is no part of the base',
    async (suffix) => expect(await conclusionFor(EVALSCOPE + suffix)).toBe('works'),
  );

  it('is taken as it stands by other programs', async () =>
    expect(await conclusionFor(`python3 ask.py --api-url ${BASE}/chat/completions`)).toBe('broken'));

  it('is told as it was written', async () => {
    const url = `${BASE}/chat/completions`;
    const found = await look({
      commands: { 23: `evalscope eval --api-url ${url}` },
      environments: { 23: {} },
    });
    expect(ofProcesses(found).map((intent) => intent.url)).toEqual([url]);
  });
});

describe('two names in tongtu.yaml for one URL', () => {
  const named = (name: string, model: string) => ({ name, url: BASE, model, clients: ['curl'] });

  it('are each checked with its own model', async () => {
    const declared = [named('base', 'base'), named('tuned', 'lora-2')];
    const found = await look({ environment: { OPENAI_BASE_URL: BASE } }, { declared, scope: 'everybody' });
    expect(found.inference.inferred.map(({ intent }) => intent.model)).toEqual(['base', 'lora-2']);
    expect(summarise(examinedIn(found)).entries.map(({ finding }) => finding.code)).toEqual(['wrong-model']);
  });

  it('are one where they wish for the same', async () => {
    const declared = [named('base', 'base'), named('again', 'base')];
    const found = await look({}, { declared, scope: 'everybody' });
    expect(found.inference.inferred).toHaveLength(1);
  });
});
