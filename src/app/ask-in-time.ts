import type { Observation, Question } from '../domain/facts/observation.ts';
import { questionKey } from '../domain/facts/observation.ts';

export interface TimeToAsk {
  /** Answers one question, for as long as that takes. */
  readonly ask: (question: Question) => Promise<readonly Observation[]>;
  /** How many questions are under way at a time. */
  readonly atOnce: number;
  /** Whether no further question may begin. */
  readonly isOver: () => boolean;
}

/** Asks each question once, in their order, until the time is over. What was not begun by then is not asked, and has no observation. */
export const askInTime = async (
  questions: readonly Question[],
  { ask, atOnce, isOver }: TimeToAsk,
): Promise<readonly Observation[]> => {
  const waiting = [...new Map(questions.map((question) => [questionKey(question), question])).values()];
  const answered: (readonly Observation[])[] = waiting.map(() => []);
  const rest = waiting.entries();
  const askOn = async (): Promise<void> => {
    for (const [index, question] of rest) {
      if (isOver()) return;
      answered[index] = await ask(question);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, askOn));
  return answered.flat();
};
