import { describe, expect, it } from 'vitest';
import type { History } from '../../domain/health/history.ts';
import { addRound, NO_HISTORY } from '../../domain/health/history.ts';
import type { Headline, PathHealth, Round } from '../../domain/health/round.ts';
import type { GpuState, Usage } from '../../domain/health/usage.ts';
import { en } from '../../messages/en.ts';
import { zh } from '../../messages/zh.ts';
import { widthOf } from '../screen.ts';
import { watchJson } from './watch-json.ts';
import type { WatchContext, WatchState } from './watch-view.ts';
import { watchLine, watchSummary, watchView } from './watch-view.ts';

const URL_TEXT = 'http://127.0.0.1:8000/v1';
const MISSING: GpuState = { kind: 'unknown', why: 'missing-tool' };
const GIB = 1_024 ** 3;

const usage = (more: Partial<Usage> = {}): Usage => ({
  pid: 812,
  name: 'vllm',
  processes: 3,
  cpuPercent: 143,
  memory: { bytes: 5.2 * GIB, counts: 'pss' },
  gpu: { kind: 'known', utilizationPercent: 37, memoryBytes: 15.2 * GIB },
  ...more,
});

const CURL: PathHealth = {
  clients: ['curl', 'requests'],
  works: true,
  observed: { kind: 'not-asked' },
  status: 200,
  listMs: 3.1,
};

const chat = (totalMs: number): PathHealth => ({
  ...CURL,
  firstTokenMs: totalMs / 3,
  chatMs: totalMs,
  tokens: 8,
  tokensPerSecond: 21,
});

const SWALLOWED: Headline = {
  code: 'proxy-intercepts-local',
  severity: 'broken',
  proof: 'control-probe',
  params: { target: '127.0.0.1:8000', proxy: 'http://10.0.0.2:3128', answered: 'yes' },
  clients: ['curl', 'requests'],
};

const REFUSED: PathHealth = {
  ...CURL,
  works: false,
  observed: {
    kind: 'no-answer',
    evidence: {
      kind: 'no-answer',
      at: { address: '127.0.0.1', port: 8000 },
      failure: 'refused',
      tookMs: 0.2,
    },
  },
};

const works = (totalMs: number): Partial<Round> => ({ paths: [chat(totalMs)], usage: usage() });
const swallowed: Partial<Round> = {
  outcome: 'broken',
  paths: [{ ...CURL, works: false }],
  findings: [SWALLOWED],
  usage: usage(),
};

const historyOf = (rounds: readonly Partial<Round>[]): History =>
  rounds.reduce<History>(
    (history, more, index) =>
      addRound(history, {
        number: index + 1,
        at: new Date(Date.UTC(2026, 10, 21, 14, 3) + index * 5_000).toISOString(),
        elapsedMs: index * 5_000,
        outcome: 'works',
        isMomentary: false,
        findings: [],
        paths: [],
        ...more,
      }),
    NO_HISTORY,
  );

const TIMES = [36, 40, 38, 41, 90, 37, 39, 36, 44, 40, 38, 36];
const WELL = TIMES.map(works);

const SITUATIONS: Readonly<Record<string, Omit<WatchState, 'url' | 'everySeconds'>>> = {
  first: { history: NO_HISTORY },
  well: { history: historyOf(WELL) },
  'well-without-inference': {
    history: historyOf(
      TIMES.map((ms) => ({
        paths: [{ ...CURL, listMs: ms / 10 }],
        usage: { pid: 90, name: 'ollama', processes: 1, gpu: MISSING },
      })),
    ),
  },
  swallowed: { history: historyOf([...WELL, swallowed, swallowed]) },
  stopped: {
    history: historyOf([
      ...WELL,
      {
        ...swallowed,
        findings: [
          {
            code: 'nothing-listening',
            severity: 'broken',
            proof: 'model',
            params: { target: '127.0.0.1:8000' },
            clients: ['curl', 'requests', 'httpx', 'node'],
          },
        ],
      },
    ]),
  },
  'well-again': { history: historyOf([...WELL, swallowed, swallowed, works(40)]) },
  flapping: {
    history: historyOf(
      [...WELL, ...WELL].map((round, index) =>
        index % 5 === 4 ? { outcome: 'broken', isMomentary: true, paths: [REFUSED] } : round,
      ),
    ),
  },
  'by-luck': {
    history: historyOf(
      TIMES.map((ms) => ({
        ...works(ms),
        findings: [
          { ...SWALLOWED, severity: 'warning', params: { ...SWALLOWED.params, how: 'by-luck' } } as const,
        ],
      })),
    ),
  },
  'cannot-tell': {
    history: historyOf([...WELL, { outcome: 'unclear', paths: [{ ...CURL, works: false }] }]),
  },
  hangs: { history: historyOf(WELL), waiting: { round: 13, forMs: 23_000 } },
};

