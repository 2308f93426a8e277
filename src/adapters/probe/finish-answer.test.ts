import { describe, expect, it } from 'vitest';
import type { Answer, HttpResponse } from '../../domain/facts/observation.ts';
import { finishAnswer } from './finish-answer.ts';
import { MARGIN } from './readable.ts';

const SECRET = 'canary-3c1f9';
const scrub = (text: string): string => text.replaceAll(SECRET, '***1***');

const response = (part: Partial<HttpResponse>): HttpResponse => ({
  status: 200,
  httpVersion: '1.1',
  headers: [],
  bodyStart: '',
  bodyBytes: 0,
  isTruncated: false,
  hadControl: false,
  ...part,
});

const finish = (part: Partial<HttpResponse>): HttpResponse => {
  const timing = { connectMs: 0, firstByteMs: 0, totalMs: 0 };
  const connectedTo = { address: '127.0.0.1', port: 1 };
  const answer: Answer = {
    kind: 'response',
    connectedTo,
    failedAttempts: [],
    response: response(part),
    timing,
  };
  const finished = finishAnswer(answer, scrub);
  return finished.kind === 'response' ? finished.response : response({});
};

describe('finishAnswer', () => {
  it('replaces secrets in every text that a peer sent', () => {
    const leaky = response({
      headers: [[`x-${SECRET}`, SECRET]],
      bodyStart: `you sent ${SECRET}`,
      models: { ids: [SECRET], ownedBy: [SECRET] },
    });
    const answers: Answer[] = [
      { kind: 'no-response', failedAttempts: [], tookMs: 1, failure: { at: 'tunnel', response: leaky } },
      { kind: 'no-response', failedAttempts: [], tookMs: 1, failure: { at: 'tls', detail: SECRET } },
      {
        kind: 'no-response',
        failedAttempts: [],
        tookMs: 1,
        failure: { at: 'response', failure: 'not-http', firstBytes: SECRET },
      },
      {
        kind: 'no-response',
        failedAttempts: [],
        tookMs: 1,
        failure: { at: 'connect' },
        tlsProblem: SECRET,
        proxyTlsProblem: SECRET,
      },
      { kind: 'tls', tookMs: 1, protocol: SECRET, subject: SECRET, problem: SECRET },
    ];
    expect(
      JSON.stringify([finish(leaky), answers.map((answer) => finishAnswer(answer, scrub))]),
    ).not.toContain(SECRET);
    expect(finish(leaky).bodyStart).toBe('you sent ***1***');
  });

  it('cuts each text to its length', () => {
    const long = 'x'.repeat(2048 + MARGIN);
    const cut = finish({ headers: [['a', long]], bodyStart: long, models: { ids: [long], ownedBy: [] } });
    expect([cut.headers[0]?.[1].length, cut.bodyStart.length, cut.models?.ids[0]?.length]).toEqual([
      512, 2048, 200,
    ]);
  });

  it('leaves no half of a secret at the end, however much the rest shrinks', () => {
    const whole = 2048 + MARGIN;
    for (let shift = 0; shift < SECRET.length; shift += 1) {
      const echo = `${'.'.repeat(shift)}${SECRET.repeat(400)}`.slice(0, whole);
      expect(finish({ bodyStart: echo }).bodyStart).not.toMatch(/canary|3c1f/);
    }
  });
});
