import { describe, expect, it } from 'vitest';
import { unknown } from '../domain/facts/known.ts';
import { succeed } from '../domain/facts/result.ts';
import type { Snapshot } from '../domain/facts/snapshot.ts';
import { summarise } from '../domain/survey/summarise.ts';
import type { Answering } from '../domain/testing/answers.ts';
import { answersOf, fails, lists, responds, squidSays, staysSilent } from '../domain/testing/answers.ts';
import type { MachineSketch } from '../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../domain/testing/snapshot.ts';
import { concludeSurvey } from './conclusion.ts';
import type { Survey } from './survey.ts';
import { examinedIn, survey } from './survey.ts';
import type { World } from './world.ts';
import { storedWorld } from './world.ts';

const sketched = (sketch: MachineSketch, answering: Answering): World => ({
  collect: async () => succeed(sketchSnapshot({ here: { addresses: ['eth0 10.0.0.1/24'], ...sketch } })),
  ask: async (snapshot: Snapshot, questions) => answersOf(snapshot, questions, answering),
  close: () => {},
});

const look = async (world: World): Promise<Survey> => {
  const result = await survey(world, () => {});
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
};

const PROXY = { http_proxy: 'http://10.0.0.2:3128' };
const EVALSCOPE = '/usr/bin/python3 /usr/bin/evalscope eval --api-url http://127.0.0.1:8000/v1';

/** Squid elsewhere cannot reach what is meant; without it a service answers. */
const throughSquid: Answering = (question) =>
  (question.route.kind === 'proxy' ? squidSays(503, 'ERR_CONNECT_FAIL', '111') : lists('m'))(question);

const entriesOf = (found: Survey) =>
  summarise(examinedIn(found)).entries.map(({ finding, met }) => ({
    code: finding.code,
    severity: finding.severity,
    who: met.map(({ diagnosis: { it } }) =>
      it.intent.asker.kind === 'process' ? it.intent.asker.pid : 'shell',
    ),
    urls: met.map(({ diagnosis: { it } }) => it.intent.url),
    open: met[0].open?.to.port,
  }));

