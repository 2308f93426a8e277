import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnose/diagnose.ts';
import { openDossier } from '../diagnose/dossier.ts';
import type { Answering } from '../testing/answers.ts';
import { answered, fails, lists, responds } from '../testing/answers.ts';
import type { MachineSketch } from '../testing/snapshot.ts';
import { sketchSnapshot } from '../testing/snapshot.ts';
import { typedIntent } from '../testing/typed-intent.ts';
import { whatRoundShows } from './round.ts';
import { servingProcess } from './serving-process.ts';

const SERVICE: MachineSketch = { listeners: ['vllm 812 0.0.0.0:8000'] };

const diagnosisOf = (
  answering: Answering,
  machines: Readonly<Record<string, MachineSketch>>,
  url: string,
) => {
  const intent = typedIntent(url, { chatTokens: 8 });
  const diagnosis = diagnose(openDossier(answered(sketchSnapshot(machines), intent, answering)), intent);
  if (diagnosis === undefined) throw new Error('no diagnosis');
  return diagnosis;
};

const LOCAL = 'http://127.0.0.1:8000/v1';
const pathOf = (answering: Answering) =>
  whatRoundShows(diagnosisOf(answering, { laptop: SERVICE }, LOCAL)).paths[0];

/** A chat of so many pieces in so many milliseconds, the first of them after 20. */
const streams =
  (tokens: number, totalMs: number): Answering =>
  (question) => {
    const answer = lists('qwen')(question);
    if (question.kind !== 'chat' || answer?.kind !== 'response') return answer;
    const timing = { ...answer.timing, totalMs };
    return { ...answer, timing, stream: { firstTokenMs: 20, tokens } };
  };

describe('the numbers of a round', () => {
  it('are those of the chat, and of the list before it', () => {
    expect(pathOf(streams(8, 370))).toMatchObject({
      works: true,
      status: 200,
      listMs: 3,
      firstTokenMs: 20,
      chatMs: 370,
      tokens: 8,
      tokensPerSecond: 20,
    });
  });

  it('hold no rate where one piece came, or all at once', () => {
    expect(pathOf(streams(1, 370))).not.toHaveProperty('tokensPerSecond');
    expect(pathOf(streams(8, 22))).not.toHaveProperty('tokensPerSecond');
  });

  it('hold the status of a chat that fails, and no first token', () => {
    const failing: Answering = (question) =>
      (question.kind === 'chat' ? responds(500) : lists('qwen'))(question);
    expect(pathOf(failing)).toMatchObject({ works: false, status: 500, listMs: 3, chatMs: 3 });
    expect(pathOf(failing)).not.toHaveProperty('firstTokenMs');
  });

  it('are none where nobody answers', () => {
    expect(pathOf(fails('refused'))).toEqual({
      clients: ['curl'],
      works: false,
      observed: expect.objectContaining({ kind: 'no-answer' }),
    });
  });
});

describe('the process that serves', () => {
  it('is the one that listens where the URL points', () => {
    const diagnosis = diagnosisOf(lists('qwen'), { laptop: SERVICE }, LOCAL);
    expect(servingProcess(diagnosis)).toEqual({ pid: 812, name: 'vllm', startTicks: 812 });
  });

  it('is that one too where a proxy answers instead of it', () => {
    const laptop = { ...SERVICE, environment: { http_proxy: 'http://127.0.0.1:3128' } };
    const withProxy = { ...laptop, listeners: [...(SERVICE.listeners ?? []), 'squid 33 127.0.0.1:3128'] };
    const diagnosis = diagnosisOf(lists('qwen'), { laptop: withProxy }, LOCAL);
    expect(servingProcess(diagnosis)).toMatchObject({ pid: 812 });
  });

  it('is none where nobody listens, or on a machine that is not seen', () => {
    expect(servingProcess(diagnosisOf(fails('refused'), { laptop: {} }, LOCAL))).toBeUndefined();
    const elsewhere = diagnosisOf(lists('qwen'), { laptop: SERVICE }, 'http://10.9.9.9:8000/v1');
    expect(servingProcess(elsewhere)).toBeUndefined();
  });
});