const contextOf = (words: typeof en, hasColor = false, columns = 80): WatchContext => ({
  words,
  screen: { columns, hasColor },
  clockTime: (iso) => iso.slice(11, 19),
});

const draw = (name: string, context: WatchContext): string => {
  const state = SITUATIONS[name];
  if (state === undefined) throw new Error(`no situation ${name}`);
  return watchView({ url: URL_TEXT, everySeconds: 5, ...state }, context);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
const withoutColor = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

describe('a watch on a screen', () => {
  for (const name of Object.keys(SITUATIONS)) {
    for (const words of [en, zh]) {
      it(`${name}, ${words.language}`, async () => {
        await expect(draw(name, contextOf(words))).toMatchFileSnapshot(
          `golden/watch-${name}.${words.language}.txt`,
        );
      });

      it.each([40, 80, 120])(
        `${name}, ${words.language}: at most 12 lines, none wider than %i`,
        (columns) => {
          const lines = draw(name, contextOf(words, false, columns))
            .trimEnd()
            .split('\n');
          expect(lines.length).toBeLessThanOrEqual(12);
          expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
        },
      );

      it(`${name}, ${words.language}: colour adds nothing but colour`, () => {
        const colored = draw(name, contextOf(words, true));
        expect(withoutColor(colored)).toBe(draw(name, contextOf(words)));
      });
    }
  }

  it('is green, red or yellow', () => {
    const start = (name: string): string => draw(name, contextOf(en, true)).slice(0, 5);
    expect([start('well'), start('swallowed'), start('cannot-tell')]).toEqual([
      '\u001b[32m',
      '\u001b[31m',
      '\u001b[33m',
    ]);
  });

  it('says of how many rounds the times are, where it does not hold all', () => {
    const history = historyOf(Array.from({ length: 800 }, () => works(40)));
    const text = watchView({ url: URL_TEXT, everySeconds: 5, history }, contextOf(en));
    expect(text).toContain('times of the last 720 rounds');
  });
});

describe('a watch in a log', () => {
  it.each([en, zh])('is a line a round ($language)', async (words) => {
    const { last: well } = historyOf(WELL);
    const { last: broken } = historyOf([swallowed]);
    const { last: momentary } = historyOf([{ outcome: 'broken', isMomentary: true, paths: [REFUSED] }]);
    const rounds = [well, broken, momentary].flatMap((round) => round ?? []);
    const history = historyOf([...WELL, swallowed]);
    const text = [
      ...rounds.map((round) => watchLine(round, contextOf(words))),
      watchSummary(history, 62_000, words),
      watchSummary(NO_HISTORY, 100, words),
    ].join('');
    await expect(text).toMatchFileSnapshot(`golden/watch-lines.${words.language}.txt`);
  });
});

describe('a round as JSON', () => {
  it('holds null, and not 0, for what is not known', () => {
    const history = historyOf([{ outcome: 'unclear' }]);
    const { last } = history;
    if (last === undefined) throw new Error('no round');
    expect(watchJson(URL_TEXT, last, history)).toEqual({
      schemaVersion: 1,
      time: '2026-11-21T14:03:00.000Z',
      round: 1,
      elapsedMs: 0,
      url: URL_TEXT,
      works: false,
      conclusion: 'unclear',
      isMomentary: false,
      status: null,
      listMs: null,
      firstTokenMs: null,
      totalMs: null,
      tokens: null,
      tokensPerSecond: null,
      findings: [],
      paths: [],
      usage: null,
      summary: {
        rounds: 1,
        broken: 0,
        unclear: 1,
        windowRounds: 1,
        errorRate: null,
        firstTokenMs: null,
        totalMs: null,
        tokensPerSecond: null,
      },
    });
  });

  it('holds the findings of a round that failed, and the numbers of one that did not', () => {
    const history = historyOf([works(36), swallowed]);
    const [first] = [historyOf([works(36)])];
    if (history.last === undefined || first.last === undefined) throw new Error('no round');
    expect(watchJson(URL_TEXT, history.last, history)).toMatchObject({
      works: false,
      findings: [SWALLOWED],
      summary: { rounds: 2, broken: 1, errorRate: 0.5 },
    });
    expect(watchJson(URL_TEXT, first.last, first)).toMatchObject({
      works: true,
      status: 200,
      firstTokenMs: 12,
      totalMs: 36,
      tokensPerSecond: 21,
      usage: { pid: 812, cpuPercent: 143, memory: { counts: 'pss' } },
    });
  });
});
