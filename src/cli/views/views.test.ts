import { describe, expect, it } from 'vitest';
import type { Examination } from '../../app/doctor.ts';
import { doctor } from '../../app/doctor.ts';
import { trace } from '../../app/trace.ts';
import { storedWorld } from '../../app/world.ts';
import { DEFAULT_CLIENTS } from '../../domain/clients/registry.ts';
import { parseTarget } from '../../domain/net/parse-target.ts';
import type { Answering } from '../../domain/testing/answers.ts';
import { answered, fails, lists, squidSays } from '../../domain/testing/answers.ts';
import type { MachineSketch } from '../../domain/testing/snapshot.ts';
import { sketchSnapshot } from '../../domain/testing/snapshot.ts';
import { en } from '../../messages/en.ts';
import { zh } from '../../messages/zh.ts';
import { readIntent } from '../read-intent.ts';
import type { Screen } from '../screen.ts';
import { widthOf } from '../screen.ts';
import { doctorView } from './doctor-view.ts';
import { traceView } from './trace-view.ts';
import { urlView } from './url-view.ts';
import { viewContext } from './view-context.ts';

const URL_TEXT = 'http://127.0.0.1:8000/v1';

const squidOffice = (listeners: readonly string[]): Readonly<Record<string, MachineSketch>> => ({
  laptop: {
    addresses: ['eth0 10.0.0.1/24'],
    environment: { http_proxy: 'http://10.0.0.2:3128', NO_PROXY: 'example.com' },
    listeners,
    clients: { curl: '7.88.1', requests: '2.28.1', node: '20.20.2' },
  },
  office: { addresses: ['eth0 10.0.0.2/24'], listeners: ['squid 33 0.0.0.0:3128'] },
});

const throughSquid =
  (direct: Answering): Answering =>
  (question) =>
    (question.route.kind === 'proxy' ? squidSays(503, 'ERR_CONNECT_FAIL', '111') : direct)(question);

const streams: Answering = (question) => {
  const answer = lists('OpenCUA-7B')(question);
  if (answer?.kind !== 'response' || question.kind !== 'chat') return answer;
  return { ...answer, stream: { firstTokenMs: 12.3, tokens: 1 } };
};

const SITUATIONS: Readonly<
  Record<
    string,
    { readonly machines: Readonly<Record<string, MachineSketch>>; readonly answering: Answering }
  >
> = {
  swallowed: { machines: squidOffice(['vllm 812 0.0.0.0:8000']), answering: throughSquid(streams) },
  'swallowed-and-stopped': { machines: squidOffice([]), answering: throughSquid(fails('refused')) },
  healthy: {
    machines: { laptop: { listeners: ['vllm 812 0.0.0.0:8000'], clients: { curl: '7.88.1' } } },
    answering: streams,
  },
  'other-family': {
    machines: { laptop: { listeners: ['ollama 90 [::1]:8000'] } },
    answering: (question) =>
      (question.connectTo[0]?.address === '::1' ? streams : fails('refused'))(question),
  },
};

const examine = async (name: string): Promise<Examination> => {
  const situation = SITUATIONS[name];
  const intent = readIntent(URL_TEXT, DEFAULT_CLIENTS, true);
  if (situation === undefined || !intent.ok) throw new Error(`no situation ${name}`);
  const snapshot = answered(sketchSnapshot(situation.machines), intent.value, situation.answering);
  const result = await doctor(storedWorld(snapshot), intent.value, () => {});
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
};

const PLAIN: Screen = { columns: 80, hasColor: false };
const LANGUAGES = [en, zh];

/** What is to be pasted stays on one line however long it is. */
const isPaste = (line: string): boolean => /^\s+(?:export|env|curl|http|--)/.test(line);

describe('doctor on a screen of 80 columns', () => {
  for (const name of Object.keys(SITUATIONS)) {
    for (const words of LANGUAGES) {
      it(`${name}, ${words.language}`, async () => {
        const examination = await examine(name);
        const text = doctorView(examination, viewContext(examination.snapshot, words, PLAIN), undefined);
        await expect(text).toMatchFileSnapshot(`golden/doctor-${name}.${words.language}.txt`);
      });

      it(`${name}, ${words.language}: no line is wider, unless it is to be pasted`, async () => {
        const examination = await examine(name);
        const text = doctorView(examination, viewContext(examination.snapshot, words, PLAIN), undefined);
        const wide = text.split('\n').filter((line) => widthOf(line) > 80 && !isPaste(line));
        expect(wide).toEqual([]);
      });
    }
  }

  it('colour adds nothing but colour', async () => {
    const examination = await examine('swallowed');
    const draw = (hasColor: boolean) =>
      doctorView(examination, viewContext(examination.snapshot, en, { columns: 80, hasColor }), undefined);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
    const withoutColor = draw(true).replace(/\u001b\[\d+m/g, '');
    expect(draw(true)).toContain('\u001b[31m');
    expect(withoutColor).toBe(draw(false));
  });
});

describe('trace', () => {
  it.each(LANGUAGES)('draws the tree ($language)', async (words) => {
    const target = parseTarget(URL_TEXT);
    if (!target.ok) throw new Error('no target');
    const snapshot = sketchSnapshot(squidOffice(['vllm 812 0.0.0.0:8000']));
    const traced = await trace(storedWorld(snapshot), 'curl', target.value);
    if (!traced.ok) throw new Error(traced.problem.kind);
    const text = traceView(traced.value, viewContext(snapshot, words, PLAIN));
    await expect(text).toMatchFileSnapshot(`golden/trace-swallowed.${words.language}.txt`);
  });
});

describe('a URL that is none', () => {
  it.each(LANGUAGES)('is shown with a pointer and the corrected one ($language)', async (words) => {
    const parsed = parseTarget('http://127.0.0.1:8000:8000/v1/models');
    if (parsed.ok) throw new Error('it parsed');
    await expect(urlView(parsed.problem, { words, screen: PLAIN })).toMatchFileSnapshot(
      `golden/url-port-twice.${words.language}.txt`,
    );
  });
});
