import type { Diagnosis } from '../domain/diagnose/diagnose.ts';
import type { Survey } from './survey.ts';

/** What a diagnosis comes to. */
export type Conclusion = 'works' | 'broken' | 'unclear';

/** `broken` with any cause that stops a flow; `works` when every client arrives; else nobody can tell. */
export const concludeFrom = ({ findings, paths }: Diagnosis): Conclusion => {
  if (findings.some(({ severity }) => severity === 'broken')) return 'broken';
  return paths.length > 0 && paths.every(({ works }) => works) ? 'works' : 'unclear';
};

/** `works` also where there is nothing that anybody wants to reach, and where all was asked that could be and said what it is. */
export const concludeSurvey = ({ diagnoses, unseen }: Survey): Conclusion => {
  const conclusions = diagnoses.map(concludeFrom);
  if (conclusions.includes('broken')) return 'broken';
  const isOpen = unseen.notAsked.length > 0 || unseen.silent.length > 0;
  return conclusions.includes('unclear') || isOpen ? 'unclear' : 'works';
};