describe('a survey', () => {
  it('is calm where nothing listens and nobody asks', async () => {
    const found = await look(sketched({}, lists('m')));
    expect(found.diagnoses).toEqual([]);
    expect(concludeSurvey(found)).toBe('works');
  });

  it('finds a service by what it answers, on a port that it knows', async () => {
    const found = await look(sketched({ listeners: ['python3 9 0.0.0.0:8000'] }, lists('m')));
    expect(found.diagnoses.map(({ it }) => it.intent.url)).toEqual(['http://127.0.0.1:8000/v1']);
    expect(concludeSurvey(found)).toBe('works');
  });

  it('leaves other programs alone: the page of a web server is nobody’s business', async () => {
    const found = await look(sketched({ listeners: ['python3 9 0.0.0.0:8000'] }, responds(404)));
    expect(found.diagnoses).toEqual([]);
  });

  it('finds a service that wants a key before it says what it is', async () => {
    const found = await look(sketched({ listeners: ['python3 9 0.0.0.0:8000'] }, responds(401)));
    const { answering } = summarise(examinedIn(found));
    expect(answering).toMatchObject([{ place: '127.0.0.1:8000', program: 'unknown', wantsKey: true }]);
  });

  it('cannot say that all is well where the only one who listens on a known port is silent', async () => {
    const found = await look(sketched({ listeners: ['python3 9 0.0.0.0:8000'] }, staysSilent));
    expect(found.unseen.silent).toEqual(['127.0.0.1:8000']);
    expect(concludeSurvey(found)).toBe('unclear');
  });

  it('tells of one on a known port to which no connection comes through', async () => {
    const found = await look(sketched({ listeners: ['python3 9 0.0.0.0:8000'] }, fails('timed-out')));
    expect(entriesOf(found)).toMatchObject([{ code: 'model-disagrees', who: ['shell'] }]);
    expect(concludeSurvey(found)).toBe('unclear');
  });

  it('leaves a program alone that wants a key on a port of its own choice', async () => {
    const found = await look(sketched({ listeners: ['python3 9 0.0.0.0:45123'] }, responds(401)));
    expect(found.diagnoses).toEqual([]);
  });

  it('does not ask what is no service by port or name', async () => {
    const found = await look(sketched({ listeners: ['sshd 9 0.0.0.0:22'] }, lists('m')));
    expect(found.snapshot.observations).toEqual([]);
  });

  it('asks no service on a link-local address: nobody can write its URL without the zone', async () => {
    const found = await look(sketched({ listeners: ['vllm 9 [fe80::5]:8000'] }, lists('m')));
    expect(found.snapshot.observations).toEqual([]);
    expect(concludeSurvey(found)).toBe('works');
  });

  it('tells of a service by its command line that it does not answer', async () => {
    const sketch = { listeners: ['python3 9 0.0.0.0:8000'], commands: { 9: 'python3 -m vllm serve m' } };
    const found = await look(sketched(sketch, responds(500)));
    expect(entriesOf(found)).toMatchObject([{ code: 'service-error', who: ['shell'] }]);
  });

  it('asks as the process that names a service, with the environment that it was started with', async () => {
    const sketch = {
      listeners: ['vllm 9 127.0.0.1:8000'],
      commands: { 23: EVALSCOPE },
      environments: { 23: PROXY },
    };
    const found = await look(sketched(sketch, throughSquid));
    expect(entriesOf(found)).toEqual([
      {
        code: 'proxy-intercepts-local',
        severity: 'broken',
        who: [23],
        urls: ['http://127.0.0.1:8000/v1'],
        open: undefined,
      },
    ]);
    expect(concludeSurvey(found)).toBe('broken');
  });

  it('tells a cause that several meet once, the one that waits right now first', async () => {
    const sketch = {
      listeners: ['vllm 9 127.0.0.1:8000'],
      commands: { 23: EVALSCOPE, 24: EVALSCOPE, 25: EVALSCOPE.replace('8000', '8001') },
      environments: { 23: PROXY, 24: PROXY, 25: PROXY },
      connections: ['25 established 10.0.0.1:40000 10.0.0.2:3128'],
    };
    const found = await look(sketched(sketch, throughSquid));
    expect(entriesOf(found)).toMatchObject([{ who: [25, 23], open: 3128 }]);
    expect(found.inference.inferred.find(({ intent }) => intent.url.includes('8000'))?.alsoPids).toEqual([
      24,
    ]);
  });

  it('rules out the clients that would be connected elsewhere', async () => {
    const ask = { commands: { 23: 'python3 ask.py' } };
    const environments = { 23: { ...PROXY, OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' } };
    const clientsFor = async (connections: readonly string[]) => {
      const sketch = { listeners: ['vllm 9 127.0.0.1:8000'], ...ask, environments, connections };
      const found = await look(sketched(sketch, throughSquid));
      return found.inference.inferred[0]?.intent.clients;
    };
    const all = ['requests', 'httpx', 'aiohttp', 'aiohttp-trust-env'];
    expect(await clientsFor([])).toEqual(all);
    expect(await clientsFor(['23 established 10.0.0.1:4 10.0.0.7:443'])).toEqual(all);
    expect(await clientsFor(['23 established 127.0.0.1:4 127.0.0.1:8000'])).toEqual(['aiohttp']);
    expect(await clientsFor(['23 syn-sent 10.0.0.1:4 10.0.0.2:3128'])).toEqual([
      'requests',
      'httpx',
      'aiohttp-trust-env',
    ]);
  });

  it('counts a process whose client is not modelled, and guesses nothing of it', async () => {
    const sketch = { commands: { 23: 'ollama run q' }, environments: { 23: { OLLAMA_HOST: '10.0.0.9' } } };
    const found = await look(sketched(sketch, fails('timed-out')));
    expect(found.inference.notModelled.map(({ pid }) => pid)).toEqual([23]);
    expect(found.diagnoses).toEqual([]);
  });

  it('takes a server’s own address in its environment for where it listens', async () => {
    const sketch = {
      listeners: ['node 23 127.0.0.1:8000'],
      commands: { 23: 'node server.js' },
      environments: { 23: { OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' } },
    };
    const found = await look(sketched(sketch, responds(404)));
    expect(found.diagnoses).toEqual([]);
  });

  it('asks for nothing that is no service for models: a request may do something', async () => {
    const commands = {
      30: 'python3 hook.py --webhook-url http://127.0.0.1:3000/hook/abc',
      31: 'curl https://example.com/a.tar.gz',
      32: 'python3 app.py',
      33: 'node dev.js',
    };
    const environments = {
      30: {},
      31: {},
      32: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
        S3_ENDPOINT: 'http://127.0.0.1:9000',
        HF_ENDPOINT: 'https://hf-mirror.com',
        JUPYTERHUB_API_URL: 'http://127.0.0.1:8081/hub/api',
      },
      33: { VITE_API_URL: 'http://localhost:3000' },
    };
    const found = await look(sketched({ commands, environments }, fails('refused')));
    expect(found.diagnoses).toEqual([]);
    expect(found.inference.notModelled).toEqual([]);
    expect(found.snapshot.observations).toEqual([]);
  });

  it('asks for the root of a service that was found on a port of its own choice', async () => {
    const sketch = {
      listeners: ['vllm 9 127.0.0.1:9001'],
      commands: { 30: 'curl http://127.0.0.1:9001/' },
      environments: { 30: {} },
    };
    const found = await look(sketched(sketch, lists('m')));
    expect(found.inference.inferred.map(({ intent }) => intent.asker)).toMatchObject([
      { kind: 'process', pid: 30 },
      { kind: 'consumer' },
    ]);
  });

  it('checks a bounded number of intents, and counts the rest', async () => {
    const pids = Array.from({ length: 10_000 }, (_, index) => index + 100);
    const commands = Object.fromEntries(
      pids.map((pid) => [pid, `curl http://10.0.0.9:${(pid % 60_000) + 1}/v1`]),
    );
    const environments = Object.fromEntries(pids.map((pid) => [pid, {}]));
    const found = await look(sketched({ commands, environments }, responds(204)));
    expect(found.diagnoses).toHaveLength(256);
    expect(found.inference.leftOut).toBe(9_744);
  }, 60_000);

  it('checks what tongtu.yaml declares, under its name, and does not tell the service there once more', async () => {
    const declared = [
      { name: 'qwen', url: 'http://127.0.0.1:8000/v1', model: 'm', clients: ['curl'] },
      { name: 'job', url: 'http://127.0.0.1:8000/v1', from: 'pid:9', clients: [] },
      { name: 'web', url: 'http://127.0.0.1:8000/v1', from: 'container:web', clients: [] },
    ];
    const sketch = { listeners: ['vllm 9 127.0.0.1:8000', 'ollama 10 127.0.0.1:11434'] };
    const world = sketched(sketch, lists('m'));
    const look = async (scope: 'everybody' | 'declared') => {
      const result = await survey(world, () => {}, { declared, scope });
      if (!result.ok) throw new Error(result.problem.kind);
      return result.value.inference;
    };
    const all = await look('everybody');
    expect(
      all.inferred.map(({ intent }) => [intent.foundIn.kind, intent.url, intent.clients.length]),
    ).toEqual([
      ['declared', 'http://127.0.0.1:8000/v1', 1],
      ['declared', 'http://127.0.0.1:8000/v1', 4],
      ['listener', 'http://127.0.0.1:11434/v1', 4],
    ]);
    expect(all.askedAlone).toEqual(['web']);
    expect((await look('declared')).inferred.map(({ intent }) => intent.foundIn.kind)).toEqual([
      'declared',
      'declared',
    ]);
  });

  describe('of what it did not see', () => {
    const deny = (world: World): World => ({
      ...world,
      collect: async () => {
        const read = await world.collect();
        if (!read.ok) return read;
        const fact = {
          node: read.value.consumer.node,
          kind: 'environment',
          key: 'others',
          readAt: read.value.takenAt,
          state: unknown('denied', { kind: 'run-as-root' }),
        } as const;
        return succeed({ ...read.value, facts: [...read.value.facts, fact] });
      },
    });
    const listeners = ['python3 9 127.0.0.1:8000', 'python3 10 127.0.0.1:8001'];

    it('says that there are processes of others, where it may not read them', async () => {
      expect((await look(sketched({}, lists('m')))).unseen.isDenied).toBe(false);
      const found = await look(deny(sketched({}, lists('m'))));
      expect(found.unseen.isDenied).toBe(true);
      expect(concludeSurvey(found)).toBe('works');
    });

    it('names ports of known services where somebody accepts and is silent, unless a process asks there', async () => {
      const commands = { 23: 'curl http://127.0.0.1:8001/v1' };
      const found = await look(sketched({ listeners, commands, environments: { 23: {} } }, staysSilent));
      expect(found.unseen.silent).toEqual(['127.0.0.1:8000']);
      expect(entriesOf(found)).toMatchObject([{ code: 'service-silent', who: [23] }]);
    });

    it('leaves a silent program alone that only is Python, on a port of its own choice', async () => {
      const found = await look(sketched({ listeners: ['python3 9 127.0.0.1:45123'] }, staysSilent));
      expect(found.snapshot.observations).toHaveLength(1);
      expect(found.unseen.silent).toEqual([]);
    });

    it('names what nobody had the time to ask, and cannot conclude then that all is well', async () => {
      const world = { ...sketched({ listeners }, lists('m')), ask: async () => [] };
      const found = await look(world);
      expect(found.unseen.notAsked).toEqual(['127.0.0.1:8000', '127.0.0.1:8001']);
      expect(concludeSurvey(found)).toBe('unclear');
    });

    it('names an intent whose request was not made', async () => {
      const commands = { 23: 'curl http://10.0.0.9:8000/v1' };
      const world = { ...sketched({ commands, environments: { 23: {} } }, lists('m')), ask: async () => [] };
      expect((await look(world)).unseen.notAsked).toEqual(['10.0.0.9:8000']);
    });
  });

  it('does not say of a place that it answers and that nobody can tell', async () => {
    const commands = { 23: 'curl http://127.0.0.1:8000/v1' };
    const sketch = { listeners: ['python3 9 127.0.0.1:8000'], commands, environments: { 23: {} } };
    const found = await look(sketched(sketch, responds(204)));
    const { answering, unclear } = summarise(examinedIn(found));
    const places = unclear.map(({ diagnosis: { it } }) => it.intent.url);
    expect(answering.filter(({ place }) => places.includes(`http://${place}/v1`))).toEqual([]);
  });

  it('reaches the same from the snapshot that it leaves', async () => {
    const sketch = {
      listeners: ['vllm 9 127.0.0.1:8000'],
      commands: { 23: EVALSCOPE },
      environments: { 23: PROXY },
    };
    const first = await look(sketched(sketch, throughSquid));
    const again = await look(storedWorld(first.snapshot));
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  });
});
