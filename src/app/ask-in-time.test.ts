import { describe, expect, it } from 'vitest';
import type { Observation, Question } from '../domain/facts/observation.ts';
import { askInTime } from './ask-in-time.ts';

const questions: readonly Question[] = Array.from({ length: 100 }, (_, index) => ({
  kind: 'tcp',
  from: { node: 'here', uid: 0 },
  to: { address: '10.0.0.1', port: index + 1 },
}));

const answerTo = (question: Question): Observation => ({
  question,
  askedAt: '2026-11-21T12:00:00.000Z',
  answer: { kind: 'not-askable', why: 'unsupported' },
});

describe('asking in time', () => {
  it('asks everything where there is time, each once, and answers in the order of the questions', async () => {
    const asked: Question[] = [];
    const ask = async (question: Question) => {
      asked.push(question);
      // The first ones take longest.
      for (let turn = asked.length; turn < 50; turn += 1) await Promise.resolve();
      return [answerTo(question)];
    };
    const twice = [...questions, ...questions];
    const observations = await askInTime(twice, { ask, atOnce: 8, isOver: () => false });
    expect(asked).toEqual(questions);
    expect(observations.map(({ question }) => question)).toEqual(questions);
  });

  it('has no more under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const ask = async (question: Question) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return [answerTo(question)];
    };
    await askInTime(questions, { ask, atOnce: 7, isOver: () => false });
    expect(most).toBe(7);
  });

  it('begins nothing once the time is over, and waits for what it has begun', async () => {
    let asked = 0;
    const ask = async (question: Question) => {
      asked += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return [answerTo(question)];
    };
    const observations = await askInTime(questions, { ask, atOnce: 4, isOver: () => asked >= 10 });
    expect(asked).toBe(10);
    expect(observations.map(({ question }) => question)).toEqual(questions.slice(0, 10));
  });
});
